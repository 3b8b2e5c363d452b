"""The complaint desk: entered for somebody, followed by a code, called back by the office."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from backend.intake.models import ReporterContact
from backend.issues.models import Issue
from backend.kernel.actor import Role
from backend.kernel.ledger import LedgerEvent
from backend.people.models import Grant
from tests.fixtures.phone import Phone
from tests.intake.conftest import Person, text_of
from tests.life import Town
from tests.world import make_actor, make_photo

PHONE = "13703750001"


@pytest.fixture
async def town(person: Person, phone: Phone) -> Town:  # noqa: ARG001  the district is set up by it
    return await Town.built(phone)


def slip(town: Town, **change: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()), "kind": "COMPLAINT", "words": "门口的窨井盖坏了一周，没人管。",
        "code": "7K4M-92QX", "enterprise": "老张烩面", "name": "张老板", "phone": PHONE,
        "sealedAt": town.now.isoformat(),
    } | change  # fmt: skip


async def test_a_paper_slip_becomes_an_issue_that_is_followed_by_its_code(
    town: Town, person: Person
) -> None:
    photo = str(await make_photo(town.supervisor))
    sent = slip(town, photoIds=[photo])
    for _ in range(2):
        taken = await town.send(town.supervisor, "OpenAtDesk", **sent)
        assert (taken["state"], [one["id"] for one in taken["photos"]]) == ("SUBMITTED", [photo])

    assert await Issue.all().count() == 1
    followed = await person.follow("7k4m92qx")
    assert "门口的窨井盖坏了一周" in text_of(followed.text)
    assert PHONE not in followed.text


async def test_the_office_alone_reads_whom_to_call_and_each_reading_is_kept(town: Town) -> None:
    taken = await town.send(town.supervisor, "OpenAtDesk", **slip(town))

    await town.phone.sign_in(town.other_supervisor)
    ask = {"issueId": taken["id"], "reason": "打电话回访"}
    bare = await town.phone.send("ReporterContact", issueId=taken["id"], reason=" ")
    assert (bare["code"], bare["field"]) == ("text_length", "reason")
    assert not await LedgerEvent.filter(name="intake.contact_read").exists()
    found = await town.phone.send("ReporterContact", **ask)
    assert (found["name"], found["phone"]) == ("张老板", PHONE)
    assert await LedgerEvent.filter(name="intake.contact_read").count() == 1
    for actor in (town.handler, town.lead, town.liaison, town.special, town.leader):
        await town.phone.sign_in(actor)
        assert (await town.phone.send("ReporterContact", **ask))["code"] in {
            "not_allowed", "not_found",
        }  # fmt: skip
    assert await LedgerEvent.filter(name="intake.contact_read").count() == 1

    lead = await make_actor(Role.SUPERVISOR, name="纪书记")
    await Grant.filter(id=lead.grant_id).update(bundles=["DISC_LEAD"])
    await town.phone.sign_in(lead)
    [kept] = (await town.phone.send("IdentityReadings"))["items"]
    assert (kept["issueId"], kept["readerName"], kept["reason"], kept["what"]) == (
        taken["id"], "刘监督", "打电话回访", "CONTACT",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"code": "0OI1-0OI1"}, "code_unknown", "code"),
        ({"words": "长" * 10_000}, "text_length", "words"),
        ({"words": ""}, "text_length", "words"),
        ({"phone": "12"}, "phone_invalid", "phone"),
        ({"name": "长" * 31}, "text_length", "name"),
        ({"sealedAt": "2036-01-01T00:00:00+00:00"}, "from_the_future", "sealedAt"),
    ],
)
async def test_what_has_to_be_changed_is_said_and_nothing_is_kept(
    town: Town, change: dict[str, Any], code: str, field: str
) -> None:
    refused = await town.send(town.supervisor, "OpenAtDesk", **slip(town, **change))

    assert (refused["code"], refused["field"]) == (code, field)
    assert not await ReporterContact.exists()


async def test_a_code_is_handed_out_once(town: Town) -> None:
    await town.send(town.supervisor, "OpenAtDesk", **slip(town))
    again = await town.send(town.supervisor, "OpenAtDesk", **slip(town))

    assert (again["code"], again["remedy"]) == ("desk_code_wrong", "FIX")
    assert await Issue.all().count() == 1


async def test_others_do_not_keep_the_desk(town: Town) -> None:
    for actor in (town.liaison, town.special, town.handler, town.leader):
        assert (await town.send(actor, "OpenAtDesk", **slip(town)))["code"] == "not_allowed"
