"""What a browser lacks is not needed: no service worker, locks, OffscreenCanvas, crypto.subtle.

One that is too old for the app is told so.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Route, expect

from tests.e2e.app import PHOTOS, SLOW_MS, TALK, App
from tests.e2e.conftest import Town
from tests.e2e.inside import arrived, photos_on_phone
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

PICTURES = [PHOTOS / "orientation/portrait_6.jpg", PHOTOS / "gps/DSCN0010.jpg"]
LESS_THAN_A_LEASE_MS = 5_000
WITHOUT = """
delete Navigator.prototype.serviceWorker
delete Navigator.prototype.locks
delete window.OffscreenCanvas
delete Crypto.prototype.subtle
"""
LEFT = """['serviceWorker' in navigator, 'locks' in navigator, 'OffscreenCanvas' in window,
  'subtle' in crypto]"""


async def test_as_a_plain_page_form_draft_photo_and_sending_work(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    person = town.officer.actor.person_id
    phone = await new_phone()
    await phone.add_init_script(WITHOUT)
    app = await App.opened(phone, served.url)
    assert await app.page.evaluate(LEFT) == [False] * 4
    await app.sign_in(town.officer)
    await app.open_visit()
    await app.fill_visit(photos=PICTURES)
    taken = await photos_on_phone(app.page, person)

    await app.page.reload()
    await expect(app.talk).to_have_value(TALK)
    await expect(app.kept_photos).to_have_count(2)
    await phone.set_offline(True)
    await app.save()
    await app.shows_waiting(1)
    await phone.set_offline(False)
    await app.button("返回").click()
    await expect(app.strip).to_contain_text("已同步", timeout=SLOW_MS)

    there = await arrived(tmp_path)
    assert there.talks == [TALK]
    assert there.photos == taken


async def test_reloaded_while_it_sends_a_plain_page_goes_on_at_once(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    """Without locks the page holds a lease; its former self's does not keep it waiting."""
    phone = await new_phone()
    await phone.add_init_script(WITHOUT)
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.open_visit()
    await app.fill_visit(photos=PICTURES)
    holds = asyncio.Event()
    hung: list[Route] = []

    async def hang(route: Route) -> None:
        hung.append(route)
        holds.set()

    await app.page.route("**/photos/*", hang)
    await app.save()
    await asyncio.wait_for(holds.wait(), SLOW_MS / 1000)
    await app.page.unroute("**/photos/*")
    await app.page.reload()
    await app.button("返回").click()

    await expect(app.strip).to_contain_text("已同步", timeout=LESS_THAN_A_LEASE_MS)
    assert (await arrived(tmp_path)).talks == [TALK]


async def test_a_part_that_cannot_be_fetched_is_said_and_comes_with_the_network(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    """Nothing is reloaded while nobody answers: an error page would take the place of the app."""
    phone = await new_phone()
    await phone.add_init_script(WITHOUT)
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.goto("/me")
    await expect(app.link("能力检查")).to_be_visible()
    await app.page.evaluate("window.sameDocument = true")
    unreached = app.page.get_by_text("没有网络，这一部分还没存到这部手机。")
    part = app.page.get_by_role("heading", name="能力检查")

    await phone.set_offline(True)
    await app.link("能力检查").click()
    await expect(unreached).to_be_in_viewport()
    await app.button("再试").click()
    await expect(unreached).to_be_in_viewport()
    assert await app.page.evaluate("window.sameDocument")

    await phone.set_offline(False)
    await app.button("再试").click()
    await app.page.wait_for_function("!window.sameDocument")
    await app.link("能力检查").click()
    await expect(part).to_be_visible()


async def test_a_browser_that_is_too_old_is_told_so_and_that_its_letters_stay(
    new_phone: NewPhone, served: Served
) -> None:
    phone = await new_phone()
    await phone.add_init_script("delete window.structuredClone")
    page = await phone.new_page()
    await page.goto(served.url)
    await expect(page.get_by_role("heading", name="这个浏览器太旧，打不开包联通")).to_be_visible()
    await expect(page.get_by_text("以前在这部手机上写的内容都还在")).to_be_visible()
    await expect(page.get_by_label("手机号")).to_have_count(0)
