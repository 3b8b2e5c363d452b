"""Calendar, periods and simulator on a phone: a change moves the date, also without a network."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from playwright.async_api import Page, expect

from backend.calendar import service as calendar
from backend.calendar.models import CalendarDay, CalendarYear
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import ZONE
from backend.people.models import Setting
from tests.e2e.app import stored
from tests.e2e.desk import PASSWORD, desk, knows_password, phone_of, sign_in
from tests.fixtures.chromium import NewPhone
from tests.world import make_actor

pytestmark = pytest.mark.browser

TUESDAY = datetime(2026, 11, 17, 10, tzinfo=ZONE)  # what the phone's clock shows
YEAR = """元旦：
2027-01-01 至 2027-01-03 休
春节：
2027-02-06 至 2027-02-12 休
2027-02-20 班
"""


@pytest.fixture(autouse=True)
async def calendar_known(admin: Actor) -> None:
    assert admin
    await calendar.seed(now=datetime(2026, 11, 1, tzinfo=UTC))


async def five_days_from_the_17th(page: Page) -> None:
    await page.goto("/simulator")
    await page.get_by_label("开始那天").fill("2026-11-17")
    await page.get_by_role("textbox", name="给多少时间").fill("5")


async def test_a_day_off_moves_the_date_that_the_phone_reckons_alone(
    new_phone: NewPhone, admin: Actor
) -> None:
    page = await desk(new_phone, admin, "settings")
    await page.clock.set_fixed_time(TUESDAY)
    await five_days_from_the_17th(page)
    await expect(page.get_by_text("11 月 21、22 日是周末，不算。")).to_be_visible()
    await expect(page.get_by_text("11 月 24 日 23:59 前办完")).to_be_visible()

    await page.goto("/calendar")
    await page.get_by_role("button", name="改一天").click()
    sheet = page.get_by_role("dialog", name="改一天")
    await sheet.get_by_label("哪一天").fill("2026-11-24")
    await sheet.get_by_role("radio", name="放假").check(force=True)
    await sheet.get_by_role("button", name="保存").click()
    await expect(sheet).to_have_count(0)
    await expect(page.get_by_text("11 月 24 日（周二）")).to_be_visible()
    assert (await CalendarDay.get(day=date(2026, 11, 24))).kind == "off"

    await stored(page)
    await page.context.set_offline(True)
    await five_days_from_the_17th(page)
    await expect(page.get_by_text("11 月 25 日 23:59 前办完")).to_be_visible()
    await expect(page.get_by_text("11 月 24 日是节假日，不算。")).to_be_visible()


async def test_a_year_is_imported_after_a_look_at_what_it_changes(
    new_phone: NewPhone, admin: Actor
) -> None:
    page = await desk(new_phone, admin, "settings")
    await page.clock.set_fixed_time(TUESDAY)
    await page.goto("/calendar")
    await page.get_by_role("button", name="导入一年").click()
    sheet = page.get_by_role("dialog", name="导入一年")
    await sheet.get_by_label("国务院办公厅的通知").fill(f"{YEAR}2027-03-01 班\n")
    await sheet.get_by_role("button", name="先看会改哪几天").click()
    await expect(sheet.get_by_text("2027-03-01")).to_be_visible()

    await sheet.get_by_label("国务院办公厅的通知").fill(YEAR)
    await sheet.get_by_role("button", name="先看会改哪几天").click()
    await expect(sheet.get_by_text("会改 11 天")).to_be_visible()
    assert not await CalendarYear.filter(year=2027).exists()
    await sheet.get_by_role("button", name="照这样导入").click()

    await expect(sheet).to_have_count(0)
    await expect(page.get_by_text("放假安排已有到 2027 年。")).to_be_visible()
    assert await CalendarYear.filter(year=2027).exists()


async def test_who_may_not_change_the_calendar_reads_it(new_phone: NewPhone) -> None:
    supervisor = await make_actor(Role.SUPERVISOR, name="陈监督")
    await knows_password(supervisor)
    page = await (await new_phone("office")).new_page()
    await sign_in(page, await phone_of(supervisor.person_id), PASSWORD)

    await page.clock.set_fixed_time(TUESDAY)
    await page.goto("/me")
    await page.get_by_role("link", name="工作日历").click()
    await expect(page.get_by_text("10 月 1 日（周四）")).to_be_visible()
    await expect(page.get_by_role("button", name="改一天")).to_have_count(0)


async def test_the_periods_are_edited_one_by_one(new_phone: NewPhone, admin: Actor) -> None:
    page = await desk(new_phone, admin, "settings")
    await page.get_by_role("button", name="各环节的办理期限").click()
    sheet = page.get_by_role("dialog", name="各环节的办理期限")
    await sheet.get_by_role("textbox", name="一般件").fill("10")
    await sheet.get_by_role("button", name="保存").click()

    await expect(sheet).to_have_count(0)
    await expect(page.get_by_text("一般件 10 个工作日")).to_be_visible()
    kept = (await Setting.get(key="deadline_rules")).value["is"]
    assert (kept["normal"], kept["urgent_24h"]) == ("10wd", "24h")
