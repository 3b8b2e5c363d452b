"""Opening a protected issue leaves a line in the ledger, and nothing that tells who raised it."""

from __future__ import annotations

import pytest

from backend.issues.states import IssueState as S
from backend.kernel.ledger import LedgerEvent
from tests import roads
from tests.fixtures.phone import Phone
from tests.life import Town


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def readings() -> list[tuple[str, str]]:
    found = LedgerEvent.filter(name="issues.protected_read").order_by("happened_at")
    return [(str(event.actor_id), event.role) async for event in found]


async def test_who_opens_a_protected_issue_is_in_the_ledger_once_in_a_while(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)  # found by a special supervisor: protected
    for _ in range(2):
        await town.look(town.supervisor, issue)
    await town.look(town.handler, issue)
    office = (str(town.supervisor.person_id), "supervisor")
    unit = (str(town.handler.person_id), "handler")
    assert sorted(await readings()) == sorted([office, unit])
    town.phone.clock.advance(hours=1)
    await town.look(town.supervisor, issue)
    assert (await readings())[-1] == office


async def test_who_raised_it_and_who_may_not_see_it_leave_none(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.look(town.special, issue)
    assert (await town.look(town.other_handler, issue))["code"] == "not_found"
    assert await readings() == []


async def test_an_open_issue_is_read_by_whoever_may_without_a_line(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS, author=town.liaison)
    await town.look(town.supervisor, issue)
    assert await readings() == []
