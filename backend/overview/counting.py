"""How many issues of each unit are in which part of the board's figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q
from tortoise.functions import Count

from backend.following_up.looked_at import LOOKED_AT
from backend.intake.satisfaction import is_satisfied, was_asked
from backend.issues.listing import TODO_STATES
from backend.issues.models import Issue
from backend.issues.states import IssueState
from backend.kernel.statement import Statement
from backend.overview.leaders_list import long_overdue, on_the_list

Of = UUID | None  # a unit; None: what was solved on the spot, which no unit had
Tally = defaultdict[Of, Counter[str]]


async def everything(region: str, *, now: datetime) -> Tally:
    """Every part of every block (rules), and the two figures that stand alone."""
    tally = await by_colour(in_hand(region))
    await _add(tally, in_hand(region) & Q(escalation__gt=0), "escalated")
    await _add(tally, in_hand(region) & await long_overdue(now), "long_overdue")
    closed = Q(region__startswith=region, state=IssueState.CLOSED)
    await _add(tally, closed & is_satisfied(), "satisfied")
    await _add(tally, closed & was_asked() & ~is_satisfied(), "less")
    await _add(tally, closed & ~was_asked(), "not_asked")
    await _add_looked_back(tally, region)
    return tally


async def seen_one_by_one(region: str, *, now: datetime) -> Tally:
    """Of what units have in hand, what the leaders' list names."""
    return await by_colour(in_hand(region) & await on_the_list(now))


def in_hand(region: str) -> Q:
    return Q(region__startswith=region, state__in=TODO_STATES, lead_unit_id__isnull=False)


async def by_colour(where: Q) -> Tally:
    tally: Tally = defaultdict(Counter)
    for colour in ("yellow", "red"):
        await _add(tally, where & Q(colour=colour), colour)
    await _add(tally, where & ~Q(colour__in=("yellow", "red")), "other")
    return tally


async def _add(tally: Tally, where: Q, part: str) -> None:
    rows = await (
        Issue.filter(where)
        .annotate(n=Count("id"))
        .group_by("lead_unit_id")
        .values_list("lead_unit_id", "n")
    )
    for unit_id, n in rows:
        tally[_unit(unit_id)][part] += int(n)


async def _add_looked_back(tally: Tally, region: str) -> None:
    said = Statement()
    beginning = said.bind(f"{region}%")
    rows = await said.rows(
        f'SELECT w."unit_id", w."again", count(*) AS "n" FROM {LOOKED_AT} w'
        ' JOIN "issue" i ON i."id" = w."issue_id"'
        f' WHERE i."region" LIKE {beginning} GROUP BY w."unit_id", w."again"'
    )
    for row in rows:
        tally[_unit(row["unit_id"])]["recurred" if row["again"] else "held"] += int(row["n"])


def _unit(unit_id: object) -> Of:
    return UUID(str(unit_id)) if unit_id is not None else None
