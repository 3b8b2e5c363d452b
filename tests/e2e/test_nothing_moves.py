"""Nothing moves under the thumb: a page keeps its places while its parts come one by one."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from backend.enterprises.models import Enterprise
from tests.e2e.app import SLOW_MS, App
from tests.e2e.conftest import Town
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

# Shifts without a touch just before, each with its share of the screen and what moved.
NOTE_SHIFTS = """
window.shifts = []
new PerformanceObserver((list) => {
  for (const { hadRecentInput, value, sources } of list.getEntries())
    if (!hadRecentInput) window.shifts.push([value, sources[0]?.node?.outerHTML?.slice(0, 80)])
}).observe({ type: 'layout-shift', buffered: true })
"""
NOTE_POSITIONS = """
window.positions = 0
const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation)
navigator.geolocation.getCurrentPosition = (take, ...rest) =>
  ask((fix) => { take(fix); window.positions += 1 }, ...rest)
"""
LEAST = 0.005  # of the screen; less is a line that wraps anew


async def test_a_page_keeps_its_places_while_its_parts_come(
    new_phone: NewPhone, town: Town, served: Served
) -> None:
    phone = await new_phone()
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.write_visit()
    await app.shows_all_sent()
    page = app.page
    await app.goto("/enterprises")
    await page.wait_for_load_state("networkidle")  # what was sent is among the reports on the phone
    await phone.add_init_script(NOTE_SHIFTS)

    await nothing_moves(app, "/enterprises", page.get_by_role("heading", name="最近去过"))
    await nothing_moves(app, "/visits/new", page.get_by_role("heading", name="您包联的"))
    await nothing_moves(app, "/me", page.get_by_text("这部手机", exact=True))


async def test_a_position_that_comes_late_moves_no_row(
    new_phone: NewPhone, town: Town, served: Served
) -> None:
    for at, enterprise in enumerate(town.enterprises):
        await Enterprise.filter(id=enterprise.id).update(lat_deg=33.7 + at / 100, lng_deg=113.33)
    here = {"latitude": 33.7, "longitude": 113.33}
    phone = await new_phone(geolocation=here, permissions=["geolocation"])
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await phone.add_init_script(NOTE_SHIFTS + NOTE_POSITIONS)

    await nothing_moves(app, "/enterprises", app.page.get_by_role("heading", name="按街道"))
    await app.page.wait_for_function("window.positions > 0")
    assert await noted(app.page) == []

    await nothing_moves(app, "/visits/new", app.page.get_by_role("heading", name="您包联的"))
    await app.page.wait_for_function("window.positions > 0")
    assert await noted(app.page) == []
    await app.button("看离我最近的").click()
    await expect(app.page.get_by_role("heading", name="离您最近")).to_be_visible()


async def nothing_moves(app: App, path: str, last: Locator) -> None:
    """``last`` comes last on the page."""
    await app.goto(path)
    await expect(last).to_be_visible(timeout=SLOW_MS)
    await app.page.wait_for_load_state("networkidle")
    assert await noted(app.page) == [], path


async def noted(page: Page) -> list[tuple[float, str]]:
    # the observer is told after the frame in which something moved
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    shifts: list[tuple[float, str]] = await page.evaluate("window.shifts")
    return [shift for shift in shifts if shift[0] >= LEAST]
