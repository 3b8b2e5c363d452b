"""我的: devices that are not mine, another role, another language; and one visit on one sheet."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from backend.kernel.actor import Role
from tests.e2e.app import PHOTOS, SLOW_MS, TALK, App
from tests.e2e.conftest import NAMES, Town
from tests.fixtures.chromium import NewPhone
from tests.fixtures.phone import Phone
from tests.fixtures.server import Served
from tests.world import DISTRICT, grant_of

pytestmark = [pytest.mark.browser, pytest.mark.online]

NINE = [PHOTOS / f"orientation/landscape_{n}.jpg" for n in range(1, 9)] + [
    PHOTOS / "gps/DSCN0010.jpg"
]


async def signed_in(new_phone: NewPhone, served: Served, town: Town, path: str = "/me") -> App:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.goto(path)
    return app


async def test_a_device_that_is_not_mine_is_signed_out_and_this_one_stays(
    new_phone: NewPhone, served: Served, town: Town, elsewhere: Phone
) -> None:
    await elsewhere.sign_in(town.officer.actor)
    app = await signed_in(new_phone, served, town)
    await app.button("不是我的").click()
    await app.button("让它退出").click()
    await expect(app.page.get_by_text("已让这部设备退出")).to_be_visible()
    await expect(app.button("不是我的")).to_have_count(0)

    gone = await elsewhere.post("Me", {})
    assert gone["data"]["me"]["code"] == "sign_in_needed", gone
    await app.page.reload()
    await expect(app.page.get_by_text("这部手机")).to_be_visible()


async def test_who_has_two_roles_chooses_the_one_they_act_in(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    await grant_of(town.officer.actor.person_id, Role.SUPERVISOR, region=DISTRICT)
    app = await signed_in(new_phone, served, town)
    homes = {"包联干部": "我的企业", "监督室": "审核"}
    now = app.page.get_by_role("main").get_by_text(re.compile("^(包联干部|监督室) · "))
    began = (await now.inner_text()).split(" · ")[0]
    for role, home in sorted(homes.items(), key=lambda one: one[0] == began):
        await app.goto("/me")
        await app.button("换身份").click()
        await app.page.get_by_role("dialog").get_by_text(role).click()
        await expect(app.page.get_by_role("heading", name=home)).to_be_visible(timeout=SLOW_MS)
        await app.goto("/")  # also the next time it is opened
        await expect(app.page.get_by_role("heading", name=home)).to_be_visible(timeout=SLOW_MS)


async def test_in_english_from_now_on_and_back(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    app = await signed_in(new_phone, served, town)
    await app.page.get_by_label("English").check(force=True)
    await expect(app.page.get_by_role("heading", name="Me", exact=True)).to_be_visible()
    await app.page.reload()
    await expect(app.page.get_by_role("heading", name="Me", exact=True)).to_be_visible()
    await expect(app.page.locator("html")).to_have_attribute("lang", "en")
    await expect(app.page.get_by_role("main")).not_to_contain_text("我的设备")
    await app.page.get_by_label("中文").check(force=True)
    await expect(app.page.get_by_role("heading", name="我的", exact=True)).to_be_visible()


async def test_a_visit_with_nine_photos_prints_on_one_page(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    app = await signed_in(new_phone, served, town, "/enterprises")
    await app.write_visit(NAMES[0], photos=NINE)
    await app.shows_all_sent()
    await app.goto("/reports")
    await app.link(NAMES[0]).first.click()
    photos = app.page.locator("li.photo img")
    await expect(photos).to_have_count(len(NINE), timeout=SLOW_MS)
    await app.page.wait_for_function(
        "() => [...document.querySelectorAll('li.photo img')].every((one) => one.complete)"
    )
    await app.page.emulate_media(media="print")
    await expect(app.page.get_by_text(TALK)).to_be_visible()
    await expect(app.button("打印")).to_be_hidden()
    paper = await app.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
