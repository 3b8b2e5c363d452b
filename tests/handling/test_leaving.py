"""Nothing stays with nobody: stand-ins, another person, and somebody who leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from backend.handling.models import Assignment
from backend.issues.models import Issue
from backend.issues.states import IssueState
from backend.kernel.actor import Actor, Role
from backend.notify.models import Notice, NoticeKind
from backend.people.models import Grant, Person
from tests import roads
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


async def test_who_leaves_leaves_nothing_behind(town: Town) -> None:
    issue = await assigned(town)
    await town.leaves(town.handler)
    assert (await Issue.get(id=issue["id"])).handler_id == town.lead.person_id
    assert any("改由您承办" in title for title in await told(town.lead, NoticeKind.ASSIGNED))


async def test_whose_account_is_closed_leaves_nothing_behind(town: Town) -> None:
    issue = await assigned(town)
    await town.phone.sign_in(await make_actor(Role.ADMIN))
    person = await Person.get(id=town.handler.person_id)
    closed = {
        "id": str(person.id), "name": person.name, "phone": person.phone, "active": False,
        "unitId": str(town.unit.id),
    }  # fmt: skip
    answer = await town.phone.post("SavePerson", {"input": closed})
    assert "errors" not in answer, answer
    await town.settle()
    assert (await Issue.get(id=issue["id"])).handler_id == town.lead.person_id


@pytest.mark.parametrize("later", [False, True], ids=["in_time", "put_off"])
async def test_a_grant_that_runs_out_by_its_date_leaves_nothing_behind(
    town: Town, later: bool
) -> None:
    issue = await assigned(town)
    admin = await make_actor(Role.ADMIN)
    for days in (1, 30)[: 1 + later]:
        await keep_until(town, admin, town.now + timedelta(days=days))
        await town.settle()
    assert (await Issue.get(id=issue["id"])).handler_id == town.handler.person_id

    town.phone.clock.advance(days=2)
    await town.settle()
    left = town.handler if later else town.lead
    assert (await Issue.get(id=issue["id"])).handler_id == left.person_id


async def keep_until(town: Town, admin: Actor, until: datetime) -> None:
    """The handler's grant is given an end."""
    await town.phone.sign_in(admin)
    grant: dict[str, Any] = {
        "id": str(town.handler.grant_id), "personId": str(town.handler.person_id),
        "role": "HANDLER", "unitId": str(town.unit.id), "region": town.handler.region,
        "bundles": [], "fromAt": LONG_AGO.isoformat(), "untilAt": until.isoformat(),
    }  # fmt: skip
    answer = await town.phone.post("SaveGrant", {"input": grant})
    assert "errors" not in answer, answer


@pytest.mark.parametrize("given_back", ["CallBackIssue", "RejectResponse"])
async def test_what_is_given_back_to_the_unit_is_not_again_with_who_left(
    town: Town, given_back: str
) -> None:
    issue = await roads.at(town, IssueState.RESPONDED)
    await town.leaves(town.handler)
    issue |= {"version": (await Issue.get(id=issue["id"])).version}
    said = {"result": "UNSATISFIED"} if given_back == "CallBackIssue" else {}
    taken = await town.step(town.supervisor, given_back, issue, text="只亮了一盏。", **said)
    assert taken["__typename"] == "Receipt", taken
    await town.settle()

    row = await Issue.get(id=issue["id"])
    assert row.handler_id == town.lead.person_id
    given = await Assignment.get(issue_id=row.id, ended_at__isnull=True)
    assert given.person_id == town.lead.person_id


async def test_given_back_to_a_unit_without_anybody_the_office_hears_it(town: Town) -> None:
    issue = await roads.at(town, IssueState.RESPONDED)
    await Grant.filter(id=town.lead.grant_id).update(until_at=LONG_AGO + timedelta(days=1))
    await town.leaves(town.handler)
    before = len(await told(town.supervisor, NoticeKind.OVERDUE))
    await town.step(
        town.supervisor, "CallBackIssue", issue, result="UNSATISFIED", text="只亮了一盏。"
    )
    await town.settle()
    said = await told(town.supervisor, NoticeKind.OVERDUE)
    assert len(said) == before + 1
    assert "没有人承办了" in said[-1]


async def test_without_a_lead_the_office_is_told(town: Town) -> None:
    issue = await assigned(town)
    await Grant.filter(id=town.lead.grant_id).update(until_at=LONG_AGO + timedelta(days=1))
    await town.leaves(town.handler)
    assert (await Issue.get(id=issue["id"])).handler_id == town.handler.person_id
    assert any("没有人承办了" in title for title in await told(town.supervisor, NoticeKind.OVERDUE))
