"""我的企业 on a phone: there without a network, searched there, opened by a QR link."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Page, expect

from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor
from backend.people.models import Credential, Person
from backend.people.passwords import VAULT
from tests.e2e.app import SLOW_MS, App, stored
from tests.fixtures.chromium import NewPhone
from tests.world import OTHER_STREET, make_actor, make_contact, make_enterprise, make_region, pair

pytestmark = pytest.mark.browser

PASSWORD = "一条没人知道的长口令 7"
# The browser's own API, which Debian's Chromium lacks: it reads one code from whatever it is shown.
READS_A_CODE = """window.BarcodeDetector = class {
  async detect() { return [{ rawValue: 'https://elsewhere.example/e/TRJXTRJX' }] }
}"""


@pytest.fixture
async def liaison(database: Any) -> Actor:
    """An officer with a password and two enterprises; the district has one more."""
    assert database
    await make_region()
    await make_region(OTHER_STREET, "优越路街道")
    actor = await make_actor(name="张建国")
    await Credential.create(
        person_id=actor.person_id, password_hash=await VAULT.hash(PASSWORD), must_change=False,
        changed_at=datetime(2026, 11, 1, tzinfo=UTC),
    )  # fmt: skip
    own = await enterprise("天润机械", "tian run ji xie", "TRJXTRJX")
    await make_contact(own, "周敏")
    await pair(actor, own)
    await pair(actor, await enterprise("禾墨盈服装店", "he mo ying fu zhuang dian", "HMYFZD23"))
    await enterprise("天和药房", "tian he yao fang", "THYFTHYF", region=OTHER_STREET)
    return actor


async def enterprise(name: str, pinyin: str, code: str, **more: Any) -> Enterprise:
    made = await make_enterprise(name, **more)
    made.pinyin, made.code = pinyin, code
    made.initials = "".join(syllable[0] for syllable in pinyin.split())
    await made.save()
    return made


async def signed_in(new_phone: NewPhone, liaison: Actor, **options: Any) -> Page:
    """A phone on which the list has been seen once with a network."""
    person = await Person.get(id=liaison.person_id)
    page = await (await new_phone(**options)).new_page()
    await page.goto("/sign-in")
    await page.get_by_label("手机号").fill(person.phone)
    await page.get_by_label("密码", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="登录", exact=True).click()
    await expect(page.get_by_role("link", name="天润机械")).to_be_visible()
    return page


async def offline(page: Page) -> None:
    """The app is on the phone, the network is gone, and the app starts anew."""
    await stored(page)
    await page.context.set_offline(True)
    await page.reload()


async def test_list_and_search_without_a_network(new_phone: NewPhone, liaison: Actor) -> None:
    page = await signed_in(new_phone, liaison)

    await offline(page)

    await expect(page.get_by_text("离线，截至").first).to_be_visible()
    await expect(page.get_by_role("link", name="天润机械")).to_be_visible()
    await expect(page.get_by_role("link", name="禾墨盈服装店")).to_be_visible()
    await expect(page.get_by_role("link", name="天和药房")).to_have_count(0)
    await page.get_by_role("searchbox").fill("tianr")
    await expect(page.locator("mark")).to_have_text("天润")
    await page.get_by_role("searchbox").fill("thyf")
    await expect(page.get_by_text("没有找到“thyf”")).to_be_visible()
    await page.get_by_role("button", name="查全区企业").click()
    await expect(page.locator("mark")).to_have_text("天和药房")
    await expect(page.get_by_role("link", name="优越路街道")).to_be_visible()


async def test_own_enterprise_opens_without_a_network(new_phone: NewPhone, liaison: Actor) -> None:
    page = await signed_in(new_phone, liaison)
    await offline(page)

    await page.get_by_role("link", name="天润机械").click()

    await expect(page.get_by_role("heading", name="天润机械")).to_be_visible()
    await expect(page.get_by_text("周敏")).to_be_visible()
    await expect(page.get_by_text("张建国（我）")).to_be_visible()
    await expect(page.get_by_role("link", name="记走访")).to_be_visible()


async def test_a_visit_sent_from_its_page_is_there_without_opening_it_anew(
    new_phone: NewPhone, liaison: Actor
) -> None:
    page = await signed_in(new_phone, liaison)
    app = App(page, "")
    await page.get_by_role("link", name="天润机械").click()
    await expect(page.get_by_role("heading", name="本月还没有人来过")).to_be_visible(
        timeout=SLOW_MS
    )
    await page.get_by_role("link", name="记走访").click()
    await app.fill_visit()
    await app.save()

    await expect(page.get_by_role("heading", name="本月来过 1 次")).to_be_visible(timeout=SLOW_MS)
    await expect(app.strip).to_contain_text("已同步")


async def test_a_qr_link_opens_the_enterprise(new_phone: NewPhone, liaison: Actor) -> None:
    page = await signed_in(new_phone, liaison)

    await page.goto("/e/thyfthyf")
    await expect(page.get_by_role("heading", name="天和药房")).to_be_visible()
    await expect(page.get_by_text("这家企业不是您包联的")).to_be_visible()
    await offline(page)
    await page.goto("/e/TRJXTRJX")
    await expect(page.get_by_role("heading", name="天润机械")).to_be_visible()
    await page.goto("/e/NOTHING2")

    await expect(page.get_by_text("这家企业没取到")).to_be_visible()


async def test_scanning_opens_the_enterprise_and_closes_the_camera(
    new_phone: NewPhone, liaison: Actor
) -> None:
    page = await signed_in(new_phone, liaison, permissions=["camera"])
    await page.add_init_script(READS_A_CODE)
    await page.add_init_script(
        "const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);"
        "navigator.mediaDevices.getUserMedia = async (wish) => (window.shown = await ask(wish))"
    )
    await page.reload()

    await page.get_by_role("button", name="扫企业码").click()

    await expect(page.get_by_role("heading", name="天润机械")).to_be_visible()
    assert await page.evaluate("window.shown.getTracks().map((track) => track.readyState)") == [
        "ended"
    ]
