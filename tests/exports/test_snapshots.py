"""Frozen months: what stood there at the month's end, its checksum, and what changed since."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from backend.exports.models import LedgerSnapshot
from backend.exports.running import run_due_exports
from backend.exports.snapshots import digest, next_freeze
from backend.kernel import schedule
from backend.wiring import RECURRING
from backend.worker import run_jobs
from storage.connect import open_store
from tests.fixtures.phone import Phone
from tests.life import Town

DECEMBER = datetime(2026, 11, 30, 16, 31, tzinfo=UTC)  # 1 December, 00:31 on the wall


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def work(town: Town) -> None:
    while await run_jobs(now=town.now):
        pass


async def test_it_is_due_on_the_first_after_midnight() -> None:
    at = await next_freeze(datetime(2026, 11, 18, 2, tzinfo=UTC))
    assert at == datetime(2026, 11, 30, 16, 30, tzinfo=UTC)
    assert await next_freeze(at) == datetime(2026, 12, 31, 16, 30, tzinfo=UTC)


async def test_a_month_is_frozen_once_and_told_apart_from_now(town: Town, tmp_path: Path) -> None:
    await schedule.ensure(RECURRING, now=town.now)
    issue = await town.report(town.liaison, enterpriseId=town.enterprise_id)
    town.phone.clock.now = DECEMBER
    await town.report(town.liaison, enterpriseId=town.enterprise_id)  # of the next month
    await work(town)
    frozen = await LedgerSnapshot.get()
    assert (frozen.month.isoformat(), frozen.row_count) == ("2026-11-01", 1)
    assert frozen.sha256 == digest(frozen.rows)

    await town.phone.sign_in(town.supervisor)
    (listed,) = (await town.phone.send("LedgerSnapshots"))["items"]
    assert (listed["month"], listed["rowCount"]) == ("2026-11-01", 1)
    unchanged = await town.phone.send("LedgerChanges", snapshotId=listed["id"])
    assert "责任单位" not in {one["column"] for one in unchanged["items"]}

    await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    changes = (await town.phone.send("LedgerChanges", snapshotId=listed["id"]))["items"]
    by_column = {one["column"]: (one["before"], one["now"]) for one in changes}
    assert by_column["责任单位"] == ("未交办", "区城市管理局")
    assert by_column["状态"][1].startswith("待签收")

    store = open_store(f"file:{tmp_path}/objects")
    asked = {"id": str(uuid4()), "filter": {}, "snapshotId": listed["id"]}
    await town.phone.send("ExportLedger", input=asked, order="NUMBER")
    await run_due_exports(store, now=town.now)
    reply = await town.phone.http.get(f"/exports/{asked['id']}")
    sheet = load_workbook(io.BytesIO(reply.content))["台账"]
    assert "未交办" in [cell.value for cell in sheet[2]]

    town.phone.clock.now += timedelta(days=1)
    await work(town)
    assert await LedgerSnapshot.all().count() == 1


async def test_frozen_months_are_for_the_office(town: Town) -> None:
    for actor in (town.handler, town.leader, town.liaison):
        await town.phone.sign_in(actor)
        assert (await town.phone.send("LedgerSnapshots"))["code"] == "not_allowed"
        lost = await town.phone.send("LedgerChanges", snapshotId=str(uuid4()))
        assert lost["code"] == "not_allowed"
    await town.phone.sign_in(town.supervisor)
    lost = await town.phone.send("LedgerChanges", snapshotId=str(uuid4()))
    assert lost["code"] == "not_found"
