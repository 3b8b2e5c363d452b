"""What a unit chooses from, and whose an issue is."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from backend.issues.models import Issue
from backend.kernel.actor import Actor, Role
from backend.notify.doorbells import UNACKED_MAX
from backend.notify.models import Doorbell
from backend.people.models import Grant, Unit
from tests.fixtures.phone import Phone
from tests.life import Town, unit_actor


async def test_the_lead_may_name_people_and_everybody_proposes_other_units(phone: Phone) -> None:
    town = await Town.built(phone)
    issue = await town.report(town.liaison, enterpriseId=town.enterprise_id)
    await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())

    async def choices(actor: Actor) -> dict[str, Any]:
        await phone.sign_in(actor)
        answer = await phone.post("HandlingChoices", {"issueId": issue["id"]})
        found: dict[str, Any] = answer["data"]["handlingChoices"]
        return found

    lead, handler = await choices(town.lead), await choices(town.handler)
    assert [one["name"] for one in lead["units"]] == ["区住房和城乡建设局"]
    assert [one["name"] for one in lead["people"]] == ["周局长"]  # who has it already is no choice
    assert handler["units"] == lead["units"]
    assert handler["people"] == []
    assert (await choices(town.supervisor))["people"] == lead["people"]
    assert (await choices(town.liaison))["code"] == "not_allowed"
    assert (await choices(town.other_handler))["code"] == "not_found"


async def test_an_issue_says_whether_it_is_ones_own(phone: Phone) -> None:
    town = await Town.built(phone)
    issue = await town.report(town.special)
    assert (await town.look(town.special, issue))["own"] is True
    assert (await town.look(town.supervisor, issue))["own"] is False


async def test_the_office_sees_who_can_be_reached_and_who_stands_in(phone: Phone) -> None:
    town = await Town.built(phone)
    issue = await town.report(town.liaison, enterpriseId=town.enterprise_id)
    region = (await Issue.get(id=issue["id"])).region
    street = await Unit.create(id=uuid4(), name="光华路街道办事处", kind="street", region=region)
    await unit_actor(street, "文予禾")
    deputy = await unit_actor(street, "罗志强")
    now = phone.clock()
    await Grant.create(
        id=uuid4(), person_id=deputy.person_id, role=Role.HANDLER, unit_id=town.handler.unit_id,
        from_at=now, lent_from_id=town.handler.grant_id,
    )  # fmt: skip
    await doorbell(town.lead.person_id, unacked=0, now=now)
    await doorbell(deputy.person_id, unacked=UNACKED_MAX, now=now)

    async def choices() -> list[dict[str, Any]]:
        await phone.sign_in(town.supervisor)
        answer = await phone.post("AssignChoices", {"issueId": issue["id"], "topic": None})
        units: list[dict[str, Any]] = answer["data"]["assignChoices"]["units"]
        return units

    units = await choices()
    people = {one["name"]: (one["reach"], one["standIn"]) for u in units for one in u["people"]}
    assert people["周局长"] == ("RINGS", None)
    assert people["梁以砚"] == ("INBOX", "罗志强")
    assert people["罗志强"] == ("SILENT", None)
    assert (units[0]["unit"]["name"], units[0]["reason"]) == ("光华路街道办事处", "企业所在街道")

    await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    first, second, *_ = await choices()
    assert first["unit"]["id"] == str(town.handler.unit_id)
    assert first["reason"] == "本街道这类问题一年内 1 件，1 件由它办"
    assert second["reason"] == "企业所在街道"


async def doorbell(person_id: UUID, *, unacked: int, now: datetime) -> None:
    await Doorbell.create(
        id=uuid4(), person_id=person_id, endpoint=f"https://push.test/{person_id}",
        endpoint_sha256=person_id.hex, p256dh="", auth="", added_at=now, sealed_at=now,
        unacked=unacked,
    )  # fmt: skip
