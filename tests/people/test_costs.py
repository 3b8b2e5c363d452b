"""What the questions of people cost: statements, whatever the number of rows."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tortoise.context import TortoiseContext

from backend.kernel.actor import Role
from backend.people import queries
from backend.people.models import Region, Unit
from backend.people.session import SESSION_COOKIE, authenticate, start
from tests.people.conftest import ADMIN, START, give, make_person
from tests.statements import statements


@pytest.fixture
async def crowd(database: TortoiseContext) -> TortoiseContext:
    """Twelve people with three grants each."""
    await Region.create(code="410403", level="district", name="卫东区")
    unit = await Unit.create(id=uuid4(), name="区税务局")
    for number in range(12):
        person = await make_person(f"赵{number}", f"138000000{number:02}", unit)
        for role in (Role.LIAISON, Role.SUPERVISOR, Role.LEADER):
            await give(person.id, role, region="410403")
    return database


async def test_a_page_of_people_with_their_grants_is_one_statement(crowd: TortoiseContext) -> None:
    with statements(crowd) as said:
        lines = await queries.people_page(ADMIN, text="赵", first=10, after=None)
    assert len(said) == 1
    assert len(lines) == 11
    assert {len(line.grants) for line in lines} == {3}


async def test_a_request_costs_one_statement_to_know_whose_it_is(crowd: TortoiseContext) -> None:
    found = await queries.people_page(ADMIN, text="赵3", first=1, after=None)
    token, entered = await start(
        found[0].id, device_id=uuid4(), label="", must_change=False, now=START
    )
    with statements(crowd) as said:
        arrival = await authenticate({SESSION_COOKIE: token}, None, START + timedelta(minutes=1))
    assert len(said) == 1
    assert arrival is not None
    assert len(arrival.in_force) == 3
    with statements(crowd) as said:
        await queries.me(entered, now=START)
    assert len(said) == 1
