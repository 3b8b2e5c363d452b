"""The calendar as data: seeded, changed by the office, imported with a dry run first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from backend.calendar import queries, service
from backend.calendar.access import OFFICE, TABLE, Action
from backend.calendar.models import CalendarDay, CalendarVersion, CalendarYear
from backend.kernel.access import allows
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.kernel.refusal import Refusal
from tests.calendar.chinese import KNOWN

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
ADMIN = Actor(uuid4(), uuid4(), Role.ADMIN)
NOTICE = """
2027 年部分节假日安排：
2027-01-01 至 2027-01-03 休
2027年2月5日至2027年2月11日 放假
2027-02-14,班
2027/02/20	调休上班
# 其余以后补
"""

pytestmark = pytest.mark.usefixtures("database")


async def test_a_new_database_knows_the_published_years() -> None:
    days = await queries.working_days()
    assert (days.version, days.known_until) == (1, date(2026, 12, 31))
    assert {d for d in days.days_off if d.year >= 2024} == KNOWN.days_off
    assert {d for d in days.make_up_days if d.year >= 2024} == KNOWN.make_up_days
    assert min(days.days_off).year == 2004
    assert await LedgerEvent.all().count() == 0


async def test_seeding_again_leaves_everything_as_the_office_has_it() -> None:
    await service.change_day(ADMIN, date(2026, 12, 25), "off", now=NOW)
    assert await service.seed(now=NOW) == 0
    assert (await queries.working_days()).version == 2
    assert await CalendarDay.exists(day=date(2026, 12, 25))


async def test_a_release_that_knows_a_further_year_announces_it() -> None:
    await CalendarDay.filter(year=2026).delete()
    await CalendarYear.filter(year=2026).delete()
    assert await service.seed(now=NOW) == 1
    event = await LedgerEvent.get(name="calendar.changed")
    assert event.facts["years"] == [2026]
    assert "2026-10-01" in event.facts["days"]
    assert (await queries.working_days()).version == event.facts["version"] == 2


async def test_a_day_is_changed_back_and_forth_each_time_a_version() -> None:
    day = date(2026, 12, 25)
    for kind, working in (("off", False), ("off", False), (None, True)):
        await service.change_day(ADMIN, day, kind, now=NOW)  # type: ignore[arg-type]
        assert (await queries.working_days()).is_working(day) is working
    assert await CalendarVersion.all().count() == 3
    events = await LedgerEvent.filter(name="calendar.changed").order_by("happened_at")
    assert [event.facts["days"] for event in events] == [["2026-12-25"]] * 2


async def test_a_year_is_tried_first_and_then_imported() -> None:
    assert (await queries.working_days()).is_provisional(date(2027, 2, 8))
    for dry_run in (True, False):
        report = await service.import_year(ADMIN, 2027, NOTICE, dry_run=dry_run, now=NOW)
        assert (len(report.off), report.ordinary) == (10, [])
        assert report.make_up == [date(2027, 2, 14), date(2027, 2, 20)]
        assert await CalendarYear.exists(year=2027) is not dry_run
    days = await queries.working_days()
    assert (days.version, days.known_until) == (2, date(2027, 12, 31))
    assert days.is_working(date(2027, 2, 14))
    assert not days.is_working(date(2027, 2, 8))
    assert (await LedgerEvent.get(name="calendar.changed")).facts["years"] == [2027]


async def test_an_import_again_says_what_it_takes_away() -> None:
    await service.import_year(ADMIN, 2027, NOTICE, dry_run=False, now=NOW)
    same = await service.import_year(ADMIN, 2027, NOTICE, dry_run=False, now=NOW)
    assert same.days == []
    less = await service.import_year(ADMIN, 2027, "2027-01-01 休", dry_run=False, now=NOW)
    assert (less.off, less.make_up, len(less.ordinary)) == ([], [], 11)
    assert (await queries.working_days()).version == 3


@pytest.mark.parametrize(
    ("year", "text", "code", "facts"),
    [
        (2027, "", "calendar_empty", {}),
        (2027, "2027-02-14 班", "calendar_empty", {}),
        (2027, "2027-02-05", "calendar_line", {"line": 1}),
        (2027, "\n2027-02-30 休", "calendar_line", {"line": 2}),
        (2027, "2027-02-11 至 2027-02-05 休", "calendar_line", {}),
        (2027, "2027-01-01 至 2027-12-31 休", "calendar_line", {}),
        (2027, "2027-02-05 睡", "calendar_line", {}),
        (2027, "2028-02-05 休", "calendar_day_wrong", {"day": "2028-02-05"}),
        (2027, "2027-02-05 休\n2027-02-05 休", "calendar_day_wrong", {"line": 2}),
        (2027, "2027-02-08 班", "calendar_day_wrong", {"day": "2027-02-08"}),
        (2028, "2028-02-05 休", "calendar_year_gap", {"next": 2027}),
        (2027, "休" * 20_001, "calendar_too_long", {}),
    ],
)
async def test_what_is_no_notice_is_refused_with_its_line(
    year: int, text: str, code: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(Refusal) as no:
        await service.import_year(ADMIN, year, text, dry_run=False, now=NOW)
    assert no.value.code == code
    assert facts.items() <= no.value.facts.items()
    assert no.value.message
    assert await CalendarVersion.all().count() == 1


async def test_a_day_must_be_of_a_known_year_and_a_made_up_one_of_a_week_end() -> None:
    for day, kind, code in (
        (date(2027, 1, 1), "off", "calendar_year_unknown"),
        (date(2026, 12, 25), "make_up", "calendar_weekday"),
    ):
        with pytest.raises(Refusal) as no:
            await service.change_day(ADMIN, day, kind, now=NOW)  # type: ignore[arg-type]
        assert no.value.code == code


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("bundles", [frozenset[str](), frozenset({OFFICE})])
async def test_admins_and_the_office_change_it_nobody_else(
    role: Role, bundles: frozenset[str]
) -> None:
    actor = Actor(uuid4(), uuid4(), role, bundles=bundles)
    may = role is Role.ADMIN or (role is Role.SUPERVISOR and OFFICE in bundles)
    assert allows(TABLE, actor, Action.CHANGE_CALENDAR, None) is may
    if may:
        return
    soon = date(2026, 12, 25)
    for deed in (
        service.change_day(actor, soon, "off", now=NOW),
        service.import_year(actor, 2027, NOTICE, dry_run=True, now=NOW),
        queries.years(actor),
    ):
        with pytest.raises(Refusal) as no:
            await deed
        assert no.value.code == "not_allowed"


async def test_the_calendar_is_read_again_only_when_it_changed() -> None:
    first = await queries.working_days()
    assert await queries.working_days() is first
    await service.change_day(ADMIN, date(2026, 12, 25), "off", now=NOW + timedelta(hours=1))
    assert (await queries.working_days()).version == 2
