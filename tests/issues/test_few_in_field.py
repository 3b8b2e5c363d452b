"""Whether so few look at one side of things that a report can be traced to one of them."""

from __future__ import annotations

from typing import Any

import pytest

from backend.kernel.actor import Actor, Role
from backend.people.models import Grant, Person
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.world import OTHER_STREET, make_actor


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def looks_at(*environments: str, **who: Any) -> Actor:
    actor = await make_actor(Role.SPECIAL_SUPERVISOR, **who)
    await Grant.filter(id=actor.grant_id).update(environments=list(environments))
    return actor


async def few(town: Town, actor: Actor, environment: str) -> bool:
    await town.phone.sign_in(actor)
    return bool((await town.phone.send("FieldSize", environment=environment))["few"])


async def test_they_are_counted_by_the_side_they_look_at(town: Town) -> None:
    for _ in range(2):
        await looks_at("market")
    await looks_at("government", "rule_of_law")
    sides = ("GOVERNMENT", "MARKET", "RULE_OF_LAW")
    # the town's own special supervisor looks at all of them
    assert [await few(town, town.special, side) for side in sides] == [True, False, True]
    await looks_at()
    assert [await few(town, town.special, side) for side in sides] == [False, False, False]


async def test_only_those_count_who_report_here_now(town: Town) -> None:
    await looks_at("market")
    gone = await looks_at("market")
    await looks_at("market", region=OTHER_STREET)
    await Person.filter(id=gone.person_id).update(active=False)
    assert await few(town, town.special, "MARKET")


async def test_nobody_else_is_told_how_many_there_are(town: Town) -> None:
    for actor in (town.liaison, town.supervisor, town.handler):
        assert not await few(town, actor, "MARKET")
