"""One's own photos afterwards: thumbnails without a network, compared with what was sealed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from backend.evidence.models import Photo
from tests.e2e.app import PHOTOS, SLOW_MS, App
from tests.e2e.conftest import NAMES, Town
from tests.e2e.inside import on_phone
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

TWO = [PHOTOS / "orientation/landscape_1.jpg", PHOTOS / "gps/DSCN0010.jpg"]
SHOWN = """() => [...document.querySelectorAll('li.photo img')]
  .every((img) => img.complete && img.naturalWidth > 0 && img.src.startsWith('blob:'))"""


async def thumbnails_are_here(app: App, town: Town) -> None:
    """The worker has drawn them, and the phone has fetched them after its list."""
    person_id = town.officer.actor.person_id
    while len(await on_phone(app.page, person_id, "thumbs")) < len(TWO):
        await app.goto("/reports")
        await expect(app.link(NAMES[0]).first).to_be_visible(timeout=SLOW_MS)


def photos_of(app: App) -> Locator:
    return app.page.locator("li.photo img")


async def test_own_photos_are_seen_without_a_network_and_compared_with_one(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.write_visit(NAMES[0], photos=TWO)
    await app.shows_all_sent()
    await thumbnails_are_here(app, town)

    await app.page.context.set_offline(True)
    await app.goto("/reports")
    await app.link(NAMES[0]).first.click()  # never opened before: its whole is here all the same
    await expect(app.page.get_by_text("周敏")).to_be_visible()
    await expect(photos_of(app)).to_have_count(2)
    await app.page.wait_for_function(SHOWN)
    await app.button("看大图：照片 1").click()
    await expect(app.page.get_by_text("大图没取到，这是小图。联网后再看。")).to_be_visible()
    await app.button("收起").click()
    await app.button("核对是否与拍摄时一致").click()
    await expect(app.page.get_by_text("2 张照片还没核对，连上网络再看")).to_be_visible()

    await app.go_online()
    await app.button("再核对一次").click()
    await expect(app.page.get_by_text("2 张照片与拍摄时一致")).to_be_visible(timeout=SLOW_MS)

    second = await Photo.get(position=1)
    (tmp_path / "objects" / second.key).write_bytes(TWO[0].read_bytes()[: second.size_bytes])
    await app.page.reload()  # another day
    await app.button("核对是否与拍摄时一致").click()
    await expect(app.page.get_by_text("第 2 张对不上")).to_be_visible(timeout=SLOW_MS)
    await expect(app.page.get_by_text("1 张照片与拍摄时一致")).to_be_visible()

    await app.goto("/me")
    await app.button("退出登录").click()
    await expect(app.button("登录")).to_be_visible()
    assert await on_phone(app.page, town.officer.actor.person_id, "thumbs") == []
