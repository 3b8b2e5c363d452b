"""Frozen months (月度快照): the rows as they stood, and what changed since.

On the first of a month the worker freezes the month that ended: what was reported in it, what was
still open at its end, what was closed in it. The rows are what the office's ledger shows of them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from tortoise.expressions import Q

from backend.exports import access
from backend.exports.access import Action
from backend.exports.columns import APPROXIMATE, Cells, cells_of
from backend.exports.ledger import lines_of
from backend.exports.models import LedgerSnapshot
from backend.issues.models import Issue
from backend.issues.states import OPEN_STATES
from backend.kernel.access import require
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import civil_date, day_start, month_start
from backend.kernel.refusal import NotFound

FREEZE_JOB = "exports.freeze_month"
AFTER_MIDNIGHT = timedelta(minutes=30)
BATCH = 100
CHANGES_MAX = 500
BESIDE = frozenset({"id", "region", APPROXIMATE})  # kept in a row, no columns
OFFICE = Actor(UUID(int=0), UUID(int=0), Role.SUPERVISOR)  # the house itself, for its own masks


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of a frozen row that reads differently now."""

    issue_id: UUID
    number: str
    column: str
    before: str
    now: str


async def next_freeze(now: datetime) -> datetime:
    """The first of the next month, half past midnight."""
    first = civil_date(now).replace(day=1)
    return day_start((first + timedelta(days=32)).replace(day=1)) + AFTER_MIDNIGHT


async def freeze(_: UUID, now: datetime) -> None:
    """Freeze the month before this one. Inside the job's transaction; once for each month."""
    end = month_start(now)
    month = (civil_date(end) - timedelta(days=1)).replace(day=1)
    if await LedgerSnapshot.exists(month=month):
        return
    rows = await _rows_of(month, end, now)
    await LedgerSnapshot.create(
        id=uuid4(), month=month, frozen_at=now, row_count=len(rows), rows=rows, sha256=digest(rows)
    )


def digest(rows: list[Cells]) -> str:
    """SHA-256 of the rows as JSON: UTF-8, keys sorted, no spaces. Anybody can recompute it."""
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


async def snapshots(actor: Actor) -> list[LedgerSnapshot]:
    """The frozen months, the latest first, with the rows of the reader's region only.

    Raises:
        NotAllowed: only the office (remedy: stop).
    """
    require(access.TABLE, actor, Action.FREEZE, None)
    return await LedgerSnapshot.all().order_by("-month").limit(36)


async def frozen_rows(actor: Actor, snapshot_id: UUID) -> list[Cells]:
    """The rows of one month within the reader's region. Raises NotAllowed, NotFound."""
    require(access.TABLE, actor, Action.FREEZE, None)
    found = await LedgerSnapshot.get_or_none(id=snapshot_id)
    if found is None:
        raise NotFound(field="id")
    return [row for row in found.rows if str(row["region"]).startswith(actor.region or "-")]


async def changes_since(actor: Actor, snapshot_id: UUID, *, now: datetime) -> list[Change]:
    """What reads differently now than when the month was frozen, in the order of its rows.

    Raises:
        NotAllowed, NotFound: (remedy: stop).
    """
    frozen = await frozen_rows(actor, snapshot_id)
    changes: list[Change] = []
    for at in range(0, len(frozen), BATCH):
        part = frozen[at : at + BATCH]
        present = {row["id"]: row for row in await _present([UUID(row["id"]) for row in part], now)}
        for row in part:
            changes += _compared(row, present[row["id"]])
        if len(changes) >= CHANGES_MAX:
            break
    return changes[:CHANGES_MAX]


async def _rows_of(month: date, end: datetime, now: datetime) -> list[Cells]:
    begin = day_start(month)
    lived = Q(reported_at__gte=begin) | Q(state__in=list(OPEN_STATES)) | Q(closed_at__gte=begin)
    found = Issue.filter(lived, reported_at__lt=end).order_by("number", "id")
    ids = [UUID(str(one)) for one in await found.values_list("id", flat=True)]
    rows: list[Cells] = []
    for at in range(0, len(ids), BATCH):
        rows += await _present(ids[at : at + BATCH], now)
    return rows


async def _present(ids: list[UUID], now: datetime) -> list[Cells]:
    lines = await lines_of(OFFICE, ids)
    cells = await cells_of(lines, now=now)
    return [
        {**each, "id": str(line.row["id"]), "region": line.row["region"]}
        for line, each in zip(lines, cells, strict=True)
    ]


def _compared(before: Cells, now: Cells) -> list[Change]:
    return [
        Change(UUID(now["id"]), now["编号"], name, _text(before[name]), _text(now[name]))
        for name in before
        if name not in BESIDE and name in now and before[name] != now[name]
    ]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
