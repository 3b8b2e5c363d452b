"""The deeds: seed the calendar, change a day, import a year. Each change is a new version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID, uuid4

from chinese_calendar.constants import holidays, workdays

from backend.calendar import access, notice, stored
from backend.calendar.access import Action
from backend.calendar.events import CALENDAR, CalendarChanged
from backend.calendar.models import CalendarDay
from backend.calendar.notice import Days, Kind
from backend.kernel import access as permit
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import Refusal, Remedy

PACKAGED = "随系统（chinesecalendar）"
PASTED = "管理员导入"
ITSELF = Actor(person_id=UUID(int=0), grant_id=UUID(int=0), role=Role.ADMIN)
"""Who acts when a release brings a year: no person."""


class CalendarYearGap(Refusal):
    """A year cannot be known before those that go before it. Facts: ``next``."""

    code, remedy = "calendar_year_gap", Remedy.FIX
    text = "请先导入 {next} 年的安排，年份要连着。"


class CalendarYearUnknown(Refusal):
    """A day of a year whose notice is not known cannot be changed. Facts: ``year``."""

    code, remedy = "calendar_year_unknown", Remedy.FIX
    text = "{year} 年的安排还没有，请先导入这一年。"


class CalendarWeekday(Refusal):
    """Monday to Friday are worked anyway: they are never made up."""

    code, remedy = "calendar_weekday", Remedy.FIX
    text = "周一到周五本来就上班。调休上班只能是周六或周日。"


@dataclass(frozen=True, slots=True)
class YearReport:
    """What an import changes, or would: days by what they are afterwards."""

    year: int
    off: list[date]
    make_up: list[date]
    ordinary: list[date]  # were off or made up, and are no longer

    @property
    def days(self) -> list[date]:
        return sorted([*self.off, *self.make_up, *self.ordinary])


async def seed(*, now: datetime) -> int:
    """Take over the years that the package knows and the database does not; how many those were.

    Years that are there are left alone: the office may have changed them. The first time nothing
    is announced, because nothing was reckoned yet.

    Emits:
        calendar.changed, when a release brings years to a calendar in use.
    """
    async with transaction():
        known = await stored.known_years()
        marked: dict[date, Kind] = dict.fromkeys(holidays, "off") | dict.fromkeys(
            workdays, "make_up"
        )
        new = {
            year: {day: marked[day] for day in days}
            for year, days in groupby(sorted(marked), key=lambda day: day.year)
            if year not in known
        }
        if not new:
            return 0
        for year, days in new.items():
            await stored.replace_year(year, days, source=PACKAGED, by=None, now=now)
        changed = sorted(day for days in new.values() for day in days)
        if known:
            await _announce(ITSELF, sorted(new), changed, "seedCalendar", now=now)
        else:
            await stored.next_version(by=None, now=now)
    return len(new)


async def change_day(actor: Actor, day: date, kind: Kind | None, *, now: datetime) -> None:
    """Make one day off, a make-up day, or (None) what its weekday says. Repeated: no effect.

    Raises:
        NotAllowed: not an admin nor the office (remedy: stop).
        CalendarYearUnknown, CalendarWeekday: (remedy: fix).

    Emits:
        calendar.changed
    """
    permit.require(access.TABLE, actor, Action.CHANGE_CALENDAR, None)
    if kind == "make_up" and day.weekday() < 5:
        raise CalendarWeekday(field="day")
    async with transaction():
        if day.year not in await stored.known_years():
            raise CalendarYearUnknown(field="day", year=day.year)
        row = await CalendarDay.get_or_none(day=day)
        if (row.kind if row else None) == kind:
            return
        await CalendarDay.filter(day=day).delete()
        if kind:
            await CalendarDay.create(day=day, kind=kind, year=day.year)
        await _announce(actor, [day.year], [day], "changeCalendarDay", now=now)


async def import_year(
    actor: Actor, year: int, text: str, *, dry_run: bool, now: datetime
) -> YearReport:
    """Replace a year by what the text says, or (dry run) only say what that would change.

    Raises:
        NotAllowed: not an admin nor the office (remedy: stop).
        CalendarYearGap, and what ``notice.read`` raises: (remedy: fix).

    Emits:
        calendar.changed, unless nothing changes or it is a dry run.
    """
    permit.require(access.TABLE, actor, Action.CHANGE_CALENDAR, None)
    days = notice.read(text, year)
    async with transaction():
        known = await stored.known_years()
        follows = max(known, default=year - 1) + 1
        if year not in known and year != follows:
            raise CalendarYearGap(field="year", next=follows)
        report = _difference(year, await stored.days_of_year(year), days)
        if dry_run or (year in known and not report.days):
            return report
        await stored.replace_year(year, days, source=PASTED, by=actor.person_id, now=now)
        await _announce(actor, [year], report.days, "importCalendarYear", now=now)
    return report


def _difference(year: int, before: Days, after: Days) -> YearReport:
    def became(kind: Kind) -> list[date]:
        return sorted(d for d, now in after.items() if now == kind and before.get(d) != kind)

    return YearReport(year, became("off"), became("make_up"), sorted(set(before) - set(after)))


async def _announce(
    actor: Actor, years: list[int], days: list[date], command: str, *, now: datetime
) -> None:
    by = None if actor is ITSELF else actor.person_id
    version = await stored.next_version(by=by, now=now)
    event = CalendarChanged(CALENDAR, version, years, [day.isoformat() for day in days])
    await record(event, Deed(actor=actor, now=now, command=command, command_id=uuid4()))
