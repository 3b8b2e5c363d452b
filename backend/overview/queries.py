"""The board by unit (看板): how many issues stand where, each figure with what it is counted of.

Reads only. The office has every figure; a leader those of ``rules.shown``. Units stand by name:
nothing here orders them, or anybody, by a figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from backend.kernel.access import require
from backend.kernel.actor import Actor, Role
from backend.overview import access, counting, rules
from backend.overview.access import Action
from backend.overview.counting import Of, Tally
from backend.overview.rules import BLOCKS, Block, Counts, Pattern
from backend.people.models import Unit

Said = dict[str, int | None]  # figures by name; None: not shown
ALONE = ("escalated", "long_overdue")  # always shown: the reader sees these one by one


@dataclass(frozen=True, slots=True)
class UnitLine:
    unit_id: UUID
    name: str
    figures: Said


@dataclass(frozen=True, slots=True)
class Board:
    """``least``: figures below it are not shown; 1 when all are."""

    units: list[UnitLine]
    on_the_spot: Said
    total: Said
    least: int


async def board(actor: Actor, *, now: datetime) -> Board:
    """The figures of the reader's region.

    Raises:
        NotAllowed: only leaders and the office (remedy: stop).
    """
    require(access.TABLE, actor, Action.BOARD, None)
    assert actor.region is not None
    every = await counting.everything(actor.region, now=now)
    seen = await counting.seen_one_by_one(actor.region, now=now)
    known = Q(active=True) | Q(id__in=[of for of in every if of is not None])
    units = await Unit.filter(known).order_by("name", "id")
    rows: list[Of] = [*(unit.id for unit in units), None]
    hides = actor.role is Role.LEADER
    said, total = _figures(rows, every, seen, hides=hides)
    lines = [UnitLine(unit.id, unit.name, said[unit.id]) for unit in units]
    return Board(lines, said[None], total, rules.LEAST if hides else 1)


def _figures(
    rows: Sequence[Of], every: Tally, seen: Tally, *, hides: bool
) -> tuple[dict[Of, Said], Said]:
    together = sum((every[of] for of in rows), Counter[str]())
    said: dict[Of, Said] = {of: {name: every[of][name] for name in ALONE} for of in rows}
    total: Said = {name: together[name] for name in ALONE}
    for block in BLOCKS:
        unseen = [{part: every[of][part] - seen[of][part] for part in block.parts} for of in rows]
        patterns, whole = rules.shown(block, unseen) if hides else _all(block, rows)
        for of, pattern in zip(rows, patterns, strict=True):
            said[of] |= _said(block, pattern, every[of])
        total |= _said(block, whole, together)
    return said, total


def _all(block: Block, rows: Sequence[Of]) -> tuple[list[Pattern], Pattern]:
    return [block.patterns[0]] * len(rows), block.patterns[0]


def _said(block: Block, pattern: Pattern, counts: Counts) -> Said:
    return {
        name: sum(counts[part] for part in parts) if name in pattern else None
        for name, parts in block.figures.items()
    }
