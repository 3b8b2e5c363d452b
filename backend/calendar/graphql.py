"""The calendar at the GraphQL edge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Annotated

import strawberry

from backend.calendar import models, queries, service
from backend.calendar.notice import Kind
from backend.calendar.rules import WorkingDays as Calendar
from backend.kernel.civil import civil_date
from backend.kernel.graphql import Info, Ok, OkResult, Refused


@strawberry.enum(description="一天不是星期几说的那样：放假，或调休上班；平常日按星期几。")
class DayKind(Enum):
    OFF = "off"
    MAKE_UP = "make_up"
    ORDINARY = "ordinary"


KEPT: Mapping[DayKind, Kind | None] = {
    DayKind.OFF: "off",
    DayKind.MAKE_UP: "make_up",
    DayKind.ORDINARY: None,
}


@strawberry.type(
    description="工作日历的一个版本，只含去年起的日子：手机用它自己算期限和颜色。"
    "knownUntil 以后按周一到周五算，是暂定。"
)
class WorkingDays:
    version: int
    known_until: date
    days_off: list[date]
    make_up_days: list[date]

    @classmethod
    def of(cls, calendar: Calendar, *, since: date) -> WorkingDays:
        return cls(
            version=calendar.version,
            known_until=calendar.known_until,
            days_off=sorted(day for day in calendar.days_off if day >= since),
            make_up_days=sorted(day for day in calendar.make_up_days if day >= since),
        )


@strawberry.type
class CalendarYear:
    year: int
    source: str
    imported_at: datetime

    @classmethod
    def of(cls, row: models.CalendarYear) -> CalendarYear:
        return cls(year=row.year, source=row.source, imported_at=row.imported_at)


@strawberry.type
class CalendarYears:
    items: list[CalendarYear]


@strawberry.type(description="导入会改动的日子，按改后的样子分。")
class CalendarYearReport:
    year: int
    off: list[date]
    make_up: list[date]
    ordinary: list[date]
    applied: bool


WorkingDaysResult = Annotated[WorkingDays | Refused, strawberry.union("WorkingDaysResult")]
CalendarYearsResult = Annotated[CalendarYears | Refused, strawberry.union("CalendarYearsResult")]
CalendarYearReportResult = Annotated[
    CalendarYearReport | Refused, strawberry.union("CalendarYearReportResult")
]


@strawberry.type
class CalendarQuery:
    @strawberry.field
    async def working_days(self, info: Info) -> WorkingDaysResult:
        info.context.signed_in()
        since = date(civil_date(info.context.now).year - 1, 1, 1)
        return WorkingDays.of(await queries.working_days(), since=since)

    @strawberry.field
    async def calendar_years(self, info: Info) -> CalendarYearsResult:
        rows = await queries.years(info.context.signed_in())
        return CalendarYears(items=[CalendarYear.of(row) for row in rows])


@strawberry.type
class CalendarMutation:
    @strawberry.mutation
    async def change_calendar_day(self, info: Info, day: date, kind: DayKind) -> OkResult:
        context = info.context
        await service.change_day(context.signed_in(), day, KEPT[kind], now=context.now)
        return Ok()

    @strawberry.mutation
    async def import_calendar_year(
        self, info: Info, year: int, text: str, dry_run: bool
    ) -> CalendarYearReportResult:
        context = info.context
        report = await service.import_year(
            context.signed_in(), year, text, dry_run=dry_run, now=context.now
        )
        return CalendarYearReport(
            year=report.year,
            off=report.off,
            make_up=report.make_up,
            ordinary=report.ordinary,
            applied=not dry_run,
        )
