"""Working days and working hours (pure). A day is a date of the office's calendar, UTC+8.

The State Council names, for each year, days off and make-up days (Saturdays or Sundays worked
instead). Beyond the years it has published, Monday to Friday are worked, and whatever is reckoned
there is provisional (暂定).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from backend.kernel.civil import ZONE, civil_date

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """One version of the calendar.

    version: rises by one at every change of the data.
    known_until: last day of the last published year.
    days_off: days that the notice frees, week-ends among them or not.
    make_up_days: days of a week-end that are worked.
    """

    version: int
    known_until: date
    days_off: frozenset[date]
    make_up_days: frozenset[date]

    def is_working(self, day: date) -> bool:
        if not self.is_provisional(day):
            if day in self.make_up_days:
                return True
            if day in self.days_off:
                return False
        return day.weekday() < _SATURDAY

    def is_provisional(self, day: date) -> bool:
        """Whether the notice for this day is still to come."""
        return day > self.known_until

    def next_working(self, day: date) -> date:
        """The first working day after ``day``."""
        day += _DAY
        while not self.is_working(day):
            day += _DAY
        return day

    def add(self, start: date, working_days: int) -> date:
        """The ``working_days``-th working day after ``start``; none asked for: ``start`` itself."""
        if working_days < 0:
            raise ValueError("working days are added, not taken away")
        for _ in range(working_days):
            start = self.next_working(start)
        return start

    def nth_last(self, end: date, nth: int) -> date:
        """The ``nth`` working day from the end, ``end`` itself being the first if it is worked."""
        while True:
            if self.is_working(end):
                nth -= 1
                if nth <= 0:
                    return end
            end -= _DAY

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative if ``end`` is before.

        ``between(s, add(s, n)) == n`` and ``between(a, b) == -between(b, a)``.
        """
        if end < start:
            return -self.between(end, start)
        span = (end - start).days
        return sum(self.is_working(start + _DAY * n) for n in range(1, span + 1))


@dataclass(frozen=True)
class WorkingHours:
    """When the office is at work on a working day; civil time."""

    start: time = time(8, 30)
    end: time = time(17, 30)

    def opening(self, day: date) -> datetime:
        return datetime.combine(day, self.start, ZONE)

    def closing(self, day: date) -> datetime:
        return datetime.combine(day, self.end, ZONE)


OFFICE_HOURS = WorkingHours()


def is_working_time(at: datetime, days: WorkingDays, hours: WorkingHours = OFFICE_HOURS) -> bool:
    day = civil_date(at)
    return days.is_working(day) and hours.opening(day) <= at < hours.closing(day)


def next_working_time(
    at: datetime, days: WorkingDays, hours: WorkingHours = OFFICE_HOURS
) -> datetime:
    """``at`` itself when the office is at work, else the next opening; UTC."""
    day = civil_date(at)
    if days.is_working(day) and at < hours.closing(day):
        return max(at, hours.opening(day)).astimezone(UTC)
    return hours.opening(days.next_working(day)).astimezone(UTC)


def working_time_after(
    start: datetime,
    hours: Fraction | float,
    days: WorkingDays,
    hours_of_day: WorkingHours = OFFICE_HOURS,
) -> datetime:
    """The moment (UTC) by which the office has worked ``hours`` since ``start``.

    A night, a week-end and a holiday take nothing of it. Just full at closing time: that evening.
    """
    left = timedelta(seconds=float(hours * 3600))
    at = next_working_time(start, days, hours_of_day)
    while (room := hours_of_day.closing(civil_date(at)) - at) < left:
        left -= room
        at = next_working_time(hours_of_day.closing(civil_date(at)), days, hours_of_day)
    return (at + left).astimezone(UTC)
