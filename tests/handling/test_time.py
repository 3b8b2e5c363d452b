"""More time and pauses: asked for, decided, ended; each through the API, and who hears."""

from __future__ import annotations

from backend.issues.states import IssueState as S
from tests import roads
from tests.life import Town

LINE = "BL-2026-0001"
BOTH = {"陈监督", "刘监督"}


async def test_more_time_is_asked_for_and_granted(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.told()
    issue = await town.step(
        town.handler, "AskExtension", issue, until="2026-12-16", text="灯具缺货。"
    )
    assert await town.told() == dict.fromkeys(BOTH, f"{LINE} 申请延期到 12 月 16 日")
    page = await town.look(town.supervisor, issue)
    assert page["ask"]["until"] == "2026-12-16"
    again = await town.step(
        town.handler, "AskExtension", issue, until="2026-12-17", text="灯具缺货。"
    )
    assert again["code"] == "asked_before"
    issue = await town.step(
        town.supervisor, "ExtendIssue", issue, until="2026-12-16", text="同意。"
    )
    assert await town.told() == {
        "梁以砚": f"{LINE} 已延期到 12 月 16 日",
        "周局长": f"{LINE} 已延期到 12 月 16 日",
        "马玉兰": "您上报的问题延到 12 月 16 日 前办",
    }
    page = await town.look(town.handler, issue)
    assert (page["ask"], page["due"]["at"]) == (None, "2026-12-16T15:59:59+00:00")
    assert [one["due_on"] for one in page["due"]["inputs"]["extensions"]] == ["2026-12-16"]


async def test_the_second_extension_is_another_supervisors(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    issue = await town.step(
        town.supervisor, "ExtendIssue", issue, until="2026-12-16", text="同意。"
    )
    assert "extend" not in (await town.look(town.supervisor, issue))["allowed"]
    same = await town.step(town.supervisor, "ExtendIssue", issue, until="2026-12-23", text="再延。")
    assert same["code"] == "another_level"
    issue = await town.step(
        town.other_supervisor, "ExtendIssue", issue, until="2026-12-23", text="再延。"
    )
    page = await town.look(town.handler, issue)
    assert len(page["due"]["inputs"]["extensions"]) == 2


async def test_more_time_is_asked_for_before_it_is_over(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    sealed = town.now.isoformat()
    town.phone.clock.advance(days=30)
    ask = {"until": "2026-12-30", "text": "灯具缺货。"}
    assert "ask_extension" not in (await town.look(town.handler, issue))["allowed"]
    assert (await town.step(town.handler, "AskExtension", issue, **ask))["code"] == "asked_too_late"
    asked = await town.step(town.handler, "AskExtension", issue, **ask, sealedAt=sealed)
    assert asked["__typename"] == "Receipt"  # sealed in time, with no signal


async def test_what_was_asked_for_lapses_when_the_unit_has_it_no_more(town: Town) -> None:
    issue = await roads.at(town, S.ASSIGNED)
    ask = {"until": "2026-12-16", "text": "灯具缺货。"}
    issue = await town.step(town.handler, "AskExtension", issue, **ask)
    issue = await town.step(
        town.supervisor, "TransferIssue", issue, unitId=str(town.other_unit.id),
        personId=str(town.other_handler.person_id), text="路灯归住建。",
    )  # fmt: skip
    page = await town.look(town.other_handler, issue)
    assert (page["ask"], "ask_extension" in page["allowed"]) == (None, True)
    asked = await town.step(town.other_handler, "AskExtension", issue, **ask)
    assert asked["__typename"] == "Receipt"


async def test_the_office_may_say_no_when_something_is_asked(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    nothing = await town.step(town.supervisor, "RefuseRequest", issue, text="不行。")
    assert nothing["code"] == "nothing_asked"
    issue = await town.step(
        town.lead, "AskSuspension", issue, until=roads.day(town, 7), text="等停电。",
        reasonCode="waiting_for_others",
    )  # fmt: skip
    await town.told()
    issue = await town.step(town.supervisor, "RefuseRequest", issue, text="先换能换的。")
    assert await town.told() == dict.fromkeys(
        ("梁以砚", "周局长"), f"{LINE} 的申请没有同意，按原期限办"
    )
    assert (await town.look(town.lead, issue))["ask"] is None


async def test_a_pause_is_asked_for_by_the_lead_decided_by_the_office_and_ended(
    town: Town,
) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    pause = {"until": "2026-11-25", "text": "等停电。", "reasonCode": "waiting_for_others"}
    not_his = await town.step(town.handler, "AskSuspension", issue, **pause)
    assert not_his["code"] == "not_allowed"
    await town.told()
    issue = await town.step(town.lead, "AskSuspension", issue, **pause)
    assert await town.told() == dict.fromkeys(BOTH, f"{LINE} 申请暂停到 11 月 25 日")
    issue = await town.step(town.supervisor, "SuspendIssue", issue, **pause)
    assert (issue["state"], await town.told()) == (
        "SUSPENDED",
        {
            **dict.fromkeys(("梁以砚", "周局长"), f"{LINE} 已暂停到 11 月 25 日"),
            "马玉兰": "您上报的问题暂停办理，到 11 月 25 日 恢复",
        },
    )
    assert (await town.look(town.handler, issue))["due"]["colour"] == "stop"
    town.phone.clock.advance(days=2)
    issue = await town.step(town.supervisor, "ResumeIssue", issue)
    assert (issue["state"], await town.told()) == (
        "IN_PROGRESS",
        {
            **dict.fromkeys(("梁以砚", "周局长"), f"{LINE} 已恢复办理"),
            "马玉兰": "您上报的问题恢复办理",
        },
    )
    page = await town.look(town.handler, issue)
    assert page["due"]["at"] == "2026-12-10T15:59:59+00:00"  # one working day stood still


async def test_a_pause_is_at_most_thirty_working_days_and_has_a_reason(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    pause = {"until": "2026-12-30", "text": "等停电。", "reasonCode": "waiting_for_others"}
    too_long = await town.step(
        town.supervisor, "SuspendIssue", issue, **pause | {"until": "2026-12-31"}
    )
    assert (too_long["code"], too_long["facts"]) == ("pause_too_long", {"most": 30})
    unknown = await town.step(town.supervisor, "SuspendIssue", issue, **pause | {"reasonCode": "x"})
    assert unknown["code"] == "reason_unknown"
    assert (await town.step(town.supervisor, "SuspendIssue", issue, **pause))[
        "state"
    ] == "SUSPENDED"
