"""The complaint desk and the page without an account, in a real browser."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from backend.intake.models import PublicIssue, ReporterContact
from backend.issues.models import Issue, IssueSource
from backend.people.models import Setting
from backend.people.settings import packed
from tests.e2e.app import SLOW_MS, App
from tests.e2e.conftest import Town
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served
from tests.world import DISTRICT, LONG_AGO

pytestmark = pytest.mark.browser

WORDS = "补贴公告说 9 月到账，现在还没有收到，打电话没人接。"
TOO_QUICK = "太快"


@pytest.fixture
async def district(town: Town) -> Town:
    for key, value in {"district_code": DISTRICT, "district_name": "卫东区"}.items():
        await Setting.create(key=key, value=packed(value), changed_at=LONG_AGO)
    return town


async def test_registered_offline_the_code_is_handed_out_and_works_once_it_has_arrived(
    new_phone: NewPhone, served: Served, district: Town
) -> None:
    phone = await new_phone("desk")
    app = await App.opened(phone, served.url)
    await app.sign_in(district.supervisor)
    page = app.page
    await page.goto(f"{served.url}/desk")
    await page.get_by_label("说了什么").wait_for()
    await phone.set_offline(True)
    await page.get_by_role("button", name="登记，给查询码").click()
    await expect(page.get_by_text("请写说了什么，或拍下纸条")).to_be_visible()
    await page.get_by_label("说了什么").fill(WORDS)
    await page.get_by_label("联系人").fill("张老板")
    await page.get_by_role("button", name="登记，给查询码").click()
    await expect(page.get_by_role("heading", name="已登记")).to_be_visible()
    code = await page.locator(".desk__code").inner_text()

    await phone.set_offline(False)
    await app.shows_all_sent()

    issue = await Issue.get()
    assert (issue.source, issue.description) == (IssueSource.COMPLAINT, WORDS)
    assert (await ReporterContact.get()).name == "张老板"
    outside = await new_phone("enterprise")
    follow = await outside.new_page()
    await follow.goto(f"{served.url}/p/follow")
    await follow.get_by_label("查询码").fill(code)
    await follow.get_by_role("button", name="看进展").click()
    await expect(follow.get_by_text(WORDS)).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
async def test_an_enterprise_reports_without_an_account(
    new_phone: NewPhone, served: Served, district: Town, script: bool
) -> None:
    assert district
    phone = await new_phone("enterprise", java_script_enabled=script)
    page = await phone.new_page()
    await page.goto(f"{served.url}/p/")
    await page.locator("textarea").first.fill(WORDS)
    await _submit(page)

    await expect(page.locator("[data-code]")).to_be_visible(timeout=SLOW_MS)

    issue = await Issue.get()
    assert issue.description == WORDS
    assert issue.reporter_id is None
    assert await PublicIssue.filter(id=issue.id, by_desk=False).exists()


async def test_with_script_what_was_typed_survives_a_reload(
    new_phone: NewPhone, served: Served, district: Town
) -> None:
    assert district
    page = await (await new_phone("enterprise")).new_page()
    await page.goto(f"{served.url}/p/")
    await page.locator("textarea").first.fill(WORDS)
    await page.reload()

    await expect(page.locator("textarea").first).to_have_value(WORDS)


async def _submit(page: Page) -> None:
    """Somebody very quick is asked to press once more, with everything typed still there."""
    await page.get_by_role("button", name="提交").click()
    while await page.get_by_text(TOO_QUICK).is_visible():
        await expect(page.locator("textarea").first).to_have_value(WORDS)
        await page.get_by_role("button", name="提交").click()
