"""Letters that are wrong, late, stale, doubled or somebody else's: a typed answer, nothing lost."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from backend.issues.models import Issue, Step
from backend.issues.states import IssueState as S
from backend.kernel.ledger import LedgerEvent
from backend.notify.models import Notice, NoticeKind
from backend.people.models import Grant
from tests import roads
from tests.life import Town
from tests.world import make_photo

NOTE = {"audience": "PARTIES", "text": "灯具已订。"}


async def test_a_letter_sixty_days_late_still_counts(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    sealed = town.now.isoformat()
    town.phone.clock.advance(days=60)
    noted = await town.step(town.handler, "NoteIssue", issue, **NOTE, sealedAt=sealed)
    assert noted["__typename"] == "Receipt"
    done = await town.step(town.handler, "RespondIssue", issue, **roads.RESPONSE, sealedAt=sealed)
    assert done["state"] == "RESPONDED"
    steps = (await town.look(town.supervisor, issue))["steps"]
    assert steps[0]["deviceAt"] == sealed


async def test_a_stale_letter_says_which_version_is_present_and_changes_nothing(
    town: Town,
) -> None:
    before = await roads.at(town, S.ASSIGNED)
    after = await town.step(town.handler, "AcknowledgeIssue", before)
    stale = await town.step(town.supervisor, "EscalateIssue", before, text="太慢了。")
    assert (stale["code"], stale["remedy"], stale["facts"]) == (
        "stale", "FIX", {"version": after["version"]},
    )  # fmt: skip
    again = await town.step(
        town.supervisor, "EscalateIssue", before, text="太慢了。",
        expectedVersion=stale["facts"]["version"],
    )  # fmt: skip
    assert again["__typename"] == "Receipt"


async def test_the_same_letter_twice_is_one_deed_and_other_content_is_refused(
    town: Town,
) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    letter = {"commandId": str(uuid4()), **roads.RESPONSE}
    first = await town.step(town.handler, "RespondIssue", issue, **letter)
    again = await town.step(town.handler, "RespondIssue", issue, **letter)
    assert again == first
    other = await town.step(
        town.handler, "RespondIssue", issue, **letter | {"whatDone": "其实没修。"}
    )
    assert other["code"] == "id_reused"
    for who in (town.lead, town.supervisor):  # one's own letter's id tells others nothing
        theirs = await town.step(who, "RespondIssue", issue, **letter)
        assert theirs["code"] == "not_found"
    assert await LedgerEvent.filter(command_id=letter["commandId"]).count() == 1


async def test_two_copies_at_the_same_moment_are_one_deed(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    letter = {
        "commandId": str(uuid4()), "issueId": issue["id"], "expectedVersion": issue["version"],
        "sealedAt": town.now.isoformat(), **roads.RESPONSE,
    }  # fmt: skip
    await town.phone.sign_in(town.handler)
    answers = await asyncio.gather(
        *(town.phone.post("RespondIssue", {"input": letter}) for _ in range(4))
    )
    assert {str(answer) for answer in answers} == {str(answers[0])}
    assert answers[0]["data"]["respondIssue"]["state"] == "RESPONDED"
    assert await Step.filter(issue_id=issue["id"], command="respond").count() == 1


async def test_two_people_at_the_same_moment_one_is_stale(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    await town.phone.sign_in(town.supervisor)

    def letter(text: str) -> dict[str, Any]:
        return {
            "input": {
                "commandId": str(uuid4()), "issueId": issue["id"], "text": text,
                "expectedVersion": issue["version"], "sealedAt": town.now.isoformat(),
            }
        }  # fmt: skip

    answers = await asyncio.gather(
        *(town.phone.post("ReturnIssue", letter(f"哪里{n}？")) for n in range(3))
    )
    kinds = sorted(a["data"]["returnIssue"]["__typename"] for a in answers)
    assert kinds == ["Receipt", "Refused", "Refused"]


@pytest.mark.parametrize(
    ("sealed", "code"),
    [
        ("0001-01-01T00:00:00+08:00", "long_past"),
        ("1970-01-01T00:00:00+00:00", "long_past"),
        ("2026-11-18T10:00:00", "time_without_zone"),
        ("2026-11-18T12:00:00+00:00", "from_the_future"),
        ("9999-12-31T23:59:59+00:00", "from_the_future"),
        ("9999-12-31T23:59:59-12:00", "from_the_future"),
    ],
)
async def test_a_phones_clock_that_cannot_be_right(town: Town, sealed: str, code: str) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    answer = await town.step(town.handler, "NoteIssue", issue, **NOTE, sealedAt=sealed)
    assert answer["code"] == code


@pytest.mark.parametrize(
    ("operation", "given", "code"),
    [
        ("NoteIssue", NOTE | {"text": "长" * 10_000}, "text_length"),
        ("NoteIssue", NOTE | {"text": " \u3000\n\x00\u200b"}, "text_length"),
        ("NoteIssue", NOTE | {"photoIds": [str(uuid4())]}, "photos_missing"),
        ("RespondIssue", roads.RESPONSE | {"whatDone": "长" * 10_000}, "text_length"),
        ("RespondIssue", roads.RESPONSE | {"amountYuan": -1}, "outcome_impossible"),
        ("RespondIssue", roads.RESPONSE | {"amountYuan": 1e300}, "outcome_impossible"),
        ("RespondIssue", roads.RESPONSE | {"enterprises": -3}, "outcome_impossible"),
        ("RespondIssue", roads.RESPONSE | {"expectedVersion": -1}, "stale"),
        ("AskExtension", {"until": "2026-12-09", "text": "灯具缺货。"}, "not_later"),
        ("AskExtension", {"until": "2026-12-12", "text": "灯具缺货。"}, "due_on_day_off"),
        ("AskExtension", {"until": "2026-01-05", "text": "灯具缺货。"}, "due_in_the_past"),
        ("AskExtension", {"until": "9999-12-31", "text": "灯具缺货。"}, "due_too_far"),
        ("AskExtension", {"until": "0001-01-01", "text": "灯具缺货。"}, "due_in_the_past"),
        ("DeclineIssue", {"text": "不归我局管。"}, "wrong_state"),
        ("AcknowledgeIssue", {}, "wrong_state"),
    ],
)
async def test_what_the_handler_must_change(
    town: Town, operation: str, given: dict[str, Any], code: str
) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    answer = await town.step(town.handler, operation, issue, **given)
    assert answer["code"] == code, answer
    assert (await Issue.get(id=issue["id"])).version == issue["version"]


async def test_photos_of_others_and_too_many_of_ones_own(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    foreign = str(await make_photo(town.supervisor))
    taken = await town.step(town.handler, "NoteIssue", issue, **NOTE, photoIds=[foreign])
    assert taken["code"] == "photos_taken"
    ten = [str(await make_photo(town.handler)) for _ in range(10)]
    many = await town.step(town.handler, "NoteIssue", issue, **NOTE, photoIds=ten)
    assert many["code"] == "too_many_step_photos"
    nine = await town.step(town.handler, "NoteIssue", issue, **NOTE, photoIds=ten[:9])
    assert nine["__typename"] == "Receipt"
    assert {photo["id"] for photo in nine["photos"]} == set(ten[:9])


async def test_an_issue_that_never_was_looks_like_one_that_is_hidden(town: Town) -> None:
    hidden = await roads.at(town, S.IN_PROGRESS)
    for issue in (hidden, {"id": str(uuid4()), "version": 1}):
        for operation, given in (("NoteIssue", NOTE), ("RespondIssue", roads.RESPONSE)):
            answer = await town.step(town.other_handler, operation, issue, **given)
            assert (answer["code"], answer["facts"]) == ("not_found", {})


async def test_a_grant_that_has_ended_carries_nothing(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await Grant.filter(id=town.handler.grant_id).update(until_at=town.now)
    await town.phone.sign_in(town.handler)
    town.phone.clock.advance(seconds=1)
    letter = {
        "commandId": str(uuid4()), "issueId": issue["id"], "sealedAt": town.now.isoformat(),
        **NOTE,
    }  # fmt: skip
    answer = await town.phone.post("NoteIssue", {"input": letter})
    assert answer["data"]["noteIssue"]["code"] == "grant_not_in_force"


async def test_a_batch_of_assignments_is_a_letter_for_each_with_its_own_answer(
    town: Town,
) -> None:
    issues = [await town.report(town.special) for _ in range(20)]
    await town.phone.sign_in(town.supervisor)

    def letter(issue: dict[str, Any]) -> dict[str, Any]:
        return {
            "input": town.assignment(
                commandId=str(uuid4()), issueId=issue["id"], expectedVersion=issue["version"],
                sealedAt=town.now.isoformat(),
            )
        }  # fmt: skip

    stale = issues[7] | {"version": 9}
    batch = [letter(stale if one is issues[7] else one) for one in issues]
    answers = await asyncio.gather(*(town.phone.post("AssignIssue", one) for one in batch))
    found = [answer["data"]["assignIssue"] for answer in answers]
    assert [one["__typename"] for one in found].count("Receipt") == 19
    assert found[7]["code"] == "stale"
    numbers = sorted(one["number"] for one in found if one["__typename"] == "Receipt")
    assert numbers == [f"BL-2026-{n:04d}" for n in range(1, 20)]  # no gap
    while await town.deliver():
        pass
    for who, count in ((town.handler, 19), (town.lead, 19), (town.other_handler, 0)):
        lines = Notice.filter(recipient_id=who.person_id, kind=NoticeKind.ASSIGNED)
        assert len({line.subject_id for line in await lines}) == await lines.count() == count
