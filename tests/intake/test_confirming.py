"""The enterprise confirms what was solved on the spot; the officer learns that, and not how."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from backend.enterprises.http import picture
from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.world import letter, make_actor, pair, problem

MISSING = "第二天又跳闸了"


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def visited(town: Town, **change: Any) -> dict[str, Any]:
    """One problem of a visit, as the officer's phone sent it; solved unless said otherwise."""
    enterprise = await Enterprise.get(id=town.enterprise_id)
    await pair(town.liaison, enterprise)
    solved = {"whatDone": "当场换了保险丝。", "confirmedBy": {"name": "周敏"}}
    told = problem(**({"solved": solved} | change))
    await town.phone.sign_in(town.liaison)
    taken = await town.phone.send("LogVisit", input=letter(enterprise, problems=[told]))
    assert taken["__typename"] == "Receipt", taken
    return told


async def ask(town: Town, actor: Actor, operation: str, issue: dict[str, Any]) -> dict[str, Any]:
    await town.phone.sign_in(actor)
    return await town.phone.send(operation, issueId=issue["id"])


async def test_a_link_and_its_code_stand_for_thirty_days(town: Town) -> None:
    issue = await visited(town)
    before = await ask(town, town.liaison, "Confirmation", issue)

    link = await ask(town, town.liaison, "ConfirmationLink", issue)

    after = await ask(town, town.liaison, "Confirmation", issue)
    assert (before["canAsk"], before["openUntil"], before["answeredAt"]) == (True, None, None)
    assert after["openUntil"] == link["expiresAt"]
    assert datetime.fromisoformat(link["expiresAt"]) == town.now + timedelta(days=30)
    assert link["url"] == f"http://phone.test/{link['path']}"
    assert link["svg"] == picture(link["url"]).decode()
    assert "周敏" not in (await town.phone.http.get(f"/{link['path']}")).text


async def test_the_officer_learns_that_it_was_answered_and_nowhere_how(town: Town) -> None:
    issue = await visited(town)
    link = await ask(town, town.liaison, "ConfirmationLink", issue)
    town.phone.clock.advance(seconds=1)
    rated = {"grade": "mostly", "missing": MISSING}
    await town.phone.http.post(f"/{link['path']}", data=rated)

    found = await ask(town, town.liaison, "Confirmation", issue)
    again = await ask(town, town.liaison, "ConfirmationLink", issue)
    page = await town.look(town.liaison, issue)

    assert (found["canAsk"], found["openUntil"]) == (False, None)
    assert datetime.fromisoformat(found["answeredAt"]) == town.now
    assert again["code"] == "confirmed_before"
    assert page["state"] == "CLOSED"
    for said in (MISSING, "mostly", "MOSTLY", "基本满意"):
        assert said not in str((found, page))


async def test_what_was_not_solved_on_the_spot_is_not_confirmed(town: Town) -> None:
    issue = await visited(town, solved=None)

    assert (await ask(town, town.liaison, "Confirmation", issue))["canAsk"] is False
    refused = await ask(town, town.liaison, "ConfirmationLink", issue)
    assert refused["code"] == "not_on_the_spot"


async def test_whose_enterprise_it_is_and_the_office_may_ask_nobody_else(town: Town) -> None:
    issue = await visited(town)
    stranger = await make_actor(name="李秋萍")
    for operation in ("Confirmation", "ConfirmationLink"):
        assert "code" not in await ask(town, town.supervisor, operation, issue)
        assert (await ask(town, stranger, operation, issue))["code"] == "not_found"
        for other in (town.special, town.handler, town.lead, town.leader):
            assert (await ask(town, other, operation, issue))["code"] == "not_allowed"
