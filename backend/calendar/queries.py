"""The calendar as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from backend.calendar import access
from backend.calendar.access import Action
from backend.calendar.models import MAKE_UP, OFF, CalendarDay, CalendarVersion, CalendarYear
from backend.calendar.rules import WorkingDays
from backend.kernel import access as permit
from backend.kernel.actor import Actor


@dataclass
class _Kept:
    """The calendar read last in this process, and the version it was read at."""

    version: tuple[int, datetime] | None = None
    days: WorkingDays | None = None


_kept = _Kept()


async def working_days() -> WorkingDays:
    """The present calendar: one small statement while it has not changed."""
    newest = await CalendarVersion.all().order_by("-version").first()
    if newest is None:
        return WorkingDays(0, date.min, frozenset(), frozenset())  # not seeded: all provisional
    version = (newest.version, newest.made_at)
    if _kept.days is None or _kept.version != version:
        _kept.days = await _read(newest.version)
        _kept.version = version
    return _kept.days


async def years(actor: Actor) -> list[CalendarYear]:
    """The years known, newest first. Raises NotAllowed."""
    permit.require(access.TABLE, actor, Action.CHANGE_CALENDAR, None)
    return await CalendarYear.all().order_by("-year")


async def _read(version: int) -> WorkingDays:
    rows = await CalendarDay.all()
    last = await CalendarYear.all().order_by("-year").first()
    return WorkingDays(
        version=version,
        known_until=date(last.year, 12, 31) if last else date.min,
        days_off=frozenset(row.day for row in rows if row.kind == OFF),
        make_up_days=frozenset(row.day for row in rows if row.kind == MAKE_UP),
    )
