"""The form of a visit in one hand: photos put in order, several drafts, and what it warns of."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Error, expect

from backend.enterprises.models import QuietDay
from backend.people.models import Setting
from backend.people.settings import packed
from backend.visits.models import Visit, VisitRevision
from tests.e2e.app import PHOTOS, SLOW_MS, TALK, App
from tests.e2e.conftest import NAMES, Town
from tests.e2e.inside import arrived, on_phone
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served
from tests.world import LONG_AGO

pytestmark = pytest.mark.browser

PICTURES = [PHOTOS / f"orientation/landscape_{n}.jpg" for n in (1, 2, 3)]
SCROLL_NOTED = "() => JSON.parse(localStorage.getItem('blt-open-form') ?? '{}').scrollPx > 200"
HERE = timezone(timedelta(hours=8))


async def order_kept(app: App, town: Town) -> list[str]:
    """The photos of the one draft, as the phone has them."""
    (draft,) = await on_phone(app.page, town.officer.actor.person_id, "drafts")
    ids: list[str] = draft["value"]["photoIds"]
    return ids


async def the_page_is_killed(app: App) -> None:
    """As the system does to a page that it needs the room of."""
    async with app.page.expect_event("crash"):
        with pytest.raises(Error):
            await app.page.goto("chrome://crash")
    await app.page.close()


async def test_photos_in_order_and_two_drafts_that_outlive_the_page(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    phone = await new_phone()
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.open_visit(NAMES[0])
    await app.fill_visit(photos=PICTURES)
    one, two, three = await order_kept(app, town)

    await app.button("看大图：照片 3").press("Enter")
    await app.button("前移").press("Enter")
    await expect(app.page.get_by_text("现在是第 2 张，共 3 张")).to_be_visible()
    await app.page.keyboard.press("Escape")
    await expect(app.button("看大图：照片 2")).to_be_focused()  # the one that was opened
    await app.button("删除照片：照片 1").press("Enter")
    await expect(app.kept_photos).to_have_count(2)
    await app.button("撤销").press("Enter")
    await expect(app.kept_photos).to_have_count(3)
    await app.button("删除照片：照片 3").click()
    await expect(app.kept_photos).to_have_count(2)
    assert await order_kept(app, town) == [one, three]
    assert two not in {one, three}

    await app.open_visit(NAMES[1])
    await app.talk.fill("第二家：谈了招工。")
    await app.page.evaluate("window.scrollTo(0, 300)")
    await app.page.wait_for_function(SCROLL_NOTED)
    await the_page_is_killed(app)
    app = await App.opened(phone, served.url)
    await expect(app.talk).to_have_value("第二家：谈了招工。")
    await app.page.wait_for_function("() => document.scrollingElement.scrollTop > 200")

    await app.goto("/enterprises")
    await app.page.get_by_text("2 份没写完").click()
    await expect(app.link(f"接着写：{NAMES[1]}")).to_be_visible()
    await app.link(f"接着写：{NAMES[0]}").click()
    await expect(app.talk).to_have_value(TALK)
    await expect(app.page.get_by_label("周敏")).to_be_checked()
    await app.save()
    await app.shows_all_sent()

    assert (await arrived(tmp_path)).talks == [TALK]
    assert (await Visit.get()).photo_ids == [one, three]
    await app.goto("/enterprises")
    await expect(app.link(f"接着写：{NAMES[1]}")).to_be_visible()


async def test_it_warns_of_frequency_of_a_quiet_day_and_outside_of_the_pairings(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    often, quiet = town.enterprises[0], town.enterprises[1]
    await Setting.create(key="visits_per_month_limit", value=packed(1), changed_at=LONG_AGO)
    today = datetime.now(HERE).date()
    await QuietDay.create(id=uuid4(), enterprise_id=quiet.id, day=today)
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.write_visit(NAMES[0])
    await app.shows_all_sent()

    await app.open_visit(NAMES[0])
    await expect(app.page.get_by_text("本月已有 1 个单位来过，请写明为什么还要去")).to_be_visible(
        timeout=SLOW_MS
    )
    await app.button("企业约请").click()
    await app.fill_visit("约好的第二次。")
    await app.save()
    await app.shows_all_sent()
    again = await VisitRevision.get(discussed="约好的第二次。")
    assert (again.enterprise_id, again.limit_reason) == (often.id, "企业约请")

    await app.open_visit(NAMES[1])
    warning = app.page.get_by_text("今天是静默日，约好了再去")
    await expect(warning).to_be_visible(timeout=SLOW_MS)
    await app.page.get_by_label("电话").check(force=True)
    await expect(warning).to_have_count(0)

    await app.goto("/enterprises")
    await app.page.get_by_role("searchbox").fill("新华")
    await app.button("查全区企业").click()
    await app.link("新华文具").click()
    await app.link("记走访").click()
    await app.page.get_by_label("电话").check(force=True)
    await app.talk.fill("电话里问了用电。")
    await app.button("保存并发送").click()
    await expect(app.page.get_by_text("请写明为什么去这家企业")).to_be_visible()
    await app.page.get_by_label("为什么去这家企业").fill("它和天润合用一个变压器。")
    await app.save()
    await app.shows_all_sent()
    stranger = await VisitRevision.get(discussed="电话里问了用电。")
    assert stranger.visit_reason == "它和天润合用一个变压器。"
    assert stranger.enterprise_id not in {one.id for one in town.enterprises}
