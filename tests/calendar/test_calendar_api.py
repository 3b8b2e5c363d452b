"""The calendar over the API: what the phone keeps, and what the office's page does."""

from __future__ import annotations

from tests.people.conftest import (
    Browser,
    Browsers,
    District,
    browser,
    district,
    office,
    quick_hashes,
)

__all__ = ["browser", "district", "office", "quick_hashes"]


async def test_the_phone_gets_what_it_needs_from_last_year_on(
    browser: Browsers, district: District
) -> None:
    phone = browser()
    await phone.sign_in(district.person.phone)
    phone.grant = district.liaison
    got = await phone.send("calendar/WorkingDays")
    assert (got["version"], got["knownUntil"]) == (1, "2026-12-31")
    assert got["daysOff"][0] == "2025-01-01"
    assert "2026-10-10" in got["makeUpDays"]
    assert (await phone.send("calendar/CalendarYears"))["code"] == "not_allowed"


async def test_the_office_tries_imports_and_edits(office: Browser) -> None:
    text = "2027-01-01 至 2027-01-03 休"
    tried = await office.send("calendar/ImportCalendarYear", year=2027, text=text, dryRun=True)
    assert (tried["off"], tried["applied"]) == (["2027-01-01", "2027-01-02", "2027-01-03"], False)
    await office.send("calendar/ImportCalendarYear", year=2027, text=text, dryRun=False)
    listed = await office.send("calendar/CalendarYears")
    assert [year["year"] for year in listed["items"]][:2] == [2027, 2026]
    for kind in ("OFF", "ORDINARY"):
        done = await office.send("calendar/ChangeCalendarDay", day="2027-03-01", kind=kind)
        assert done["ok"] is True
    assert (await office.send("calendar/WorkingDays"))["version"] == 4


async def test_an_impossible_year_is_refused(office: Browser) -> None:
    for year in (0, -1, 9999, 2**31 - 1):
        refused = await office.send(
            "calendar/ImportCalendarYear", year=year, text="2027-01-01 休", dryRun=False
        )
        assert refused["remedy"] == "FIX"
