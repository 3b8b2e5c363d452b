"""What time does, with the clock wound on and the worker's jobs run: each once, and who hears."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from backend.issues.models import Issue, Step
from backend.issues.states import IssueState as S
from backend.kernel.actor import Role
from backend.kernel.ledger import LedgerEvent
from backend.notify.models import Delivery, Notice, NoticeKind
from backend.people.models import Person
from backend.worker import run_jobs
from tests import roads
from tests.life import Town
from tests.world import make_actor

LINE = "BL-2026-0001"
BOTH = {"陈监督", "刘监督"}
MORNING = 1  # 09:00 in the district, UTC


async def wind(town: Town, year: int, month: int, day: int, hour: int = MORNING) -> None:
    """It is this moment, and the worker has done what was due."""
    town.phone.clock.now = datetime(year, month, day, hour, tzinfo=UTC)
    for _ in range(3):  # a job may plan the next for a moment already past
        await run_jobs(now=town.now)


async def colour(issue: dict[str, Any]) -> str:
    return (await Issue.get(id=issue["id"])).colour


async def all_told(town: Town) -> set[tuple[str, str]]:
    """Who is told what by what is still owed: every line, of one person several too."""
    before = set(await Notice.all().values_list("id", flat=True))
    while await town.deliver():
        pass
    lines = [line async for line in Notice.all() if line.id not in before]
    return {((await Person.get(id=line.recipient_id)).name, line.title) for line in lines}


async def test_yellow_red_the_third_and_the_fifth_red_day_are_said_once_each(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)  # fifteen working days: due on 9 December
    for day in (24, 27):  # a note every few days, or quiet itself is yellow
        town.phone.clock.now = datetime(2026, 11, day, 1, tzinfo=UTC)
        await town.step(town.handler, "NoteIssue", issue, audience="PARTIES", text="在等灯具。")
    town.phone.clock.now = datetime(2026, 12, 3, 1, tzinfo=UTC)
    await town.step(town.handler, "NoteIssue", issue, audience="PARTIES", text="灯具到了。")
    await town.told()
    await wind(town, 2026, 12, 3, 2)
    assert (await colour(issue), await town.told()) == ("blue", {})
    await wind(town, 2026, 12, 4)  # a quarter is left: three working days
    assert (await colour(issue), await town.told()) == (
        "yellow", {"梁以砚": f"{LINE} 快到期了，请抓紧办"},
    )  # fmt: skip
    await wind(town, 2026, 12, 10)
    assert await town.told() == {
        "梁以砚": f"{LINE} 已逾期，请马上办",
        **dict.fromkeys(("周局长", *BOTH), f"{LINE} 已逾期"),
    }
    await wind(town, 2026, 12, 11)
    assert await town.told() == {}
    await wind(town, 2026, 12, 14)  # the third working day past it
    assert await town.told() == dict.fromkeys(("周局长", "区长"), f"{LINE} 已转督办")
    await wind(town, 2026, 12, 15)
    assert await town.told() == {}
    await wind(town, 2026, 12, 16)
    assert await town.told() == {"区长": f"{LINE} 已逾期 5 个工作日"}
    await wind(town, 2027, 1, 20)
    assert await town.told() == {}
    by_time = await Step.filter(issue_id=issue["id"], command="escalate")
    assert len(by_time) == 1
    assert (await town.look(town.supervisor, issue))["steps"][0]["who"] == "系统"


async def test_a_worker_that_slept_for_weeks_says_it_all_once(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.told()
    await wind(town, 2027, 1, 20)
    assert await colour(issue) == "red"
    late, watched = f"{LINE} 已逾期 30 个工作日", f"{LINE} 已转督办"
    assert await all_told(town) == {
        ("梁以砚", f"{late}，请马上办"),
        ("周局长", late), ("周局长", watched),
        ("区长", late), ("区长", watched),
        *((name, late) for name in BOTH),
    }  # fmt: skip
    [line] = await Notice.filter(recipient_id=town.handler.person_id, kind=NoticeKind.OVERDUE)
    assert await Delivery.filter(notice_id=line.id).exists()  # its ladder has begun
    assert await Step.filter(issue_id=issue["id"], command="escalate").count() == 1
    await wind(town, 2027, 1, 21)
    coloured = await LedgerEvent.filter(subject_id=issue["id"], name="issues.coloured")
    assert len(coloured) == 1


async def test_what_turned_red_just_before_somebody_noted_is_still_said(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.told()
    town.phone.clock.now = datetime(2026, 12, 10, 1, tzinfo=UTC)  # no worker has looked
    await town.step(town.handler, "NoteIssue", issue, audience="OFFICE", text="晚了几天。")
    await town.told()
    await wind(town, 2026, 12, 10, 2)
    assert (await town.told())["梁以砚"] == f"{LINE} 已逾期，请马上办"


async def test_what_nobody_acknowledges_in_time_is_said_once_for_each_assignment(
    town: Town,
) -> None:
    issue = await roads.at(town, S.ASSIGNED)  # on the 18th: to be acknowledged by the 19th
    await town.told()
    await wind(town, 2026, 11, 19)
    assert await town.told() == {}
    await wind(town, 2026, 11, 20)
    assert await town.told() == {
        "梁以砚": f"{LINE} 过了签收期限，请马上签收",
        "周局长": f"{LINE} 过了签收期限，承办人还没签收",
        **dict.fromkeys(BOTH, f"{LINE} 过了签收期限，责任单位还没签收"),
    }
    await wind(town, 2026, 11, 23)
    assert await town.told() == {}

    given = {"unitId": str(town.other_unit.id), "personId": str(town.other_handler.person_id)}
    issue = await town.step(town.supervisor, "TransferIssue", issue, text="不归其管。", **given)
    await town.told()
    await wind(town, 2026, 11, 25)
    assert (await town.told())["许承办"] == f"{LINE} 过了签收期限，请马上签收"


async def test_what_was_acknowledged_in_time_or_just_then_is_not_said(town: Town) -> None:
    await roads.at(town, S.IN_PROGRESS)
    late = await roads.at(town, S.ASSIGNED)
    await town.told()
    await wind(town, 2026, 11, 20)  # the job has run, its event waits
    await town.step(town.handler, "AcknowledgeIssue", late)
    assert not any("签收期限" in title for title in (await town.told()).values())


async def test_several_workers_say_once_that_nobody_acknowledged(town: Town) -> None:
    issue = await roads.at(town, S.ASSIGNED)
    town.phone.clock.now = datetime(2026, 11, 20, MORNING, tzinfo=UTC)
    await asyncio.gather(*(run_jobs(now=town.now) for _ in range(4)))
    said = LedgerEvent.filter(subject_id=issue["id"], name="issues.unacknowledged")
    assert await said.count() == 1


async def test_a_pause_ends_by_itself_on_its_day(town: Town) -> None:
    issue = await roads.at(town, S.SUSPENDED)  # until 25 November
    await town.told()
    await wind(town, 2026, 11, 24)
    assert await town.told() == {}
    await wind(town, 2026, 11, 25)
    assert await town.told() == {
        **dict.fromkeys(("梁以砚", "周局长"), f"{LINE} 已恢复办理"),
        "马玉兰": "您上报的问题恢复办理",
    }
    page = await town.look(town.handler, issue)
    assert (page["state"], page["suspendedUntil"]) == ("IN_PROGRESS", None)
    assert page["due"]["at"] == "2026-12-15T15:59:59+00:00"  # four working days later
    await wind(town, 2026, 11, 26)
    assert await Step.filter(issue_id=issue["id"], command="resume").count() == 1


async def test_the_authors_time_to_amend_passes_and_author_and_office_hear(town: Town) -> None:
    issue = await roads.at(town, S.RETURNED)
    await wind(town, 2026, 11, 23)  # the last of three working days
    await town.told()
    await wind(town, 2026, 11, 24)
    assert await town.told() == {
        "马玉兰": "您的问题还没补正，请尽快补上",
        **dict.fromkeys(BOTH, f"{issue['number']} 上报人逾期没有补正，请监督室决定"),
    }


async def test_an_undecided_report_turns_red_for_the_office(town: Town) -> None:
    await roads.at(town, S.SUBMITTED)
    await wind(town, 2026, 11, 20)
    await town.told()
    await wind(town, 2026, 11, 21)
    assert await town.told() == dict.fromkeys(BOTH, "新上报的问题 过了期限，等监督室处理")


async def test_the_owner_hears_on_the_day_of_a_look_back(town: Town) -> None:
    issue = await roads.at(town, S.CLOSED)  # fault-finding: after thirty days
    await wind(town, 2026, 12, 17)
    await town.told()
    await wind(town, 2026, 12, 18)
    assert await town.told() == {"陈监督": f"{LINE} 今天该回头看了"}
    await wind(town, 2026, 12, 19)
    assert await town.told() == {}
    assert "look_back" in (await town.look(town.supervisor, issue))["allowed"]


async def test_a_day_that_becomes_off_moves_every_open_due_date(town: Town) -> None:
    admin = await make_actor(Role.ADMIN, name="管理员")
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.told()
    before = (await town.look(town.handler, issue))["due"]
    await town.phone.sign_in(admin)
    answer = await town.phone.post("ChangeCalendarDay", {"day": "2026-12-02", "kind": "OFF"})
    assert "errors" not in answer, answer
    await town.told()
    after = (await town.look(town.handler, issue))["due"]
    assert (before["at"][:10], after["at"][:10]) == ("2026-12-09", "2026-12-10")
    versions = [each["inputs"]["calendar_version"] for each in (before, after)]
    assert versions[1] == versions[0] + 1
