"""The calendar's rows, read and written for the deeds; each inside its transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast
from uuid import UUID

from backend.calendar.models import CalendarDay, CalendarVersion, CalendarYear
from backend.calendar.notice import Days, Kind


async def known_years() -> set[int]:
    return {row.year for row in await CalendarYear.all()}


async def days_of_year(year: int) -> dict[date, Kind]:
    rows = await CalendarDay.filter(year=year)
    return {row.day: cast(Kind, row.kind) for row in rows}


async def replace_year(
    year: int, days: Days, *, source: str, by: UUID | None, now: datetime
) -> None:
    await CalendarDay.filter(year=year).delete()
    await CalendarDay.bulk_create(
        [CalendarDay(day=day, kind=kind, year=year) for day, kind in days.items()]
    )
    await CalendarYear.update_or_create(
        defaults={"source": source, "imported_at": now, "by": by}, year=year
    )


async def next_version(*, by: UUID | None, now: datetime) -> int:
    """Two changes at once: the later waits on the earlier's row, or fails on its number."""
    newest = await CalendarVersion.all().order_by("-version").select_for_update().first()
    version = newest.version + 1 if newest else 1
    await CalendarVersion.create(version=version, made_at=now, by=by)
    return version
