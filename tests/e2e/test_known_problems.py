"""可能已有人报过: the same is said with one tap, with and without a network."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Locator, expect

from backend.evidence.models import Photo
from backend.issues.models import Issue, Supporter
from tests.e2e.app import PHOTOS, SLOW_MS, App
from tests.e2e.conftest import Town
from tests.fixtures.chromium import NewPhone
from tests.fixtures.phone import Phone
from tests.fixtures.server import Served
from tests.world import TOPIC, pair

pytestmark = pytest.mark.browser

PICTURE = PHOTOS / "orientation/landscape_1.jpg"
KNOWN = "厂门口路灯坏了两周，晚上装货看不清。"
MET = "厂门口的路灯坏了，夜班看不清路。"


@pytest.fixture
async def known(town: Town, elsewhere: Phone) -> str:
    """The number of what a colleague reported about an enterprise of the officer's."""
    (enterprise, *_), colleague = town.enterprises, town.colleague.actor
    await pair(colleague, enterprise)
    await elsewhere.sign_in(colleague)
    letter: dict[str, Any] = {
        "id": str(uuid4()), "source": "REQUEST", "topic": TOPIC, "description": KNOWN,
        "enterpriseId": str(enterprise.id), "sealedAt": datetime.now(UTC).isoformat(),
    }  # fmt: skip
    taken = await elsewhere.send("ReportIssue", input=letter)
    assert taken["__typename"] == "Receipt", taken
    return (await Issue.get()).number or ""


async def write_the_same(app: App) -> Locator:
    """A problem in the words of the one that is known; its sheet."""
    await app.button("加一个问题").click()
    sheet = app.page.get_by_role("dialog")
    await sheet.get_by_label("什么问题").fill(MET)
    return sheet


async def test_without_a_network_the_same_is_said_with_one_tap_and_taken_back_with_one(
    new_phone: NewPhone, served: Served, town: Town, known: str
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.open_visit()
    await app.fill_visit()
    await app.page.context.set_offline(True)
    sheet = await write_the_same(app)
    await sheet.locator('input[type="file"]').first.set_input_files(PICTURE)
    await expect(sheet.locator("li.photo").filter(has_text="已存本机")).to_have_count(1)

    await expect(sheet.get_by_text(known)).to_be_visible()
    same = sheet.get_by_role("button", name="是同一件，我也遇到")
    await same.click()
    await expect(sheet).to_have_count(0)
    await app.button("撤销").click()
    await expect(app.page.get_by_label("什么问题")).to_have_value(MET)
    await app.page.get_by_role("button", name="照片 1 张").click()
    await expect(sheet.locator("li.photo")).to_have_count(1)
    await same.click()
    await app.save()

    await app.go_online()
    await app.shows_all_sent()
    assert (await Supporter.get()).text == MET
    assert await Issue.all().count() == 1
    assert (await Photo.get()).subject_kind == "issue_step"


async def test_one_looks_first_and_comes_back_to_what_one_wrote(
    new_phone: NewPhone, served: Served, town: Town, known: str
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.open_visit("禾墨盈服装")
    sheet = await write_the_same(app)
    await sheet.get_by_label("用电用水用气").check(force=True)
    await expect(sheet.get_by_text(known)).to_be_visible(timeout=SLOW_MS)

    await sheet.get_by_role("link", name="先看看").click()
    await expect(app.page.get_by_role("heading", name=KNOWN[:9])).to_be_visible()
    await app.page.get_by_role("button", name="返回").click()
    await expect(sheet.get_by_label("什么问题")).to_have_value(MET)
