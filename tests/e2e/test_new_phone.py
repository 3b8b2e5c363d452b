"""A phone on which nobody was in yet: whose app it is, and what it keeps for how long."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from backend.people.models import Setting
from backend.people.settings import packed
from tests.e2e.app import SLOW_MS, App
from tests.e2e.conftest import Town
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served
from tests.world import LONG_AGO

pytestmark = pytest.mark.browser

DISTRICT = {
    "district_name": "卫东区",
    "hotline": "0375-1234567",
    "retention_months_of_positions": 36,
    "retention_years_of_photos": 7,
}


async def test_it_names_the_district_and_what_is_kept_for_how_long(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    for key, value in DISTRICT.items():
        await Setting.create(key=key, value=packed(value), changed_at=LONG_AGO)
    app = await App.opened(await new_phone(), served.url, "/sign-in")
    await expect(app.page.get_by_text("卫东区营商环境监督")).to_be_visible(timeout=SLOW_MS)

    await app.goto("/privacy")
    for words in (
        served.url.removeprefix("http://"),
        "照片送到后至少 7 年删不掉",
        "走访照片的位置：36 个月后清除",
        "照片自己带着的拍摄时间和位置，读出来随照片送到",
        "30 天不用要重新登录",
        "打电话 0375-1234567",
    ):
        await expect(app.page.get_by_text(words)).to_be_visible(timeout=SLOW_MS)
    await expect(app.page.get_by_text("12 个月")).to_have_count(0)

    await app.goto("/sign-in")
    await app.sign_in(town.officer)
    await app.open_visit()
    await expect(app.page.get_by_text("只记这一个点，36 个月后清除。")).to_be_visible()
    await app.goto("/privacy")
    await expect(app.page.get_by_text("走访照片的位置：36 个月后清除")).to_be_visible()
