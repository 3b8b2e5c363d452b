"""What a unit chooses from, and whose an issue is."""

from __future__ import annotations

from typing import Any

from backend.kernel.actor import Actor
from tests.fixtures.phone import Phone
from tests.life import Town


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
    assert {one["name"] for one in lead["people"]} == {"梁以砚", "周局长"}
    assert handler["units"] == lead["units"]
    assert handler["people"] == []
    assert (await choices(town.supervisor))["code"] == "not_allowed"
    assert (await choices(town.other_handler))["code"] == "not_found"


async def test_an_issue_says_whether_it_is_ones_own(phone: Phone) -> None:
    town = await Town.built(phone)
    issue = await town.report(town.special)
    assert (await town.look(town.special, issue))["own"] is True
    assert (await town.look(town.supervisor, issue))["own"] is False
