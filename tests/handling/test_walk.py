"""The table from 交办 to the unit's answer, each row through the API, and who hears."""

from __future__ import annotations

import pytest

from backend.issues.states import IssueState as S
from tests import roads
from tests.life import Town, unit_actor

LINE = "BL-2026-0001"
BOTH = {"陈监督", "刘监督"}


async def test_assigning_names_one_unit_one_person_and_a_day(town: Town) -> None:
    helping_lead = await unit_actor(town.other_unit, "韩局长", lead=True)
    issue = await roads.at(town, S.SUBMITTED)
    await town.told()
    issue = await town.step(
        town.supervisor, "AssignIssue", issue,
        **town.assignment(coUnitIds=[str(town.other_unit.id)]),
    )  # fmt: skip
    assert (issue["state"], issue["number"]) == ("ASSIGNED", LINE)
    assert await town.told() == {
        "梁以砚": f"{LINE} 交办给您，请签收",
        "周局长": f"{LINE} 交办您单位，承办人已通知",
        "韩局长": f"{LINE} 请您单位协办",
        "马玉兰": "您上报的问题已受理",
    }
    page = await town.look(helping_lead, issue)
    assert (page["leadUnit"]["name"], page["coUnits"]) == ("区城市管理局", ["区住房和城乡建设局"])
    assert page["due"]["at"] == "2026-12-09T15:59:59+00:00"  # fifteen working days
    assert page["acknowledgeBy"] == "2026-11-19T15:59:59+00:00"


async def test_the_lead_may_name_another_person_who_then_hears_of_it(town: Town) -> None:
    colleague = await unit_actor(town.unit, "何承办")
    issue = await roads.at(town, S.ASSIGNED)
    await town.told()
    not_his = await town.step(
        town.handler, "AcknowledgeIssue", issue, personId=str(colleague.person_id)
    )
    assert not_his["code"] == "not_allowed"
    foreign = await town.step(
        town.lead, "AcknowledgeIssue", issue, personId=str(town.other_handler.person_id)
    )
    assert foreign["code"] == "person_not_of_unit"
    issue = await town.step(town.lead, "AcknowledgeIssue", issue, personId=str(colleague.person_id))
    assert issue["state"] == "IN_PROGRESS"
    assert await town.told() == {
        "何承办": f"{LINE} 已签收，由您承办",
        "梁以砚": f"{LINE} 改由本单位另一人承办，您不用再办",
        **dict.fromkeys(BOTH, f"{LINE} 已签收"),
        "马玉兰": "您上报的问题已开始办",
    }


