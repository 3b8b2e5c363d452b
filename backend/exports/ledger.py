"""The ledger (台账): issues as one filtered view, page by page, and its figures with denominators.

Never a second table. A row shows no more than its reader may read, and nothing that would tell who
found fault: a page of the ledger is printed and passed on, so even the office sees its own wording
of a protected report here, never the reporter's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from tortoise.expressions import Case, Q, When

from backend.exports import access
from backend.exports.access import Action, in_scope
from backend.exports.filters import Filter, Wish
from backend.following_up.models import SpotCheck
from backend.intake.models import Rating
from backend.issues.models import Issue
from backend.issues.queries import IssueRow, rows_for_office, rows_for_unit
from backend.issues.rules import title_of
from backend.issues.service import ON_THE_SPOT
from backend.issues.states import OPEN_STATES, IssueState
from backend.kernel import page
from backend.kernel.access import require
from backend.kernel.actor import Actor, Role

VIEWS_MAX = 30
WAITING = (IssueState.SUBMITTED, IssueState.RETURNED, IssueState.ACCEPTED)
UNDER_WAY = tuple(state for state in OPEN_STATES if state not in WAITING)
SAID = frozenset({"satisfied", "mostly", "unreasonable", "unverified"})
SAID_ON_CHECK = {
    "satisfied": "satisfied", "mostly": "mostly", "unsatisfied": "not_satisfied",
    "no_answer": "unverified",
}  # fmt: skip


class Order(StrEnum):
    """By what the ledger may be sorted: never by a person."""

    NEWEST = "newest"
    DUE = "due"
    NUMBER = "number"
    UNIT = "unit"


_BY = {
    Order.NEWEST: ("reported_at", True),
    Order.DUE: ("due_at", False),
    Order.NUMBER: ("number", True),
    Order.UNIT: ("lead_unit__name", False),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``said``: how satisfied whoever raised it is; for the office only."""

    row: IssueRow
    said: str = ""
    said_by_link: bool = False

    @property
    def hidden(self) -> list[str]:
        """The columns that stay empty because they would tell who it is."""
        row = self.row
        no_words = row["protected"] and not row["paraphrase"]
        return [
            name
            for name, is_hidden in (("title", no_words), ("enterprise", row["enterprise_hidden"]))
            if is_hidden
        ]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one filter. Those that a unit may not know are None."""

    total: int
    closed: int
    waiting: int
    on_the_spot: int
    overdue: int
    under_way: int  # open, and past the office's first decision
    asked: int | None
    satisfied: int | None


async def ledger(
    actor: Actor, wanted: Filter, *, order: Order, first: int, after: str | None
) -> list[Line]:
    """One page; one line more than asked for, when there is more.

    Raises:
        NotAllowed: only the office and units have rows (remedy: stop).
        BadInput, CursorUnknown: (remedy: fix).
    """
    require(access.TABLE, actor, Action.READ, None)
    where = await in_scope(actor) & Wish(actor, wanted).where()
    return await lines_of(actor, await _ids(where, order, page.size(first) + 1, after))


async def ledger_figures(actor: Actor, wanted: Filter) -> Figures:
    """The foot of the ledger; the same filter with one more condition lists what each counts.

    Raises:
        NotAllowed: (remedy: stop). BadInput: (remedy: fix).
    """
    require(access.TABLE, actor, Action.READ, None)
    wish = Wish(actor, wanted)
    mine = await in_scope(actor) & wish.where()

    async def count(more: Q | None = None) -> int:
        return await Issue.filter(mine if more is None else mine & more).count()

    async def told(**more: bool) -> int | None:
        if actor.role is Role.HANDLER:
            return None
        return await Issue.filter(await in_scope(actor) & wish.and_also(**more).where()).count()

    return Figures(
        total=await count(),
        closed=await count(Q(state=IssueState.CLOSED)),
        waiting=await count(Q(state__in=list(WAITING))),
        under_way=await count(Q(state__in=list(UNDER_WAY))),
        on_the_spot=await count(Q(outcome="on_the_spot")),
        overdue=await count(Q(state__in=list(OPEN_STATES), colour="red")),
        asked=await told(asked=True),
        satisfied=await told(satisfied=True),
    )


async def ledger_totals(actor: Actor, views: list[Filter]) -> list[int]:
    """How many rows each of these views has, in the order they were asked for."""
    require(access.TABLE, actor, Action.READ, None)
    mine = await in_scope(actor)
    return [
        await Issue.filter(mine & Wish(actor, one).where()).count() for one in views[:VIEWS_MAX]
    ]


async def lines_of(actor: Actor, ids: list[UUID]) -> list[Line]:
    """These rows in this order, as this reader may see them. Who may read is decided already."""
    is_unit = actor.role is Role.HANDLER
    rows_for = rows_for_unit if is_unit else rows_for_office
    found = await rows_for(Q(id__in=ids), order="id", limit=len(ids)) if ids else []
    by_id = {row["id"]: row for row in found}
    said = {} if is_unit else await _said([by_id[each] for each in ids])
    return [
        Line(_masked(by_id[each], is_unit=is_unit), *said.get(each, ("", False))) for each in ids
    ]


def cursor_of(line: Line, order: Order) -> str:
    """Where the page after this line begins."""
    name = "lead_unit_name" if order is Order.UNIT else _BY[order][0]
    value = cast("dict[str, Any]", line.row)[name]
    return page.text_cursor(_text(value), line.row["id"])


async def ids_after(
    actor: Actor, wanted: Filter, order: Order, limit: int, after: str | None
) -> list[UUID]:
    """The ids of one page, for those who write the rows themselves. Raises as ``ledger``."""
    require(access.TABLE, actor, Action.READ, None)
    return await _ids(await in_scope(actor) & Wish(actor, wanted).where(), order, limit, after)


async def count_of(actor: Actor, wanted: Filter) -> int:
    """How many rows ``ledger`` has in all. Raises as ``ledger``."""
    require(access.TABLE, actor, Action.READ, None)
    return await Issue.filter(await in_scope(actor) & Wish(actor, wanted).where()).count()


async def _ids(where: Q, order: Order, limit: int, after: str | None) -> list[UUID]:
    """Keyset by (blank last, value, id); due date, number and unit may be blank."""
    by, newest_first = _BY[order]
    sign = "-" if newest_first else ""
    blank: Any = Case(When(**{f"{by}__isnull": True}, then="1"), default="0")
    found = (
        Issue.filter(where & _beyond(after, by, newest_first=newest_first))
        .annotate(blank=blank)
        .order_by("blank", f"{sign}{by}", f"{sign}id")
        .limit(limit)
    )
    return [row["id"] for row in await found.values("id", "blank")]


def _beyond(after: str | None, by: str, *, newest_first: bool) -> Q:
    if after is None:
        return Q()
    text, row_id = page.told_by(after)
    side = "lt" if newest_first else "gt"
    blank: Any = {f"{by}__isnull": True}
    if not text:
        return Q(**{**blank, f"id__{side}": row_id})
    value: Any = text
    if by.endswith("_at"):
        try:
            value = datetime.fromisoformat(text)
            if value.tzinfo is None or not 2000 <= value.year < 2100:
                raise ValueError("no instant of ours")
        except ValueError:
            raise page.CursorUnknown(field="after") from None
    level: Any = {by: value, f"id__{side}": row_id}
    past: Any = {f"{by}__{side}": value}
    return Q(**past) | Q(**level) | Q(**blank)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime) else str(value)


async def _said(rows: list[IssueRow]) -> dict[UUID, tuple[str, bool]]:
    """What came of asking: the call-back, their own rating of this round, or a spot check."""
    ids = [row["id"] for row in rows]
    rated = {
        (one.issue_id, one.round): one
        for one in (await Rating.filter(issue_id__in=ids) if ids else [])
    }
    checks = SpotCheck.filter(issue_id__in=ids).exclude(result="")
    checked = {one.issue_id: SAID_ON_CHECK[one.result] for one in (await checks if ids else [])}
    told: dict[UUID, tuple[str, bool]] = {}
    for row in rows:
        own = rated.get((row["id"], row["round"]))
        if row["outcome"] in SAID:
            told[row["id"]] = (row["outcome"], False)
        elif own is not None:
            told[row["id"]] = (own.grade.value, True)
        elif row["outcome"] == ON_THE_SPOT and row["id"] in checked:
            told[row["id"]] = (checked[row["id"]], False)
    return told


def _masked(row: IssueRow, *, is_unit: bool) -> IssueRow:
    shown = row.copy()
    if is_unit and row["outcome"] in SAID:
        shown["outcome"] = ""
    if row["protected"]:
        shown["title"] = title_of(row["paraphrase"]) if row["paraphrase"] else ""
        shown["description"], shown["place_text"], shown["voice_id"] = row["paraphrase"], "", None
    if row["enterprise_hidden"]:
        shown["enterprise_id"] = shown["enterprise_name"] = None
    return shown
