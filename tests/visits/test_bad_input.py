"""Whatever a phone sends about visits, the answer is a typed refusal or the client's own mistake.

Never a fault of ours, and nothing is stored.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from backend.enterprises.models import Enterprise
from backend.issues.models import Issue
from backend.kernel.actor import Actor
from backend.kernel.commands import Command
from backend.kernel.ledger import LedgerEvent
from backend.visits.models import Visit
from tests.visits.acts import amendment, correction, log, returned, supplement, verdict
from tests.visits.conftest import Phone
from tests.world import letter, make_actor, make_enterprise, make_photo, problem

LONG = "长" * 10_000
LONE = "\ud83d"  # half of an emoji


def refused(answer: dict[str, Any]) -> tuple[str, str, str]:
    """Code, remedy and field; the sentence is Chinese."""
    (reply,) = answer["data"].values()
    assert reply["__typename"] == "Refused", reply
    assert any("\u4e00" <= character <= "\u9fff" for character in reply["message"])
    return reply["code"], reply["remedy"], reply["field"]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"content": {"discussed": LONG}}, "text_length", "discussed"),
        ({"content": {"discussed": "\x00\x01"}}, "text_length", "discussed"),
        ({"content": {"discussed": LONE}}, "text_length", "discussed"),
        ({"content": {"needs": LONG}}, "text_length", "needs"),
        ({"content": {"visitReason": LONG}}, "text_length", "visitReason"),
        ({"content": {"limitReason": LONG}}, "text_length", "limitReason"),
        ({"content": {"met": [{"name": LONG}]}}, "text_length", "met"),
        ({"content": {"met": [{"name": "周"}] * 500}}, "too_many_met", "met"),
        ({"content": {"enterpriseId": str(uuid4())}}, "enterprise_unknown", "enterpriseId"),
        ({"content": {"startedAt": "2026-11-18T02:10:01Z"}}, "from_the_future", "startedAt"),
        ({"content": {"startedAt": "9999-12-31T23:59:59-12:00"}}, "from_the_future", "startedAt"),
        ({"content": {"startedAt": "0001-01-01T00:00:00+14:00"}}, "long_past", "startedAt"),
        ({"content": {"startedAt": "2026-11-18T01:20:00"}}, "time_without_zone", "startedAt"),
        ({"sealedAt": "2026-11-18T01:20:00"}, "time_without_zone", "sealedAt"),
        ({"sealedAt": "2030-01-01T00:00:00Z"}, "from_the_future", "sealedAt"),
        (
            {"content": {"place": {"latDeg": 1e308, "lngDeg": 0, "accuracyM": 1}}},
            "place_impossible",
            "place",
        ),
        (
            {"content": {"place": {"latDeg": 1, "lngDeg": 0, "accuracyM": -1}}},
            "place_impossible",
            "place",
        ),
        (
            {"content": {"photoIds": [str(uuid4()) for _ in range(10)]}},
            "too_many_visit_photos",
            "photoIds",
        ),
        ({"content": {"photoIds": [str(uuid4())]}}, "photos_missing", "photoIds"),
        (
            {"content": {"met": [{"contactId": str(uuid4()), "name": "周敏"}]}},
            "contact_unknown",
            "met",
        ),
        ({"problems": [problem(topic="weather")]}, "topic_unknown", "problems.0.topic"),
        ({"problems": [problem(topic=LONG)]}, "topic_unknown", "problems.0.topic"),
        ({"problems": [problem(description=LONG)]}, "text_length", "problems.0.description"),
        (
            {"problems": [problem(), problem(description="")]},
            "text_length",
            "problems.1.description",
        ),
        (
            {"problems": [problem(solved={"whatDone": LONG, "confirmedBy": {"name": "周"}})]},
            "text_length",
            "problems.0.solved.whatDone",
        ),
        (
            {"problems": [problem(solved={"whatDone": "换了", "confirmedBy": {"name": " "}})]},
            "text_length",
            "problems.0.solved.confirmedBy",
        ),
        ({"problems": [problem() for _ in range(11)]}, "too_many_problems", "problems"),
    ],
)
async def test_a_letter_that_a_person_must_correct(
    phone: Phone, enterprise: Enterprise, change: dict[str, Any], code: str, field: str
) -> None:
    answer = await phone.post("LogVisit", {"input": letter(enterprise, **change)})

    assert (refused(answer)[0], refused(answer)[2]) == (code, field)
    assert refused(answer)[1] == ("RETRY" if code == "photos_missing" else "FIX")
    for table in (Visit, Issue, LedgerEvent, Command):
        assert await table.all().count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"id": "not-a-uuid"},
        {"id": 7},
        {"id": None},
        {"sealedAt": "yesterday"},
        {"content": {"startedAt": "2026-02-30T00:00:00Z"}},
        {"content": {"startedAt": 1_763_431_200}},
        {"content": {"mode": "CARRIER_PIGEON"}},
        {"content": {"discussed": None}},
        {"content": {"discussed": 10**400}},
        {"content": {"met": "周敏"}},
        {"content": {"rank": 1}},
        {"content": {"photoIds": ["x"]}},
        {"problems": "none"},
        {"place": {"latDeg": "north"}},
    ],
)
async def test_what_is_of_another_type_is_the_clients_mistake_no_fault_of_ours(
    phone: Phone, enterprise: Enterprise, change: dict[str, Any]
) -> None:
    answer = await phone.post("LogVisit", {"input": letter(enterprise, **change)})

    (error,) = answer["errors"][:1]
    assert error.get("extensions", {}).get("code") != "fault", error
    assert await Visit.all().count() == 0


async def test_emoji_line_ends_and_strange_characters_are_kept_as_far_as_they_can_be(
    phone: Phone, enterprise: Enterprise
) -> None:
    said = f"已协调👍🏽\r\n第二行\x00{LONE}𠮷"
    met = [{"name": "王\u200d小\x07明"}]
    visit_id = await log(
        phone, enterprise, content={"discussed": said, "met": met},
        problems=[problem(description="🚧" * 40)],
    )  # fmt: skip

    shown = await phone.send("Visit", id=visit_id)

    assert shown["latest"]["discussed"] == "已协调👍🏽\n第二行𠮷"
    assert shown["latest"]["met"] == [{"contactId": None, "name": "王\u200d小明"}]
    assert shown["issues"][0]["title"] == "🚧" * 29 + "…"


async def test_the_same_photo_named_twice_is_one(
    phone: Phone, liaison: Actor, enterprise: Enterprise
) -> None:
    photo = str(await make_photo(liaison))

    visit_id = await log(phone, enterprise, content={"photoIds": [photo, photo]})

    assert [p["id"] for p in (await phone.send("Visit", id=visit_id))["photos"]] == [photo]


async def test_a_visit_id_that_was_some_other_command_is_refused(
    phone: Phone, enterprise: Enterprise
) -> None:
    change = amendment(await log(phone, enterprise), enterprise)
    await phone.send("AmendVisit", input=change)

    answer = await phone.post("LogVisit", {"input": letter(enterprise, id=change["commandId"])})

    assert refused(answer)[:2] == ("id_reused", "STOP")
    assert await Visit.all().count() == 1


@pytest.mark.parametrize("expected", [0, -1, 2**31 - 1])
async def test_a_version_that_never_was_is_stale(
    phone: Phone, enterprise: Enterprise, expected: int
) -> None:
    visit_id = await log(phone, enterprise)
    change = amendment(visit_id, enterprise, expectedVersion=expected)

    assert refused(await phone.post("AmendVisit", {"input": change}))[:2] == ("stale", "FIX")


async def test_deeds_on_unknown_and_foreign_visits_look_alike(
    phone: Phone, enterprise: Enterprise, supervisor: Actor
) -> None:
    visit_id, elsewhere = await log(phone, enterprise), await make_enterprise()
    stranger = await make_actor()
    for actor, target in (
        (stranger, visit_id),
        (stranger, str(uuid4())),
        (supervisor, str(uuid4())),
    ):
        await phone.sign_in(actor)
        for document, sent in (
            ("AmendVisit", amendment(target, enterprise, content={"visitReason": "顺路"})),
            ("SupplementVisit", supplement(target)),
            ("ReviewVisit", verdict(target)),
            ("CorrectEnterprise", correction(target, elsewhere)),
        ):
            assert refused(await phone.post(document, {"input": sent}))[:2] == ("not_found", "STOP")


@pytest.mark.parametrize(
    ("document", "make", "change", "code"),
    [
        ("ReviewVisit", returned, {"reason": LONG}, "text_length"),
        ("ReviewVisit", verdict, {"reason": LONG}, "text_length"),
        ("ReviewVisit", verdict, {"sealedAt": "2026-11-18T01:59:00"}, "time_without_zone"),
        ("ReviewVisit", verdict, {"sealedAt": "2031-01-01T00:00:00Z"}, "from_the_future"),
        ("SupplementVisit", supplement, {"text": ""}, "text_length"),
        ("SupplementVisit", supplement, {"text": LONG}, "text_length"),
        (
            "SupplementVisit",
            supplement,
            {"photoIds": [str(uuid4()) for _ in range(10)]},
            "too_many_visit_photos",
        ),
    ],
)
async def test_reviews_and_supplements_to_be_corrected(
    phone: Phone, enterprise: Enterprise, supervisor: Actor, document: str, make: Any,
    change: dict[str, Any], code: str,
) -> None:  # fmt: skip
    visit_id = await log(phone, enterprise)
    if document == "ReviewVisit":
        await phone.sign_in(supervisor)

    answer = await phone.post(document, {"input": make(visit_id, **change)})

    assert refused(answer)[:2] == (code, "FIX")
    assert (await Visit.get()).version == 1
