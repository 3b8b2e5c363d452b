"""反馈先由负责人签发: what waits for whom, and that nothing waits for nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tortoise.expressions import Q

from backend.exports.columns import cells_of, response_ids
from backend.exports.ledger import Line
from backend.issues.models import Closure, Issue, Step
from backend.issues.queries import rows_for_office
from backend.kernel.actor import Actor, Role
from backend.notify.models import Notice, NoticeKind
from backend.people.models import Grant, Unit
from tests import roads
from tests.life import Town, unit_actor
from tests.roads import RESPONSE
from tests.world import LONG_AGO, make_actor


async def titles(actor: Actor, kind: NoticeKind) -> list[str]:
    found = Notice.filter(recipient_id=actor.person_id, kind=kind).order_by("created_at")
    return [notice.title async for notice in found]


async def todo(town: Town, actor: Actor) -> list[dict[str, Any]]:
    await town.phone.sign_in(actor)
    answer = await town.phone.post("MyTodo", {})
    items: list[dict[str, Any]] = answer["data"]["myTodo"]["items"]
    return items


def lines(page: dict[str, Any]) -> list[tuple[str, str]]:
    """The newest two, as the reader sees them."""
    return [(step["text"], step["who"]) for step in page["steps"][:2]]


async def test_the_lead_is_told_signs_and_the_office_reads_both_names(town: Town) -> None:
    issue = await roads.to_be_signed(town, author=town.liaison)
    await town.settle()
    number = issue["number"]
    assert await titles(town.lead, NoticeKind.TO_REVIEW) == [f"{number} 的反馈等您签发"]
    assert not [one for one in await titles(town.supervisor, NoticeKind.TO_REVIEW) if "反馈" in one]
    assert [line["drafted"] for line in await todo(town, town.lead)] == [True]
    page = await town.look(town.lead, issue)
    assert page["draftId"] == page["steps"][0]["id"]
    assert (page["steps"][0]["words"], page["toBeSigned"]) == (RESPONSE["whatDone"], False)
    assert (await town.look(town.handler, issue))["toBeSigned"]

    signed = await town.step(town.lead, "SignResponse", issue, text="属实，同意。")
    assert signed["state"] == "RESPONDED"
    await town.settle()
    assert f"{number} 已反馈结果，待回访" in await titles(town.supervisor, NoticeKind.TO_REVIEW)
    assert f"{number} 的反馈已报监督室，等回访" in await titles(town.handler, NoticeKind.NEWS)
    page = await town.look(town.supervisor, signed)
    assert lines(page) == [
        ("签发反馈：已解决", "区城市管理局 周局长"),
        ("拟好反馈，请负责人签发：已解决", "区城市管理局 梁以砚"),
    ]
    assert page["steps"][0]["words"] == "属实，同意。"
    assert page["draftId"] is None


async def test_what_was_signed_is_the_answer_in_the_ledger_and_in_the_closure(town: Town) -> None:
    issue = await roads.to_be_signed(town, author=town.liaison)
    row = await Issue.get(id=issue["id"])
    assert await done_by_the_ledger(town, row) == ""
    assert await response_ids([row.id]) == {}

    issue = await town.step(town.lead, "SignResponse", issue)
    assert await done_by_the_ledger(town, row) == RESPONSE["whatDone"]
    assert await response_ids([row.id]) == {row.id: row.draft_id}
    await town.step(town.supervisor, "CallBackIssue", issue, result="SATISFIED", text="")
    assert (await Closure.get(issue_id=row.id)).what_done == RESPONSE["whatDone"]


async def done_by_the_ledger(town: Town, issue: Issue) -> str:
    [row] = await rows_for_office(Q(id=issue.id), order="id", limit=1)
    [cells] = await cells_of([Line(row)], now=town.now)
    return str(cells["做了什么"])


async def test_handed_back_with_a_reason_and_written_again(town: Town) -> None:
    issue = await roads.to_be_signed(town)
    back = await town.step(town.lead, "ReturnDraft", issue, text="请写清换了哪几盏。")
    assert (back["state"], back["version"]) == ("IN_PROGRESS", issue["version"] + 1)
    await town.settle()
    [said] = await titles(town.handler, NoticeKind.RETURNED_TO_ME)
    assert said.endswith("的反馈被负责人退回，请改好再报")
    page = await town.look(town.handler, back)
    assert page["steps"][0]["text"] == "反馈退回修改：请写清换了哪几盏。"
    assert "sign" not in (await town.look(town.lead, back))["allowed"]

    again = await town.step(
        town.handler, "RespondIssue", back, **RESPONSE | {"whatDone": "换了 3、4、7 号灯。"}
    )
    signed = await town.step(town.lead, "SignResponse", again)
    assert signed["state"] == "RESPONDED"
    nothing = await town.step(town.lead, "ReturnDraft", signed, text="再看看。")
    assert nothing["code"] == "wrong_state"


async def test_who_handles_it_cannot_sign_for_the_lead(town: Town) -> None:
    issue = await roads.to_be_signed(town)
    refused = await town.step(town.handler, "SignResponse", issue)
    assert refused["code"] == "lead_signs"
    early = await roads.at(town, roads.S.IN_PROGRESS)
    assert (await town.step(town.lead, "SignResponse", early))["code"] == "nothing_to_sign"


async def test_a_lead_answers_without_anybodys_signature(town: Town) -> None:
    await Unit.filter(id=town.unit.id).update(signs_first=True)
    issue = await roads.at(town, roads.S.IN_PROGRESS)
    assert not (await town.look(town.lead, issue))["toBeSigned"]
    answered = await town.step(town.lead, "RespondIssue", issue, **RESPONSE)
    assert answered["state"] == "RESPONDED"


async def test_a_unit_without_a_lead_on_duty_answers_straight(town: Town) -> None:
    await Unit.filter(id=town.unit.id).update(signs_first=True)
    issue = await roads.at(town, roads.S.IN_PROGRESS)
    await Grant.filter(id=town.lead.grant_id).update(until_at=town.now)
    answered = await town.step(town.handler, "RespondIssue", issue, **RESPONSE)
    assert answered["state"] == "RESPONDED"


async def test_who_stands_in_for_the_lead_signs_in_their_own_name(town: Town) -> None:
    issue = await roads.to_be_signed(town)
    deputy = await unit_actor(town.unit, "冯副局长")
    lent = await Grant.create(
        id=uuid4(), person_id=deputy.person_id, role=Role.HANDLER, unit_id=town.unit.id,
        region=deputy.region, bundles=["UNIT_LEAD"], from_at=LONG_AGO,
        until_at=town.now + timedelta(days=20), lent_from_id=town.lead.grant_id,
    )  # fmt: skip
    acting = Actor(
        deputy.person_id, lent.id, Role.HANDLER, town.unit.id, deputy.region,
        frozenset(["UNIT_LEAD"]), stands_in_for=town.lead.person_id,
    )  # fmt: skip
    signed = await town.step(acting, "SignResponse", issue)
    assert signed["state"] == "RESPONDED"
    step = await Step.get(issue_id=issue["id"], command="sign")
    assert (step.actor_id, step.stands_in_for) == (deputy.person_id, town.lead.person_id)


async def test_when_the_last_lead_leaves_what_waits_goes_on_by_itself(town: Town) -> None:
    issue = await roads.to_be_signed(town)
    await town.leaves(town.lead)
    page = await town.look(town.supervisor, issue)
    assert page["state"] == "RESPONDED"
    assert lines(page)[0] == ("没有负责人要签发，直接反馈：已解决", "系统")
    assert (await titles(town.handler, NoticeKind.NEWS))[-1].endswith("已报监督室，等回访")


async def test_when_one_of_two_leads_leaves_the_other_signs(town: Town) -> None:
    other = await unit_actor(town.unit, "何副局长", lead=True)
    issue = await roads.to_be_signed(town)
    await town.leaves(town.lead)
    assert (await town.look(town.supervisor, issue))["state"] == "IN_PROGRESS"
    assert (await town.step(other, "SignResponse", issue))["state"] == "RESPONDED"


@pytest.mark.parametrize("by", ["handler", "lead"])
async def test_no_longer_wanted_the_lead_signs_still_or_the_person_sends_it_on(
    town: Town, by: str
) -> None:
    issue = await roads.to_be_signed(town)
    await save_unit(town, signsFirst=False)
    assert not (await town.look(town.handler, issue))["toBeSigned"]
    sent = await town.step(getattr(town, by), "SignResponse", issue)
    assert sent["state"] == "RESPONDED"
    how = "没有负责人要签发，直接反馈" if by == "handler" else "签发反馈"
    assert lines(await town.look(town.supervisor, sent))[0][0] == f"{how}：已解决"


async def test_a_transfer_leaves_no_draft_behind(town: Town) -> None:
    issue = await roads.to_be_signed(town)
    moved = await town.step(
        town.supervisor, "TransferIssue", issue, unitId=str(town.other_unit.id),
        personId=str(town.other_handler.person_id), text="归住建局养护。",
    )  # fmt: skip
    assert moved["state"] == "ASSIGNED"
    assert (await Issue.get(id=issue["id"])).draft_id is None


async def test_what_was_asked_of_the_office_stands_until_the_response_is_sent(town: Town) -> None:
    await Unit.filter(id=town.unit.id).update(signs_first=True)
    issue = await roads.at(town, roads.S.IN_PROGRESS)
    asked = {"until": roads.day(town, 28), "text": "等配件。"}
    issue = await town.step(town.handler, "AskExtension", issue, **asked)
    issue = await town.step(town.handler, "RespondIssue", issue, **RESPONSE)
    page = await town.look(town.supervisor, issue)
    assert page["ask"]["kind"] == "ask_extension"
    assert "refuse_request" in page["allowed"]
    issue = await town.step(town.lead, "SignResponse", issue)
    assert (await town.look(town.supervisor, issue))["ask"] is None


async def test_an_app_that_does_not_know_of_it_changes_no_units_wish(town: Town) -> None:
    await save_unit(town, signsFirst=True)
    await save_unit(town, kind="department")
    assert (await Unit.get(id=town.unit.id)).signs_first


async def save_unit(town: Town, **given: Any) -> None:
    await town.phone.sign_in(await make_actor(Role.ADMIN))
    unit = {"id": str(town.unit.id), "name": "区城市管理局"} | given
    answer = await town.phone.post("SaveUnit", {"input": unit})
    assert answer["data"]["saveUnit"]["__typename"] == "Ok", answer
