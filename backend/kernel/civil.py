"""Civil time: the district lives in Asia/Shanghai, whatever the server's zone (DECISIONS 12)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def civil_date(at: datetime) -> date:
    """The day on the wall calendar at this instant."""
    return at.astimezone(ZONE).date()


def day_start(day: date) -> datetime:
    """The instant (UTC) at which this civil day begins."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)


def day_end(day: date) -> datetime:
    """The instant (UTC) at which this civil day is over; exclusive."""
    return day_start(day + timedelta(days=1))


def month_start(at: datetime) -> datetime:
    """The instant (UTC) at which the civil month of ``at`` begins."""
    return day_start(civil_date(at).replace(day=1))
