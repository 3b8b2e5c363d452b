"""Solved on the spot: the enterprise confirms on its own phone; the officer does not see how."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from backend.intake.models import OneTimeLink, Rating
from backend.intake.rules import Grade
from tests.e2e.app import SLOW_MS, App
from tests.e2e.bad_network import BadNetwork
from tests.e2e.conftest import Town
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

PROBLEM, DONE = "配电房跳闸，一条线停了。", "当场换了保险丝，已送电。"


async def solved_on_the_spot(app: App) -> None:
    """A visit with one problem that is over, kept on the phone."""
    await app.open_visit()
    await app.fill_visit()
    await app.button("加一个问题").click()
    sheet = app.page.get_by_role("dialog")
    await sheet.get_by_label("什么问题").fill(PROBLEM)
    await sheet.get_by_label("当场解决了").check(force=True)  # drawn by its label
    await sheet.get_by_label("怎么解决的").fill(DONE)
    await sheet.get_by_label("周敏").check(force=True)
    await sheet.get_by_role("button", name="放进这次走访").click()
    await app.save()


async def test_offered_at_once_waits_for_the_network_and_is_answered_unseen(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    phone = await new_phone("officer")
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.go_offline()
    await solved_on_the_spot(app)
    await app.page.get_by_role("button", name="请企业确认").click()
    await expect(app.page.get_by_text("这次走访还在这部手机里")).to_be_visible()
    await expect(app.page.get_by_text("30 天内都可以")).to_be_visible()

    await app.go_online()
    ask = app.button("请企业确认")
    await expect(ask).to_be_visible(timeout=SLOW_MS)
    await expect(app.page.get_by_text("还没请企业确认。")).to_be_visible()
    await ask.click()
    sheet = app.page.get_by_role("dialog")
    code = sheet.get_by_alt_text("请对方确认用的二维码")
    await expect(code).to_be_visible(timeout=SLOW_MS)
    assert await code.evaluate("(image) => image.decode().then(() => image.naturalWidth > 0)")
    await sheet.get_by_role("button", name="收起").click()

    await phone.set_offline(True)  # it was made: it is shown again without a network
    await app.page.reload()
    await ask.click()
    await expect(code).to_be_visible()
    link = await sheet.get_by_text("/p/c/").inner_text()
    assert await OneTimeLink.all().count() == 1
    await app.go_online()

    theirs = await (await new_phone("enterprise")).new_page()
    await theirs.goto(served.url + link[link.index("/p/c/") :])
    await expect(theirs.get_by_text(PROBLEM)).to_be_visible()
    await theirs.get_by_label("基本满意").check()
    await theirs.get_by_role("button", name="提交评价").click()
    await expect(theirs.get_by_text("您的评价已收下")).to_be_visible()

    await expect(sheet.get_by_role("heading", name="企业已答复")).to_be_visible(timeout=90_000)
    await expect(sheet.get_by_text("评价您看不到")).to_be_visible()
    assert (await Rating.get()).grade is Grade.MOSTLY
    await sheet.get_by_role("button", name="好", exact=True).click()
    await expect(ask).to_have_count(0)
    await expect(app.page.get_by_text("满意")).to_have_count(0)


async def test_without_a_network_and_a_link_it_says_what_to_do(
    new_phone: NewPhone, served: Served, town: Town, network: BadNetwork
) -> None:
    app = await App.opened(await new_phone(**network.options), served.url)
    await app.sign_in(town.officer)
    await solved_on_the_spot(app)
    await app.page.get_by_role("button", name="请企业确认").click()
    await expect(app.page.get_by_text("还没请企业确认。")).to_be_visible(timeout=SLOW_MS)

    network.cut = True
    await app.button("请企业确认").click()
    sheet = app.page.get_by_role("dialog")
    await expect(sheet.get_by_text("没有网络，链接生成不了。")).to_be_visible(timeout=SLOW_MS)
    await expect(sheet.get_by_text("30 天内都可以")).to_be_visible()
    network.cut = False
    await sheet.get_by_role("button", name="再试一次").click()
    await expect(sheet.get_by_alt_text("请对方确认用的二维码")).to_be_visible(timeout=SLOW_MS)
