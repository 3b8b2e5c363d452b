"""A look-back stays with somebody: the owner, who stands in for them, or the office's list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from backend.following_up.models import LookBack
from backend.issues.states import IssueState as S
from backend.kernel.actor import Actor, Role
from backend.notify.models import Notice
from backend.people.models import Grant
from tests import roads
from tests.life import Town
from tests.world import DISTRICT, LONG_AGO, make_actor

LINE = "BL-2026-0001"


async def listed(town: Town, actor: Actor, part: str) -> list[str]:
    await town.phone.sign_in(actor)
    found = await town.phone.send("LookBacks")
    return [line["issue"]["id"] for line in found[part]]


async def about_looking_back(actor: Actor) -> list[str]:
    lines = Notice.filter(recipient_id=actor.person_id).order_by("created_at")
    return [line.title async for line in lines if "回头看" in line.title]


async def closed(town: Town) -> dict[str, Any]:
    """Fault-finding: a look-back in thirty days, owned by the supervisor who closed it."""
    issue = await roads.at(town, S.CLOSED)
    assert (await LookBack.get(issue_id=issue["id"])).owner_id == town.supervisor.person_id
    return issue


async def test_when_the_owner_leaves_the_office_hears_sees_and_names_another(town: Town) -> None:
    issue = await closed(town)
    await town.leaves(town.supervisor)
    assert await about_looking_back(town.other_supervisor) == [
        f"{LINE} 回头看没有人去了，请另选一位"
    ]
    assert await listed(town, town.other_supervisor, "unowned") == [issue["id"]]
    assert await listed(town, town.liaison, "unowned") == []

    await town.step(
        town.other_supervisor, "PlanLookBack", issue, dueOn="2026-12-31",
        ownerId=str(town.other_supervisor.person_id),
    )  # fmt: skip
    assert await listed(town, town.other_supervisor, "unowned") == []
    assert await listed(town, town.other_supervisor, "items") == [issue["id"]]


async def test_on_its_day_a_look_back_without_an_owner_is_said_to_the_office(town: Town) -> None:
    await closed(town)
    await Grant.filter(id=town.supervisor.grant_id).update(until_at=town.now)
    town.phone.clock.advance(days=40)
    await town.settle()
    assert await about_looking_back(town.other_supervisor) == [
        f"{LINE} 回头看没有人去了，请另选一位"
    ]
    assert await about_looking_back(town.supervisor) == []


async def test_who_stands_in_for_the_owner_hears_of_it_and_looks(town: Town) -> None:
    issue = await closed(town)
    acting = await standing_in(town, town.supervisor)
    town.phone.clock.advance(days=40)
    await town.settle()

    assert f"{LINE} 今天该回头看了" in await about_looking_back(acting)
    assert await listed(town, acting, "items") == [issue["id"]]
    assert "look_back" in (await town.look(acting, issue))["allowed"]
    seen = await town.step(acting, "LookBack", issue, holds=True, text="去看过，灯还亮着。")
    assert seen["__typename"] == "Receipt", seen
    assert (await LookBack.get(issue_id=issue["id"])).holds


async def test_standing_in_for_the_owner_in_another_role_is_no_right_to_look(town: Town) -> None:
    issue = await closed(town)
    as_handler = await Grant.create(
        id=uuid4(), person_id=town.supervisor.person_id, role=Role.HANDLER,
        unit_id=town.other_unit.id, region=DISTRICT, from_at=LONG_AGO,
    )  # fmt: skip
    handler = Actor(
        town.supervisor.person_id, as_handler.id, Role.HANDLER, town.other_unit.id, DISTRICT
    )
    acting = await standing_in(town, handler)
    assert (await town.look(acting, issue))["code"] == "not_found"


async def test_closed_by_the_author_it_is_given_to_who_is_still_there(town: Town) -> None:
    issue = await roads.at(town, S.RESPONDED)  # the supervisor assigned it
    await town.leaves(town.supervisor)
    await town.step(town.special, "RateIssue", issue, rating="SATISFIED")
    assert (await LookBack.get(issue_id=issue["id"])).owner_id == town.other_supervisor.person_id


async def standing_in(town: Town, lender: Actor) -> Actor:
    """Somebody to whom the lender's grant is lent for two months."""
    person = await make_actor(lender.role, name="代办人", region="410404")
    lent = await Grant.create(
        id=uuid4(), person_id=person.person_id, role=lender.role, unit_id=lender.unit_id,
        region=lender.region, from_at=LONG_AGO, until_at=town.now + timedelta(days=60),
        lent_from_id=lender.grant_id,
    )  # fmt: skip
    return Actor(
        person.person_id, lent.id, lender.role, lender.unit_id, lender.region,
        stands_in_for=lender.person_id,
    )  # fmt: skip
