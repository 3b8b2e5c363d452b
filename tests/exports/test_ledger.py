"""The ledger through the API: what each reader finds, in which order, and what stays hidden."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend.kernel.actor import Actor
from backend.worker import run_jobs
from tests.fixtures.phone import Phone
from tests.life import Town

LAMP = "我是东安路修车的老马，门口的路灯坏了两周。"


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def rows(town: Town, actor: Actor, order: str = "NEWEST", **filter: Any) -> list[Any]:
    """Every row of this reader's ledger, two at a time."""
    await town.phone.sign_in(actor)
    found: list[Any] = []
    after = None
    while True:
        page = await town.phone.send("Ledger", filter=filter, order=order, first=2, after=after)
        assert page["__typename"] == "LedgerPage", page
        found += page["items"]
        after = page["after"]
        if after is None:
            return found


async def code_of(town: Town, actor: Actor, **filter: Any) -> str:
    await town.phone.sign_in(actor)
    answer = await town.phone.send("Ledger", filter=filter, order="NEWEST", first=2)
    code: str = answer["code"]
    return code


async def assigned(town: Town, **given: Any) -> dict[str, Any]:
    issue = await town.report(town.liaison, enterpriseId=town.enterprise_id, **given)
    return await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())


async def test_every_order_pages_through_all_rows_once(town: Town) -> None:
    for nth in range(5):
        town.phone.clock.advance(minutes=1)
        if nth % 2:
            await assigned(town)
        else:
            await town.report(town.special)
    for order in ("NEWEST", "DUE", "NUMBER", "UNIT"):
        found = await rows(town, town.supervisor, order)
        assert len({row["id"] for row in found}) == len(found) == 5, order
    dates = [row["reportedAt"] for row in await rows(town, town.supervisor)]
    assert dates == sorted(dates, reverse=True)
    by_unit = [row["leadUnit"] is None for row in await rows(town, town.supervisor, "UNIT")]
    assert by_unit == sorted(by_unit)


async def test_each_reader_has_a_ledger_of_their_own(town: Town) -> None:
    await assigned(town)
    await town.report(town.liaison, enterpriseId=town.enterprise_id)
    assert len(await rows(town, town.supervisor)) == 2
    assert len(await rows(town, town.handler)) == 1
    assert len(await rows(town, town.lead)) == 1
    assert await rows(town, town.other_handler) == []
    for nobody in (town.leader, town.liaison, town.special):
        assert await code_of(town, nobody) == "not_allowed"
        assert (await town.phone.send("LedgerFigures", filter={}))["code"] == "not_allowed"


async def test_what_would_tell_who_found_fault_is_in_no_row(town: Town) -> None:
    issue = await town.report(town.special, description=LAMP, enterpriseId=town.enterprise_id)
    (row,) = await rows(town, town.supervisor)
    assert (row["title"], "title" in row["hidden"]) == ("", True)
    assigned = town.assignment(hideEnterprise=True)
    await town.step(town.supervisor, "AssignIssue", issue, **assigned)
    for reader in (town.supervisor, town.handler):
        (row,) = await rows(town, reader)
        assert row["title"] == "有路灯不亮，影响夜间装货"
        assert (row["enterprise"], row["hidden"]) == (None, ["enterprise"])
        assert "老马" not in str(row)
    assert await rows(town, town.handler, text="修车") == []
    assert await rows(town, town.handler, text="天润") == []
    assert await rows(town, town.handler, enterpriseId=town.enterprise_id) == []
    assert len(await rows(town, town.supervisor, text="修车")) == 1
    assert len(await rows(town, town.handler, text="路灯")) == 1


async def test_filters_narrow_and_nonsense_is_refused(town: Town) -> None:
    issue = await assigned(town, description="变压器容量不足，夏天要停一条线。")
    await town.report(town.special)
    one = await rows(town, town.supervisor, text="变压器")
    assert [row["number"] for row in one] == [issue["number"]]
    assert len(await rows(town, town.supervisor, text="0001")) == 1
    assert len(await rows(town, town.supervisor, text="天润")) == 1
    assert len(await rows(town, town.supervisor, sources=["FAULT_FINDING"])) == 1
    assert len(await rows(town, town.supervisor, states=["ASSIGNED"])) == 1
    assert len(await rows(town, town.supervisor, unitId=str(town.unit.id))) == 1
    assert await rows(town, town.supervisor, unitId=str(town.other_unit.id)) == []
    assert len(await rows(town, town.supervisor, region="410403")) == 2
    assert await rows(town, town.supervisor, to="2026-11-17") == []
    assert await rows(town, town.supervisor, again=True) == []
    assert await code_of(town, town.supervisor, region="卫东") == "bad_input"
    assert await code_of(town, town.supervisor, colours=["purple"]) == "bad_input"
    assert await code_of(town, town.supervisor, **{"from": "1400-01-01"}) == "bad_input"
    await town.phone.sign_in(town.supervisor)
    lost = await town.phone.send("Ledger", filter={}, order="DUE", first=2, after="bm8=")
    assert lost["code"] == "cursor_unknown"


async def test_a_unit_learns_nothing_of_the_call_back(town: Town) -> None:
    issue = await assigned(town)
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    issue = await town.step(town.handler, "RespondIssue", issue, kind="SOLVED", whatDone="修好了。")
    await town.step(town.supervisor, "CallBackIssue", issue, result="MOSTLY", text="")
    (office,), (unit,) = await rows(town, town.supervisor), await rows(town, town.handler)
    assert (office["said"], office["outcome"]) == ("mostly", "mostly")
    assert (unit["said"], unit["outcome"]) == ("", "")
    for condition in (
        {"outcomes": ["mostly"]}, {"asked": True}, {"satisfied": True}, {"lookedBack": True},
        {"recurred": True},
    ):  # fmt: skip
        assert await code_of(town, town.handler, **condition) == "not_allowed"
    figures = await town.phone.send("LedgerFigures", filter={})
    assert (figures["closed"], figures["asked"], figures["satisfied"]) == (1, None, None)


async def test_overdue_and_the_figures_open_their_own_lists(town: Town) -> None:
    await assigned(town)
    await town.report(town.liaison, enterpriseId=town.enterprise_id)
    town.phone.clock.now += timedelta(days=30)
    while await run_jobs(now=town.now):
        pass
    await town.phone.sign_in(town.supervisor)
    figures = await town.phone.send("LedgerFigures", filter={})
    assert figures["overdue"] == len(await rows(town, town.supervisor, overdue=True)) > 0
    answer = await town.phone.send("LedgerTotals", filters=[{}, {"overdue": True}, {"again": True}])
    assert answer["totals"] == [2, figures["overdue"], 0]
