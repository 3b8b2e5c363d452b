"""Two settings with editors of their own, by thumb and keyboard: the ladder, the columns."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from backend.calendar import service as calendar
from backend.kernel.actor import Actor
from backend.people.models import Setting
from tests.e2e.desk import desk
from tests.fixtures.chromium import NewPhone

pytestmark = [pytest.mark.browser, pytest.mark.online]

LADDER, COLUMNS = "提醒没人看时", "台账的列和次序"


async def opened(new_phone: NewPhone, admin: Actor, setting: str) -> tuple[Page, Locator]:
    page = await desk(new_phone, admin, "settings")
    await page.get_by_role("button", name=setting).click()
    sheet = page.get_by_role("dialog")
    await expect(sheet.get_by_role("button", name="保存")).to_be_visible()
    return page, sheet


async def kept(key: str) -> Any:
    row = await Setting.get_or_none(key=key)
    return row.value["is"] if row else None


async def rows(sheet: Locator) -> list[str]:
    """The heads of the rows, in order."""
    found = await sheet.locator("ol > li").all()
    return [(await row.inner_text()).split("\n")[0] for row in found]


async def test_the_ladder_is_retimed_reordered_shortened_and_taken_back(
    new_phone: NewPhone, admin: Actor
) -> None:
    await calendar.seed(now=datetime(2026, 11, 1, tzinfo=UTC))
    _, sheet = await opened(new_phone, admin, LADDER)
    lead = sheet.get_by_role("textbox", name="单位负责人：发出后多久")
    await expect(sheet.get_by_text("告诉单位负责人；")).to_be_visible()  # the sentence

    await lead.fill("5")
    await expect(sheet.get_by_text("不能比它早")).to_be_visible()  # the list would come sooner
    await sheet.get_by_role("button", name="保存").click()
    await expect(sheet.get_by_role("alert")).to_contain_text("监督室的未读清单")
    assert await kept("alert_ladder") is None

    await sheet.get_by_role("button", name="去掉：监督室的未读清单").click()
    await sheet.get_by_role("button", name="上移：短信").click()
    await expect(sheet.get_by_role("button", name="下移：短信")).to_be_focused()  # it is first now
    assert await rows(sheet) == ["1. 短信", "2. 企业微信或钉钉", "3. 单位负责人"]
    await sheet.get_by_role("button", name="加上：监督室的未读清单").click()
    await sheet.get_by_role("button", name="撤销一步").click()
    await sheet.get_by_role("button", name="保存").click()
    await expect(sheet).to_have_count(0)
    assert await kept("alert_ladder") == {
        "message": "1wd", "sms": "2wh", "lead": "5wd", "unheard": "off",
    }  # fmt: skip


async def test_columns_move_by_keyboard_leave_come_back_and_are_reset(
    new_phone: NewPhone, admin: Actor
) -> None:
    page, sheet = await opened(new_phone, admin, COLUMNS)
    await sheet.get_by_role("button", name="下移：来源").focus()
    await page.keyboard.press("Alt+ArrowDown")
    await expect(sheet.get_by_role("button", name="下移：来源")).to_be_focused()
    await expect(sheet.get_by_role("status").first).to_have_text("来源，现在第 3，共 18")
    await page.keyboard.press("Alt+ArrowUp")
    await page.keyboard.press("Alt+ArrowUp")
    assert (await rows(sheet))[:3] == ["1. 来源", "2. 编号", "3. 上报"]

    await sheet.get_by_role("button", name="去掉：上报").click()
    await sheet.get_by_role("button", name="去掉：街道").click()
    await sheet.get_by_role("button", name="显示：上报").click()
    await sheet.get_by_role("button", name="保存").click()
    await expect(sheet).to_have_count(0)
    names = (await kept("ledger_columns")).split("、")
    assert (names[:3], names[-1], "街道" in names) == (["来源", "编号", "企业"], "上报", False)

    await page.get_by_role("button", name=COLUMNS).click()
    await sheet.get_by_role("button", name="恢复默认").click()
    await sheet.get_by_role("button", name="保存").click()
    await expect(sheet).to_have_count(0)
    assert (await kept("ledger_columns")).startswith("编号、来源、上报、街道")
