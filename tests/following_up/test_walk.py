"""The table from the answer to the look-back, each row through the API, and who hears."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.following_up.models import LookBack
from backend.issues.models import Closure
from backend.issues.states import IssueState as S
from backend.people.models import Person
from tests import roads
from tests.life import Town, unit_actor
from tests.world import make_actor, make_enterprise, pair

LINE = "BL-2026-0001"
BOTH = {"陈监督", "刘监督"}


async def test_the_answer_is_the_offices_words_to_the_author(town: Town) -> None:
    issue = await roads.at(town, S.RESPONDED)
    await town.told()
    issue = await town.step(town.supervisor, "AnswerIssue", issue, text="路灯已修好，请看看。")
    assert issue["state"] == "RESPONDED"
    assert await town.told() == {"马玉兰": "您上报的问题有答复了，请看一看、评一评"}
    long = await town.step(town.supervisor, "AnswerIssue", issue, text="好" * 301)
    assert long["code"] == "text_length"


@pytest.mark.parametrize("result", ["SATISFIED", "MOSTLY"])
async def test_who_was_asked_and_is_satisfied_closes_it(town: Town, result: str) -> None:
    issue = await roads.at(town, S.RESPONDED)
    await town.told()
    issue = await town.step(town.supervisor, "CallBackIssue", issue, result=result)
    assert issue["state"] == "CLOSED"
    name = {"SATISFIED": "满意", "MOSTLY": "基本满意"}[result]
    assert await town.told() == {
        "梁以砚": f"{LINE} 回访：{name}",
        "周局长": f"{LINE} 回访：{name}",
        "马玉兰": f"您上报的问题回访：{name}",
    }
    assert (await Closure.get(issue_id=issue["id"])).kind == "call_back"


async def test_the_rated_unit_does_not_hear_what_the_author_said(town: Town) -> None:
    issue = await roads.at(town, S.RESPONDED)
    await town.told()
    issue = await town.step(town.special, "RateIssue", issue, rating="MOSTLY")
    assert issue["state"] == "CLOSED"
    assert await town.told() == dict.fromkeys(("梁以砚", "周局长"), f"{LINE} 回访：上报人已评价")
    assert "基本满意" in str((await town.look(town.supervisor, issue))["steps"])
    for reader in (town.handler, town.lead):
        assert "满意" not in str((await town.look(reader, issue))["steps"])


async def test_what_a_protected_author_misses_reaches_the_unit_in_the_offices_words(
    town: Town,
) -> None:
    issue = await roads.at(town, S.RESPONDED)
    await town.told()
    issue = await town.step(
        town.special, "RateIssue", issue, rating="UNSATISFIED", missing="我店门口那盏还是不亮。"
    )
    assert (issue["state"], (await town.look(town.handler, issue))["round"]) == ("ASSIGNED", 2)
    told = await town.told()
    assert f"{LINE} 上报人不满意，请把还差什么写给单位" in told.values()

    written = await town.step(
        town.supervisor, "NoteIssue", issue, audience="PARTIES", text="还有一盏灯没有修好。"
    )
    assert written["__typename"] == "Receipt", written
    seen = str((await town.look(town.handler, issue))["steps"])
    assert "还有一盏灯没有修好。" in seen
    assert "我店门口" not in seen


async def test_an_author_only_rates(town: Town) -> None:
    issue = await roads.at(town, S.RESPONDED)
    for result in ("NO_ANSWER", "UNREASONABLE"):
        refused = await town.step(
            town.special, "CallBackIssue", issue, result=result, text="没有人接。"
        )
        assert refused["code"] == "rating_only"


async def test_not_satisfied_says_what_is_missing_and_begins_a_new_round(town: Town) -> None:
    issue = await roads.at(town, S.RESPONDED)
    await town.told()
    silent = await town.step(town.supervisor, "CallBackIssue", issue, result="UNSATISFIED")
    assert silent["code"] == "text_length"
    issue = await town.step(
        town.supervisor, "CallBackIssue", issue, result="UNSATISFIED", text="只亮了一盏。"
    )
    assert (issue["state"], issue["number"]) == ("ASSIGNED", LINE)
    assert await town.told() == {
        "梁以砚": f"{LINE} 回访不满意，请重新办理",
        "周局长": f"{LINE} 回访不满意，重新办理",
        "刘监督": f"{LINE} 回访不满意，已重办",
        "马玉兰": "您上报的问题回访不满意，已重新办理",
    }
    page = await town.look(town.handler, issue)
    assert (page["round"], page["escalation"], page["leadUnit"]["name"]) == (2, 1, "区城市管理局")


async def test_nobody_answers_on_three_days_and_it_is_closed_as_unverified(town: Town) -> None:
    issue = await roads.at(town, S.RESPONDED)
    for try_ in (1, 2, 3):
        await town.told()
        issue = await town.step(town.supervisor, "CallBackIssue", issue, result="NO_ANSWER")
        assert issue["state"] == ("CLOSED" if try_ == 3 else "RESPONDED")
        if try_ < 3:
            assert await town.told() == {}
            again = await town.step(town.supervisor, "CallBackIssue", issue, result="NO_ANSWER")
            assert again["code"] == "tried_today"
            town.phone.clock.advance(days=1)
    assert (await Closure.get(issue_id=issue["id"])).kind == "unverified"
    assert (await town.look(town.supervisor, issue))["outcome"] == "unverified"


async def test_three_tries_on_three_days_count_by_their_days_though_sent_together(
    town: Town,
) -> None:
    issue = await roads.at(town, S.RESPONDED)
    began = town.now
    town.phone.clock.advance(days=5)  # three days without a network, and two more
    states = []
    for days in (0, 1, 2):
        called = (began + timedelta(days=days, hours=1)).isoformat()
        issue = await town.step(
            town.supervisor, "CallBackIssue", issue, result="NO_ANSWER", sealedAt=called
        )
        states.append(issue["state"])
        if days == 0:
            due = (await town.look(town.supervisor, issue))["due"]["at"]
            assert due[:10] == "2026-11-23"  # today, not the day after a call of last week
            same_day = await town.step(
                town.supervisor, "CallBackIssue", issue, result="NO_ANSWER", sealedAt=called
            )
            assert same_day["code"] == "tried_today"
    assert states == ["RESPONDED", "RESPONDED", "CLOSED"]
    assert (await Closure.get(issue_id=issue["id"])).kind == "unverified"


async def test_an_unreasonable_demand_needs_a_written_basis(town: Town) -> None:
    issue = await roads.at(town, S.RESPONDED)
    bare = await town.step(town.supervisor, "CallBackIssue", issue, result="UNREASONABLE")
    assert bare["code"] == "text_length"
    issue = await town.step(
        town.supervisor, "CallBackIssue", issue, result="UNREASONABLE",
        text="要求减免已缴电费，无法律依据，见供电局复函。",
    )  # fmt: skip
    assert issue["state"] == "CLOSED"


async def test_a_paired_liaison_calls_back_but_not_on_fault_finding(town: Town) -> None:
    enterprise = await make_enterprise("恒信电气")
    await pair(town.liaison, enterprise)
    other = await make_actor(name="王包联")
    await pair(other, enterprise)
    issue = await town.report(town.liaison, enterpriseId=str(enterprise.id))
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    issue = await town.step(town.handler, "RespondIssue", issue, **roads.RESPONSE)
    issue = await town.step(other, "CallBackIssue", issue, result="SATISFIED")
    assert issue["state"] == "CLOSED"
    fault = await roads.at(town, S.RESPONDED)
    refused = await town.step(other, "CallBackIssue", fault, result="SATISFIED")
    assert refused["code"] == "not_found"


async def test_whoever_handles_it_never_closes_it_though_they_raised_it(town: Town) -> None:
    desk = await unit_actor(town.unit, "郑窗口", bundles=["INTAKE"])
    issue = await town.report(desk)
    mine = town.assignment(personId=str(desk.person_id))
    issue = await town.step(town.supervisor, "AssignIssue", issue, **mine)
    issue = await town.step(desk, "AcknowledgeIssue", issue)
    issue = await town.step(desk, "RespondIssue", issue, **roads.RESPONSE)
    assert "call_back" not in (await town.look(desk, issue))["allowed"]
    refused = await town.step(desk, "RateIssue", issue, rating="SATISFIED")
    assert refused["code"] == "not_allowed"


async def test_a_look_back_is_planned_for_somebody_who_did_not_handle_it(town: Town) -> None:
    issue = await roads.at(town, S.CLOSED)
    await town.told()
    plan = {"ownerId": str(town.other_supervisor.person_id), "dueOn": "2026-12-18"}
    for change, code in [
        ({"ownerId": str(town.handler.person_id)}, "owner_unknown"),
        ({"ownerId": str(town.special.person_id)}, "owner_unknown"),
        ({"dueOn": "2026-11-18"}, "look_back_in_the_past"),
        ({"dueOn": "9999-12-31"}, "due_too_far"),
    ]:
        refused = await town.step(town.supervisor, "PlanLookBack", issue, **plan | change)
        assert refused["code"] == code
    planned = await town.step(town.supervisor, "PlanLookBack", issue, **plan)
    assert planned["version"] == issue["version"]
    assert await town.told() == {"刘监督": f"{LINE} 请您回头看，12 月 18 日 前"}
    assert await LookBack.filter(issue_id=issue["id"], done_at__isnull=True).count() == 1


async def test_a_supervisor_posted_to_the_unit_does_not_look_back_on_it(town: Town) -> None:
    await Person.filter(id=town.other_supervisor.person_id).update(unit_id=town.unit.id)
    issue = await roads.at(town, S.CLOSED)
    refused = await town.step(
        town.supervisor, "PlanLookBack", issue, ownerId=str(town.other_supervisor.person_id),
        dueOn="2026-12-18",
    )  # fmt: skip
    assert refused["code"] == "owner_handled_it"


async def test_a_look_back_finds_that_it_holds(town: Town) -> None:
    issue = await roads.at(town, S.CLOSED)
    await town.told()
    not_his = await town.step(
        town.other_supervisor, "LookBack", issue, holds=True, text="灯都亮着。"
    )
    assert not_his["code"] == "not_allowed"
    issue = await town.step(town.supervisor, "LookBack", issue, holds=True, text="灯都亮着。")
    assert issue["state"] == "CLOSED"
    assert await town.told() == dict.fromkeys(("周局长", "刘监督"), f"{LINE} 回头看：没有反弹")


async def test_a_look_back_finds_it_again_and_a_new_round_begins(town: Town) -> None:
    issue = await roads.at(town, S.CLOSED)
    issue = await town.step(town.supervisor, "LookBack", issue, holds=False, text="又灭了两盏。")
    assert (issue["state"], issue["number"]) == ("ACCEPTED", LINE)
    page = await town.look(town.supervisor, issue)
    assert (page["round"], page["leadUnit"], page["outcome"]) == (2, None, "")
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    assert issue["state"] == "ASSIGNED"


async def test_an_author_asks_for_a_look_back_once_a_round(town: Town) -> None:
    issue = await roads.at(town, S.CLOSED)
    await town.told()
    asked = await town.step(town.special, "AskLookBack", issue, text="昨晚又不亮了。")
    assert asked["version"] == issue["version"]
    assert await town.told() == dict.fromkeys(BOTH, f"{LINE} 上报人请求回头看")
    assert "ask_look_back" not in (await town.look(town.special, issue))["allowed"]
    again = await town.step(town.special, "AskLookBack", issue, text="昨晚又不亮了。")
    assert again["code"] == "asked_for_look_back"