async def test_after_two_declines_the_office_decides_for_good(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    for by in (town.handler, town.lead):
        issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
        await town.told()
        issue = await town.step(
            by, "DeclineIssue", issue, text="不归我局管。",
            proposedUnitId=str(town.other_unit.id),
        )  # fmt: skip
        assert issue["state"] == "ACCEPTED"
        assert await town.told() == dict.fromkeys(BOTH, f"{LINE} 被退单，请重新交办")
        assert (await town.look(town.handler, issue))["code"] == "not_found"
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    page = await town.look(town.handler, issue)
    assert (page["designated"], "decline" in page["allowed"]) == (True, False)
    refused = await town.step(town.handler, "DeclineIssue", issue, text="还是不归我局管。")
    assert refused["code"] == "designated"


async def test_declining_is_for_one_working_day_by_the_phones_clock(town: Town) -> None:
    issue = await roads.at(town, S.ASSIGNED)
    in_time = town.now.isoformat()
    town.phone.clock.advance(days=2)
    late = await town.step(town.handler, "DeclineIssue", issue, text="不归我局管。")
    assert (late["code"], late["facts"]) == ("declined_too_late", {"working_days": 1})
    sent_late = await town.step(
        town.handler, "DeclineIssue", issue, text="不归我局管。", sealedAt=in_time
    )
    assert sent_late["state"] == "ACCEPTED"


async def test_declining_does_not_use_up_the_next_units_time(town: Town) -> None:
    issue = await roads.at(town, S.ACCEPTED)
    town.phone.clock.advance(days=1)
    other = town.assignment(
        unitId=str(town.other_unit.id), personId=str(town.other_handler.person_id)
    )
    issue = await town.step(town.supervisor, "AssignIssue", issue, **other)
    page = await town.look(town.other_handler, issue)
    assert page["due"]["at"] == "2026-12-10T15:59:59+00:00"


@pytest.mark.parametrize("state", [S.ASSIGNED, S.IN_PROGRESS])
async def test_a_transfer_tells_both_units_and_starts_a_new_clock(town: Town, state: S) -> None:
    issue = await roads.at(town, state)
    await town.told()
    same = await town.step(
        town.supervisor, "TransferIssue", issue, unitId=str(town.unit.id),
        personId=str(town.handler.person_id), text="换一换。",
    )  # fmt: skip
    assert same["code"] == "same_unit"
    issue = await town.step(
        town.supervisor, "TransferIssue", issue, unitId=str(town.other_unit.id),
        personId=str(town.other_handler.person_id), text="路灯归住建。",
    )  # fmt: skip
    assert issue["state"] == "ASSIGNED"
    assert await town.told() == {
        "许承办": f"{LINE} 转给您办，请签收",
        "梁以砚": f"{LINE} 已转其他单位，您不用再办",
        "周局长": f"{LINE} 已转其他单位，您单位不用再办",
        "马玉兰": "您上报的问题换了单位办理",
    }
    assert (await town.look(town.handler, issue))["code"] == "not_found"


@pytest.mark.parametrize(
    ("audience", "hear", "read"),
    [
        ("OFFICE", BOTH, {"陈监督"}),
        ("PARTIES", {*BOTH, "周局长"}, {"陈监督", "梁以砚"}),
        ("AUTHOR", {*BOTH, "周局长", "马玉兰"}, {"陈监督", "梁以砚", "马玉兰"}),
    ],
)
async def test_a_note_is_heard_and_read_by_its_audience_only(
    town: Town, audience: str, hear: set[str], read: set[str]
) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.told()
    noted = await town.step(
        town.handler, "NoteIssue", issue, audience=audience, text="灯具周五到货。"
    )
    assert noted["version"] == issue["version"]
    assert set(await town.told()) == hear
    readers = {"陈监督": town.supervisor, "梁以砚": town.handler, "马玉兰": town.special}
    seen = {name for name, who in readers.items() if "灯具周五" in str(await town.look(who, issue))}
    assert seen == read


async def test_an_author_urges_once_a_working_day_the_office_as_it_wants(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.told()
    urged = await town.step(town.special, "UrgeIssue", issue, text="晚上很暗。")
    assert urged["version"] == issue["version"]
    assert await town.told() == dict.fromkeys(("梁以砚", "周局长"), f"{LINE} 上报人催办")
    assert (await town.step(town.special, "UrgeIssue", issue))["code"] == "urged_today"
    for _ in range(2):
        urged = await town.step(town.supervisor, "UrgeIssue", issue)
        assert urged["__typename"] == "Receipt"
    town.phone.clock.advance(days=1)
    urged = await town.step(town.special, "UrgeIssue", issue)
    assert urged["__typename"] == "Receipt"


async def test_the_office_escalates_before_time_does(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.told()
    issue = await town.step(town.supervisor, "EscalateIssue", issue, text="影响夜间装货。")
    assert await town.told() == dict.fromkeys(("周局长", "区长"), f"{LINE} 已转督办")
    assert (await town.look(town.lead, issue))["escalation"] == 1


async def test_a_response_is_looked_at_by_the_office(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.told()
    issue = await town.step(
        town.handler, "RespondIssue", issue, **roads.RESPONSE, amountYuan=2200000, approximate=True
    )
    assert (issue["state"], await town.told()) == (
        "RESPONDED", dict.fromkeys(BOTH, f"{LINE} 已反馈结果，待回访"),
    )  # fmt: skip
    step = (await town.look(town.supervisor, issue))["steps"][0]
    assert (step["facts"]["amount_yuan"], step["facts"]["approximate"]) == (2200000, True)
    assert (await town.look(town.supervisor, issue))["due"]["at"] == "2026-11-20T15:59:59+00:00"


async def test_the_third_rejected_response_is_escalated(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    for time in (1, 2, 3):
        issue = await town.step(town.handler, "RespondIssue", issue, **roads.RESPONSE)
        await town.told()
        issue = await town.step(town.supervisor, "RejectResponse", issue, text="还有两盏不亮。")
        assert issue["state"] == "IN_PROGRESS"
        heard = await town.told()
        assert heard == dict.fromkeys(("梁以砚", "周局长"), f"{LINE} 的反馈被退回，请重办") | (
            {"区长": f"{LINE} 已转督办"} if time == 3 else {}
        )
        page = await town.look(town.handler, issue)
        assert (page["escalation"], page["due"]["colour"]) == (int(time == 3), "yellow")
        assert page["due"]["inputs"]["period"] == "8wd"  # half of the first fifteen
