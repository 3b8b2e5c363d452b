"""The main line of the life cycle, from a report to a satisfied author, through the API."""

from __future__ import annotations

import pytest

from tests.fixtures.phone import Phone
from tests.life import Town


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def test_from_fault_finding_to_a_satisfied_author(town: Town) -> None:
    issue = await town.report(town.special)
    assert (issue["state"], issue["number"]) == ("SUBMITTED", None)
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    assert (issue["state"], issue["number"]) == ("ASSIGNED", "BL-2026-0001")
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    assert issue["state"] == "IN_PROGRESS"
    noted = await town.step(
        town.handler, "NoteIssue", issue, audience="PARTIES", text="灯具已订，明天到。"
    )
    assert noted["version"] == issue["version"]
    issue = await town.step(
        town.handler, "RespondIssue", issue, kind="SOLVED", whatDone="换了三盏路灯，已亮。"
    )
    assert issue["state"] == "RESPONDED"
    issue = await town.step(town.supervisor, "AnswerIssue", issue, text="路灯已修好，请晚上看看。")
    mine = await town.look(town.special, issue)
    assert "call_back" in mine["allowed"]
    issue = await town.step(town.special, "RateIssue", issue, rating="SATISFIED")
    assert issue["state"] == "CLOSED"

    seen = await town.look(town.handler, issue)
    assert seen["description"] == "有路灯不亮，影响夜间装货。"
    assert "两周" not in str(seen)
    assert "满意" not in str(seen["steps"])


async def test_unsatisfied_opens_a_new_round_under_the_same_number(town: Town) -> None:
    issue = await town.report(town.liaison, enterpriseId=town.enterprise_id)
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    issue = await town.step(town.handler, "RespondIssue", issue, kind="SOLVED", whatDone="已修。")
    again = await town.step(
        town.supervisor, "CallBackIssue", issue, result="UNSATISFIED", text="只亮了一盏。"
    )
    assert (again["state"], again["number"]) == ("ASSIGNED", issue["number"])
    page = await town.look(town.supervisor, again)
    assert (page["round"], page["escalation"], page["leadUnit"]["name"]) == (2, 1, "区城市管理局")
