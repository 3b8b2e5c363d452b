"""Where things are: the nearest, a position on a visit, and what the office can do with it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Locator, expect

from backend.enterprises.models import Enterprise
from backend.kernel.place import Place, PlaceSource, place_in
from backend.visits.models import Visit
from tests.e2e.app import SLOW_MS, App
from tests.e2e.conftest import Town
from tests.fixtures.chromium import DESK, NewPhone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

HERE = {"latitude": 33.735, "longitude": 113.33, "accuracy": 12}
NEAR = {"天润机械": 33.80, "禾墨盈服装": 33.7351, "安泰粮油": 33.736}  # degrees north
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
SAID = "北纬 33.73500°，东经 113.33000°"
COUNTS_QUESTIONS = """
window.asked = 0
window.answered = 0
for (const way of ['getCurrentPosition', 'watchPosition']) {
  const own = navigator.geolocation[way].bind(navigator.geolocation)
  navigator.geolocation[way] = (take, ...rest) => {
    window.asked += 1
    return own((fix) => { take(fix); window.answered += 1 }, ...rest)
  }
}"""


@pytest.fixture
async def scattered(town: Town) -> Town:
    """The officer's enterprises, each with a place of its own."""
    for enterprise in town.enterprises:
        at = NEAR[enterprise.name]
        await Enterprise.filter(id=enterprise.id).update(lat_deg=at, lng_deg=113.33)
    return town


async def officer(new_phone: NewPhone, served: Served, town: Town, **options: Any) -> App:
    phone = await new_phone("officer", **options)
    await phone.add_init_script(COUNTS_QUESTIONS)
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    return app


def nearest(app: App) -> Locator:
    return app.page.get_by_role("heading", name="离您最近").locator("xpath=following::ul[1]/li")


async def test_the_nearest_stand_on_top_where_the_position_was_allowed_before(
    new_phone: NewPhone, served: Served, scattered: Town
) -> None:
    allowed = {"geolocation": HERE, "permissions": ["geolocation"]}
    app = await officer(new_phone, served, scattered, **allowed)
    await app.page.wait_for_function("window.answered > 0")
    await app.link("天润机械").first.click()
    await expect(app.page.get_by_role("heading", name="天润机械")).to_be_visible(timeout=SLOW_MS)
    await app.page.go_back()  # a position that came while the list was read is for the next time

    await expect(nearest(app)).to_contain_text(["禾墨盈服装", "安泰粮油"], timeout=SLOW_MS)

    await app.link("记走访").click()  # the picker opens by itself: it has no enterprise yet
    await expect(app.page.get_by_role("dialog")).to_be_visible(timeout=SLOW_MS)
    await expect(nearest(app)).to_contain_text(["禾墨盈服装", "安泰粮油"], timeout=SLOW_MS)
    await expect(app.page.get_by_role("button", name="看离我最近的")).to_have_count(0)
    await nearest(app).first.get_by_role("button").click()
    await expect(app.talk).to_be_visible()


async def test_nobody_is_asked_until_they_tap(
    new_phone: NewPhone, served: Served, scattered: Town
) -> None:
    app = await officer(new_phone, served, scattered, geolocation=HERE)
    await app.goto("/visits/new")
    offer = app.page.get_by_role("button", name="看离我最近的")
    await expect(offer).to_contain_text("只在这部手机里算，不发送", timeout=SLOW_MS)
    assert await app.page.evaluate("window.asked") == 0
    await expect(app.page.get_by_role("heading", name="离您最近")).to_have_count(0)

    await app.page.context.grant_permissions(["geolocation"])
    await offer.click()

    await expect(nearest(app)).to_contain_text(["禾墨盈服装", "安泰粮油"], timeout=SLOW_MS)
    await expect(offer).to_have_count(0)


async def test_a_position_refused_is_an_answer(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    app = await officer(new_phone, served, town)  # a headless browser refuses for the person
    await app.open_visit()
    await app.fill_visit()
    await app.button("添加").click()
    await expect(app.page.get_by_text("没允许，照样能发")).to_be_visible(timeout=SLOW_MS)
    await app.save()
    await app.shows_all_sent()

    assert place_in(vars(await Visit.get())) is None


async def test_the_office_reads_copies_and_maps_a_position(
    new_phone: NewPhone, served: Served, scattered: Town
) -> None:
    allowed = {"geolocation": HERE, "permissions": ["geolocation"]}
    app = await officer(new_phone, served, scattered, **allowed)
    await app.open_visit()
    await app.fill_visit()
    await app.button("添加").click()
    await expect(app.page.get_by_text("误差约 12 米")).to_be_visible(timeout=SLOW_MS)
    await app.save()
    await app.shows_all_sent()
    assert place_in(vars(await Visit.get())) == Place(33.735, 113.33, 12, PlaceSource.DEVICE)

    clipboard = ["clipboard-read", "clipboard-write"]
    desk = await App.opened(await new_phone("desk", **DESK, permissions=clipboard), served.url)
    await desk.sign_in(scattered.supervisor)
    await expect(desk.page.get_by_text(SAID)).to_be_visible(timeout=SLOW_MS)
    await expect(desk.page.get_by_text("手机定位 · 误差约 12 米 · WGS-84")).to_be_visible()
    await desk.button("复制坐标").click()
    await expect(desk.page.get_by_text("已复制")).to_be_visible()
    copied = await desk.page.evaluate("navigator.clipboard.readText()")
    assert copied == "33.73500, 113.33000 (WGS-84)"
    amap = await handed_over(desk, "高德地图")
    assert amap.startswith("https://uri.amap.com/marker?position=113.3")
    assert "33.735" not in amap  # a Chinese map draws GCJ-02

    phone = await App.opened(await new_phone("iphone", user_agent=IPHONE), served.url)
    await phone.sign_in(scattered.supervisor)
    await phone.link("天润机械").click()
    await expect(phone.page.get_by_text(SAID)).to_be_visible(timeout=SLOW_MS)
    own = await handed_over(phone, "手机自带地图")
    assert own.startswith("https://maps.apple.com/?ll=33.7")


async def handed_over(app: App, maps: str) -> str:
    """The address under which this map app would be opened."""
    await app.button("在地图里看").click()
    link = app.page.get_by_role("link", name=maps)
    await expect(link).to_be_visible(timeout=SLOW_MS)
    return str(await link.get_attribute("href"))
