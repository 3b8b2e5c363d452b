"""The leaders' list: what is put under supervision (督办), and what is red for five working days.

The life cycle tells leaders of each of these by number, so here they see them one by one, and only
what they were told: number, where it lies, how late. No words, no reporter, enterprise or handler,
no street, no topic: with twenty special supervisors each of these may say who.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from backend.calendar.colours import LEADER_AFTER_WD
from backend.calendar.queries import working_days
from backend.issues.listing import TODO_STATES
from backend.issues.models import Issue
from backend.issues.states import OPEN_STATES, IssueState
from backend.kernel import page
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date, day_start
from backend.overview import access
from backend.overview.access import Action


@dataclass(frozen=True, slots=True)
class ListLine:
    """``unit_name`` None: it lies with the office. ``due_at`` is for paging, the day for people."""

    id: UUID
    number: str | None
    state: IssueState
    unit_id: UUID | None
    unit_name: str | None
    escalated: bool
    due_at: datetime
    working_days_overdue: int


async def leaders_list(
    actor: Actor, *, unit_id: UUID | None, first: int, after: str | None, now: datetime
) -> list[ListLine]:
    """Those of the reader's region, or of what one unit has in hand there; first due first, and one
    more when there is more.

    Raises:
        NotAllowed: only leaders and the office (remedy: stop). CursorUnknown (remedy: fix).
    """
    require(access.TABLE, actor, Action.LEADERS_LIST, None)
    where = Q(region__startswith=actor.region, due_at__isnull=False) & await on_the_list(now)
    if unit_id is not None:
        where &= Q(lead_unit_id=unit_id, state__in=TODO_STATES)
    found = Issue.filter(where & page.newer_than(after, by="due_at")).order_by("due_at", "id")
    days, today = await working_days(), civil_date(now)
    return [
        _line(row, max(0, days.between(civil_date(row["due_at"]), today)))
        for row in await found.limit(page.size(first) + 1).values(
            "id", "number", "state", "lead_unit_id", "escalation", "due_at",
            unit_name="lead_unit__name",
        )
    ]  # fmt: skip


async def on_the_list(now: datetime) -> Q:
    return Q(state__in=TODO_STATES, escalation__gt=0) | await long_overdue(now)


async def long_overdue(now: datetime) -> Q:
    """Red, and five working days have passed after the due day; whoever it lies with."""
    days = await working_days()
    fifth_last = days.nth_last(civil_date(now), LEADER_AFTER_WD)
    return Q(state__in=OPEN_STATES, colour="red", due_at__lt=day_start(fifth_last))


def _line(row: dict[str, Any], overdue: int) -> ListLine:
    with_unit = row["state"] in TODO_STATES
    return ListLine(
        id=row["id"],
        number=row["number"],
        state=row["state"],
        unit_id=row["lead_unit_id"] if with_unit else None,
        unit_name=row["unit_name"] if with_unit else None,
        escalated=with_unit and row["escalation"] > 0,
        due_at=row["due_at"],
        working_days_overdue=overdue,
    )
