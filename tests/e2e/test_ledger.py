"""The office's ledger: a view kept, a file fetched, what changed since a month was frozen.

And on the phone the next report by a stroke.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from playwright.async_api import Page, expect

from backend.directory.queries import month_end
from backend.exports import snapshots
from tests.e2e.app import SLOW_MS, App
from tests.e2e.conftest import account
from tests.fixtures.chromium import DESK, NewPhone
from tests.fixtures.server import Served
from tests.life import Town as Life

pytestmark = [pytest.mark.browser, pytest.mark.online]

LAMP, SIGN = "厂门口的路灯坏了两周，晚上装货看不清。", "消防通道划线磨没了，晚上停满了车。"


async def test_a_view_is_kept_and_its_rows_are_fetched_as_a_file(
    new_phone: NewPhone, served: Served, life: Life
) -> None:
    for words in (LAMP, SIGN):
        await life.report(life.liaison, enterpriseId=life.enterprise_id, description=words)
    desk = await App.opened(await new_phone("desk", **DESK), served.url)
    await desk.sign_in(await account(life.supervisor))
    await desk.goto("/ledger?text=路灯")
    rows = desk.page.locator("tbody tr")
    await expect(rows).to_have_count(1, timeout=SLOW_MS)

    await desk.button("存为视图").click()
    sheet = desk.page.get_by_role("dialog")
    await sheet.get_by_label("视图叫什么").fill("路灯的")
    await sheet.get_by_role("button", name="存为视图").click()
    await desk.link("全部").click()
    await expect(rows).to_have_count(2)
    await desk.link("路灯的").click()
    await expect(rows).to_have_count(1)

    await desk.button("导出 Excel").click()
    strip = desk.page.locator(".export-strip")
    await expect(strip).to_contain_text("Excel 做好了，1 件", timeout=SLOW_MS)
    async with desk.page.expect_download() as fetching:
        await strip.get_by_role("link", name="下载").click()
    file = await fetching.value
    assert file.suggested_filename.endswith(".xlsx")
    sheet_in_file = load_workbook(BytesIO((await file.path()).read_bytes()))["台账"]
    told = [str(cell.value) for row in sheet_in_file.iter_rows() for cell in row]
    assert any("路灯" in words for words in told)
    assert not any("消防" in words for words in told)


async def test_what_changed_since_a_month_was_frozen(
    new_phone: NewPhone, served: Served, life: Life
) -> None:
    issue = await life.report(life.liaison, enterpriseId=life.enterprise_id)
    await snapshots.freeze(uuid4(), month_end(datetime.now(UTC)))
    await life.step(life.supervisor, "AssignIssue", issue, **life.assignment())
    desk = await App.opened(await new_phone("desk", **DESK), served.url)
    await desk.sign_in(await account(life.supervisor))
    await desk.goto("/ledger")

    await desk.button("月度快照").click()
    sheet = desk.page.get_by_role("dialog")
    await sheet.get_by_role("button", name="看变化").click()
    changed = sheet.get_by_role("listitem").filter(has_text="责任单位")
    await expect(changed).to_contain_text("未交办 → 区城市管理局", timeout=SLOW_MS)


async def test_a_stroke_leads_to_the_next_report_and_back(
    new_phone: NewPhone, served: Served, life: Life
) -> None:
    for words in (LAMP, SIGN):
        await life.report(life.liaison, enterpriseId=life.enterprise_id, description=words)
    phone = await App.opened(await new_phone("office"), served.url)
    await phone.sign_in(await account(life.supervisor))
    await phone.goto("/triage")
    await phone.link("厂门口").or_(phone.link("消防通道")).first.click()
    title = phone.page.get_by_role("heading", level=2).first
    await expect(title).to_be_visible(timeout=SLOW_MS)
    first = await title.inner_text()

    await stroke(phone.page, 320, 60)
    await expect(title).not_to_have_text(first)
    await stroke(phone.page, 60, 320)
    await expect(title).to_have_text(first)


async def stroke(page: Page, from_x: int, to_x: int) -> None:
    """A finger sideways over the content."""
    finger = await page.context.new_cdp_session(page)
    for kind, x in (("touchStart", from_x), ("touchMove", to_x), ("touchEnd", None)):
        points = [] if x is None else [{"x": x, "y": 300}]
        await finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    await finger.detach()
