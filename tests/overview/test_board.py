"""The board by unit: who has it, what each figure counts, what a leader is not shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.issues.models import Issue
from backend.issues.states import IssueSource, IssueState
from backend.kernel.actor import Actor, Role
from backend.overview.rules import BLOCKS, LEAST
from backend.people.models import Unit
from backend.worker import run_jobs
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.overview.test_rules import small_groups_told
from tests.world import DISTRICT, OTHER_STREET, STREET, TOPIC, make_actor

IN_HAND = ["ASSIGNED", "IN_PROGRESS", "SUSPENDED"]
BEHIND: Mapping[str, dict[str, Any]] = {  # the ledger's filter behind each figure
    "inHand": {"states": IN_HAND},
    "yellow": {"states": IN_HAND, "colours": ["yellow"]},
    "red": {"states": IN_HAND, "colours": ["red"]},
    "closed": {"states": ["CLOSED"]},
    "asked": {"states": ["CLOSED"], "asked": True},
    "satisfied": {"states": ["CLOSED"], "satisfied": True},
    "lookedBack": {"lookedBack": True},
    "recurred": {"recurred": True},
}
RESPONSE = {"kind": "SOLVED", "whatDone": "换了三盏路灯，已亮。"}


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def asked(town: Town, actor: Actor, operation: str, **given: Any) -> dict[str, Any]:
    await town.phone.sign_in(actor)
    return await town.phone.send(operation, **given)


async def of_unit(town: Town, actor: Actor, unit: Unit) -> dict[str, Any]:
    board = await asked(town, actor, "Overview")
    (figures,) = [one["figures"] for one in board["units"] if one["unit"]["name"] == unit.name]
    found: dict[str, Any] = figures
    return found


async def standing(town: Town, unit: Unit, count: int, **given: Any) -> None:
    """So many issues of a unit as they would stand after their lives."""
    row = {
        "source": IssueSource.REQUEST, "state": IssueState.IN_PROGRESS, "region": STREET,
        "topic": TOPIC, "title": "路灯不亮", "description": "路灯不亮", "colour": "blue",
        "reported_at": town.now, "received_at": town.now, "lead_unit_id": unit.id,
        "due_at": town.now + timedelta(days=9),
    } | given  # fmt: skip
    await Issue.bulk_create([Issue(id=uuid4(), **row) for _ in range(count)])


async def closed(town: Town, result: str) -> dict[str, Any]:
    issue = await town.report(town.special)
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    issue = await town.step(town.handler, "RespondIssue", issue, **RESPONSE)
    text = "" if result == "SATISFIED" else "还差一盏。"
    return await town.step(town.supervisor, "CallBackIssue", issue, result=result, text=text)


async def looked_back(town: Town, issue: dict[str, Any], *, holds: bool) -> dict[str, Any]:
    """Every issue here was found by a special supervisor, so a look-back is planned by rule."""
    return await town.step(town.supervisor, "LookBack", issue, holds=holds, text="看过了。")


async def test_every_figure_of_the_office_opens_as_many_rows_of_the_ledger(town: Town) -> None:
    await closed(town, "SATISFIED")
    await looked_back(town, await closed(town, "MOSTLY"), holds=True)
    again = await looked_back(town, await closed(town, "SATISFIED"), holds=False)
    await closed(town, "UNSATISFIED")  # in hand again
    other = {"unitId": str(town.other_unit.id), "personId": str(town.other_handler.person_id)}
    again = await town.step(town.supervisor, "AssignIssue", again, **town.assignment(**other))
    town.phone.clock.now += timedelta(days=40)
    while await run_jobs(now=town.now):
        pass

    board = await asked(town, town.supervisor, "Overview")
    assert board["least"] == 1
    names = [one["unit"]["name"] for one in board["units"]]
    assert names == sorted(names)
    for one in board["units"]:
        for name, behind in BEHIND.items():
            wanted = {**behind, "unitId": one["unit"]["id"]}
            listed = await asked(town, town.supervisor, "LedgerFigures", filter=wanted)
            assert one["figures"][name] == listed["total"], (one["unit"]["name"], name)
    for name, behind in BEHIND.items():
        listed = await asked(town, town.supervisor, "LedgerFigures", filter=behind)
        assert board["total"][name] == listed["total"], name

    mine = await of_unit(town, town.supervisor, town.unit)
    assert (mine["closed"], mine["asked"], mine["satisfied"]) == (2, 2, 1)
    assert (mine["lookedBack"], mine["recurred"]) == (2, 1)  # though the issue lies elsewhere now
    assert (mine["inHand"], mine["red"], mine["escalated"], mine["longOverdue"]) == (1, 1, 1, 1)
    theirs = await of_unit(town, town.supervisor, town.other_unit)
    assert (theirs["inHand"], theirs["red"], theirs["lookedBack"]) == (1, 1, 0)


async def test_a_leader_is_shown_no_small_figure_and_none_that_tells_one(town: Town) -> None:
    third = await Unit.create(id=uuid4(), name="区水务局")
    units = (town.unit, town.other_unit, third)
    for unit, yellow, red, blue in zip(units, (3, 9, 0), (12, 8, 0), (25, 11, 2), strict=True):
        await standing(town, unit, yellow, colour="yellow")
        await standing(town, unit, red, colour="red")
        await standing(town, unit, blue)
    done = {"state": IssueState.CLOSED, "due_at": None, "colour": ""}
    await standing(town, town.unit, 18, **done, outcome="satisfied")
    await standing(town, town.unit, 2, **done, outcome="mostly")
    await standing(town, town.unit, 74, **{**done, "lead_unit_id": None}, outcome="on_the_spot")

    whole, board = [await asked(town, who, "Overview") for who in (town.supervisor, town.leader)]
    assert board["least"] == LEAST
    first, second, last = [
        next(one["figures"] for one in board["units"] if one["unit"]["name"] == unit.name)
        for unit in units
    ]
    assert (first["inHand"], first["yellow"], first["red"]) == (40, None, 12)
    assert (last["inHand"], last["yellow"], last["red"]) == (None, None, None)
    assert board["total"]["inHand"] == 70
    assert (first["closed"], first["asked"], first["satisfied"]) == (20, 20, None)
    assert (board["onTheSpot"]["closed"], board["onTheSpot"]["asked"]) == (74, 0)
    assert small_groups_in(board, whole) == []
    for name, shown in [*first.items(), *second.items()]:
        told = [one["figures"][name] for one in whole["units"]]
        assert shown is None or shown in told, name


def small_groups_in(board: dict[str, Any], whole: dict[str, Any]) -> list[int]:
    """What could be reckoned from the answer, held against all there is."""
    found: list[int] = []
    rows = [[*(one["figures"] for one in b["units"]), b["onTheSpot"]] for b in (board, whole)]
    rows = [list(each) for each in zip(*rows, strict=True) if any(each[1].values())]
    for block in BLOCKS:
        shown = [
            tuple(name for name in block.figures if seen[camel(name)] is not None)
            for seen in [*(each[0] for each in rows), board["total"]]
        ]
        counts = [parts_of(all_of) for _, all_of in rows]
        found += small_groups_told(block, counts, shown[:-1], shown[-1])
    return found


def parts_of(figures: Mapping[str, int]) -> dict[str, int]:
    return {
        "yellow": figures["yellow"],
        "red": figures["red"],
        "other": figures["inHand"] - figures["yellow"] - figures["red"],
        "satisfied": figures["satisfied"],
        "less": figures["asked"] - figures["satisfied"],
        "not_asked": figures["closed"] - figures["asked"],
        "recurred": figures["recurred"],
        "held": figures["lookedBack"] - figures["recurred"],
    }


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


async def test_the_board_is_the_leaders_and_the_office_s_of_their_own_region(town: Town) -> None:
    await standing(town, town.unit, 7)
    await standing(town, town.unit, 6, region=OTHER_STREET)
    of_a_street = await make_actor(Role.LEADER, region=STREET, name="街道书记")
    for actor, expected in ((town.leader, 13), (of_a_street, 7)):
        assert (await of_unit(town, actor, town.unit))["inHand"] == expected
    elsewhere = await make_actor(Role.LEADER, region="410402", name="邻区区长")
    assert (await of_unit(town, elsewhere, town.unit))["inHand"] == 0

    for role in Role:
        if role in {Role.LEADER, Role.SUPERVISOR}:
            continue
        stranger = await make_actor(role, name="旁人")
        for question in ({"operation": "Overview"}, {"operation": "LeadersList", "first": 30}):
            refused = await asked(town, stranger, **question)
            assert refused["code"] == "not_allowed", role
    refused = await asked(town, town.leader, "LedgerFigures", filter={"unitId": str(town.unit.id)})
    assert refused["code"] == "not_allowed"  # figures of any filter would tell what these hide


async def assigned(town: Town) -> dict[str, Any]:
    issue = await town.report(town.special, description="我是修车的老马，门口路灯坏了。")
    return await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())


async def days_pass(town: Town, days: int) -> None:
    town.phone.clock.now += timedelta(days=days)
    while await run_jobs(now=town.now):
        pass


async def test_the_leaders_list_names_what_is_escalated_or_five_days_red_and_nothing_else(
    town: Town,
) -> None:
    waiting = await town.report(town.special)  # due at the office in two working days
    pressed = await assigned(town)
    quiet = await assigned(town)
    await town.step(town.supervisor, "EscalateIssue", pressed, text="拖得太久。")
    (line,) = (await asked(town, town.leader, "LeadersList", first=30))["items"]
    assert (line["id"], line["escalated"], line["workingDaysOverdue"]) == (pressed["id"], True, 0)
    assert (line["number"], line["unit"]["name"]) == (pressed["number"], "区城市管理局")

    await days_pass(town, 8)  # Thursday: four working days after Friday 20 November
    assert len((await asked(town, town.leader, "LeadersList", first=30))["items"]) == 1
    await days_pass(town, 1)
    first, _ = (await asked(town, town.leader, "LeadersList", first=30))["items"]
    assert (first["id"], first["number"], first["unit"]) == (waiting["id"], None, None)
    assert (first["state"], first["dueOn"], first["workingDaysOverdue"]) == (
        "SUBMITTED", "2026-11-20", 5,
    )  # fmt: skip

    await days_pass(town, 40)
    page = await asked(town, town.leader, "LeadersList", first=2)
    rest = await asked(town, town.leader, "LeadersList", first=2, after=page["after"])
    listed = [*page["items"], *rest["items"]]
    assert {one["id"] for one in listed} == {waiting["id"], pressed["id"], quiet["id"]}
    due = [one["dueOn"] for one in listed]
    assert due == sorted(due)
    of_unit = await asked(town, town.leader, "LeadersList", first=30, unitId=str(town.unit.id))
    assert {one["id"] for one in of_unit["items"]} == {pressed["id"], quiet["id"]}
    nothing = await asked(town, town.leader, "LeadersList", first=30, unitId=str(UUID(int=0)))
    assert nothing["items"] == []
    told = str(listed)
    for hidden in ("老马", "路灯", "梁以砚", "天润", TOPIC, "FAULT"):
        assert hidden not in told, hidden
    assert DISTRICT not in told
    bad = await asked(town, town.leader, "LeadersList", first=30, after="x")
    assert bad["code"] == "cursor_unknown"


async def test_the_board_counts_what_the_list_names_whatever_is_small(town: Town) -> None:
    await assigned(town)
    await days_pass(town, 60)
    figures = await of_unit(town, town.leader, town.unit)
    assert (figures["inHand"], figures["red"]) == (1, 1)  # the one that the list names
    assert (figures["escalated"], figures["longOverdue"]) == (1, 1)
    await standing(town, town.unit, 2)
    figures = await of_unit(town, town.leader, town.unit)
    assert (figures["inHand"], figures["red"], figures["longOverdue"]) == (None, None, 1)
