"""Nothing stays with nobody: stand-ins, another person, and somebody who leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from backend.issues.models import Issue
from backend.kernel.actor import Actor, Role
from backend.notify.models import Notice, NoticeKind
from backend.people.models import Grant
from backend.worker import run_jobs
from tests.fixtures.phone import Phone
from tests.life import Town, unit_actor
from tests.world import LONG_AGO, make_actor


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def assigned(town: Town) -> dict[str, Any]:
    issue = await town.report(town.liaison)
    return await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())


async def told(actor: Actor, kind: NoticeKind) -> list[str]:
    found = Notice.filter(recipient_id=actor.person_id, kind=kind).order_by("created_at")
    return [notice.title async for notice in found]


async def test_a_stand_in_hears_of_it_and_acts_in_their_own_name(town: Town) -> None:
    stand_in = await unit_actor(town.other_unit, "代办人")
    lent = await Grant.create(
        id=uuid4(), person_id=stand_in.person_id, role=Role.HANDLER, unit_id=town.unit.id,
        region=stand_in.region, from_at=LONG_AGO, until_at=town.now + timedelta(days=20),
        lent_from_id=town.handler.grant_id,
    )  # fmt: skip
    acting = Actor(
        stand_in.person_id, lent.id, Role.HANDLER, town.unit.id, stand_in.region,
        stands_in_for=town.handler.person_id,
    )  # fmt: skip
    issue = await assigned(town)
    await town.deliver()

    assert await told(stand_in, NoticeKind.ASSIGNED)
    taken = await town.step(acting, "AcknowledgeIssue", issue)
    assert taken["state"] == "IN_PROGRESS"
    page = await town.look(town.supervisor, issue)
    (taken_up,) = [step for step in page["steps"] if step["command"] == "acknowledge"]
    assert "代办人" in taken_up["who"]


async def test_the_lead_names_another_person_and_the_deadline_stands(town: Town) -> None:
    issue = await assigned(town)
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    before = await Issue.get(id=issue["id"])
    other = await unit_actor(town.unit, "新承办")

    foreign = await town.step(
        town.lead, "ReassignIssue", issue, personId=str(town.other_handler.person_id)
    )
    assert foreign["code"] == "person_not_of_unit"
    moved = await town.step(town.lead, "ReassignIssue", issue, personId=str(other.person_id))

    assert moved["state"] == "IN_PROGRESS"
    after = await Issue.get(id=issue["id"])
    assert (after.handler_id, after.due_at) == (other.person_id, before.due_at)
    assert (await town.look(town.handler, issue))["code"] == "not_found"


async def test_all_of_one_person_goes_to_another_in_one_step(town: Town) -> None:
    issues = [await assigned(town) for _ in range(3)]
    await town.deliver()
    admin = await make_actor(Role.ADMIN)
    other = await unit_actor(town.unit, "新承办")
    letter = {
        "commandId": str(uuid4()), "fromPersonId": str(town.handler.person_id),
        "toPersonId": str(other.person_id), "reason": "调离本单位",
        "sealedAt": town.now.isoformat(),
    }  # fmt: skip

    first = await town.send(admin, "HandOverIssues", **letter)
    again = await town.send(admin, "HandOverIssues", **letter)

    assert (first["issues"], first["left"], again["issues"]) == (3, 0, 0)
    assert await Issue.filter(handler_id=other.person_id).count() == len(issues)
    await town.deliver()
    assert len(await told(other, NoticeKind.ASSIGNED)) == len(issues)
    anew = letter | {"commandId": str(uuid4())}
    refused = await town.send(town.supervisor, "HandOverIssues", **anew)
    assert refused["code"] == "not_allowed"


async def test_who_leaves_leaves_nothing_behind(town: Town) -> None:
    issue = await assigned(town)
    admin = await make_actor(Role.ADMIN)
    await town.phone.sign_in(admin)
    ended = await town.phone.post("EndGrant", {"id": str(town.handler.grant_id)})
    assert "errors" not in ended, ended
    await town.deliver()
    town.phone.clock.advance(seconds=1)
    await run_jobs(now=town.now)

    assert (await Issue.get(id=issue["id"])).handler_id == town.lead.person_id
    while await town.deliver():
        town.phone.clock.advance(seconds=1)
    assert any("改由您承办" in title for title in await told(town.lead, NoticeKind.ASSIGNED))


async def test_without_a_lead_the_office_is_told(town: Town) -> None:
    issue = await assigned(town)
    await Grant.filter(id=town.lead.grant_id).update(until_at=LONG_AGO + timedelta(days=1))
    admin = await make_actor(Role.ADMIN)
    await town.phone.sign_in(admin)
    await town.phone.post("EndGrant", {"id": str(town.handler.grant_id)})
    await town.deliver()
    town.phone.clock.advance(seconds=1)
    await run_jobs(now=town.now)
    while await town.deliver():
        town.phone.clock.advance(seconds=1)

    assert (await Issue.get(id=issue["id"])).handler_id == town.handler.person_id
    assert any("没有人承办了" in title for title in await told(town.supervisor, NoticeKind.OVERDUE))
