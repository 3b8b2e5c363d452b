"""The handler in a cellar: signs for it, notes with a photo, gives the result; all arrives once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from backend.evidence.models import Photo
from backend.issues.models import Issue, Step
from tests.e2e.app import PHOTOS, SLOW_MS, App, stored
from tests.e2e.bad_network import BadNetwork
from tests.e2e.conftest import Account, account
from tests.e2e.inside import on_phone
from tests.fixtures.chromium import NewPhone, kill_phone
from tests.fixtures.server import Served
from tests.life import Town

pytestmark = pytest.mark.browser

TITLE = "有路灯不亮，影响夜间装货"
PICTURE = PHOTOS / "orientation/landscape_1.jpg"
NOTED = "已到现场，灯杆接线盒进水，配件明天到。"
DONE = "换了接线盒和两盏灯，今晚试灯正常。"


async def assigned(life: Town) -> dict[str, Any]:
    issue = await life.report(life.liaison, enterpriseId=life.enterprise_id)
    receipt = await life.step(life.supervisor, "AssignIssue", issue, **life.assignment())
    assert receipt["__typename"] == "Receipt", receipt
    return receipt


async def has_it_on_the_phone(app: App, who: Account, issue: dict[str, Any]) -> None:
    """Signed in, the list is there, the issue was kept for reading without a network."""
    await app.sign_in(who)
    row = app.link(TITLE)
    await expect(row).to_be_visible(timeout=SLOW_MS)
    await expect(row).to_contain_text("请先签收")
    await stored(app.page)
    key = f'{{"issueId":"{issue["id"]}"}}'
    for _ in range(100):
        rows = await on_phone(app.page, who.actor.person_id, "cache")
        if any(one["key"].startswith("HandlingChoices:") and key in one["key"] for one in rows):
            return
        await app.page.wait_for_timeout(100)
    raise AssertionError("the issue was not kept")


async def acknowledges(app: App) -> None:
    await app.button("签收").click()
    await app.button("签收，开始办理").click()
    await expect(app.page.get_by_text("您有 1 条还没送达")).to_be_visible()


async def notes(app: App, photos: bool = True) -> None:
    await app.button("记进展").click()
    sheet = app.page.get_by_role("dialog")
    await sheet.get_by_label("有什么进展").fill(NOTED)
    if photos:
        await app.add_photos([PICTURE])
    await sheet.get_by_role("button", name="记下").click()
    await expect(sheet).to_have_count(0)


async def responds(app: App) -> None:
    await app.button("反馈结果").click()
    sheet = app.page.get_by_role("dialog")
    await sheet.get_by_label("已解决").check(force=True)  # the box is drawn by its label
    await sheet.get_by_label("做了什么").fill(DONE)
    await sheet.get_by_role("button", name="提交，等监督室回访").click()
    await expect(sheet).to_have_count(0)


@pytest.mark.own_browser
async def test_signed_for_noted_answered_offline_killed_and_all_arrive_once_in_order(
    new_phone: NewPhone, served: Served, life: Town, tmp_path: Path, network: BadNetwork
) -> None:
    issue = await assigned(life)
    handler = await account(life.handler)
    phone = await new_phone(**network.options)
    app = await App.opened(phone, served.url)
    await has_it_on_the_phone(app, handler, issue)
    await phone.close()

    network.cut = True
    app = await App.opened(await new_phone(**network.options), served.url)
    await app.link(TITLE).click()
    await acknowledges(app)
    await notes(app)
    await responds(app)
    await expect(app.page.get_by_text("待回访")).to_be_visible()
    await expect(app.page.get_by_text("您有 3 条还没送达")).to_be_visible()
    kill_phone(tmp_path)

    app = await App.opened(await new_phone(**network.options), served.url)
    await app.shows_waiting(3)
    await expect(app.link(TITLE)).to_contain_text("有 3 条还没送达")
    network.cut = False
    await app.goto("/outbox")
    await app.sends_until_all_is_sent()

    steps = [
        (one.command, one.text) async for one in Step.filter(issue_id=issue["id"]).order_by("at")
    ]
    assert steps[2:] == [("acknowledge", ""), ("note", NOTED), ("respond", DONE)]
    assert (await Issue.get(id=issue["id"])).state == "responded"
    note = await Step.get(issue_id=issue["id"], command="note")
    assert await Photo.filter(subject_id=note.id).count() == 1
    assert await on_phone(app.page, life.handler.person_id, "outbox") == []
    await app.goto("/todo")
    await expect(app.page.get_by_text("没有待办")).to_be_visible(timeout=SLOW_MS)


async def test_transferred_meanwhile_the_words_are_kept(
    new_phone: NewPhone, served: Served, life: Town, network: BadNetwork
) -> None:
    issue = await assigned(life)
    handler = await account(life.handler)
    app = await App.opened(await new_phone(**network.options), served.url)
    await has_it_on_the_phone(app, handler, issue)
    await app.link(TITLE).click()
    network.cut = True
    await acknowledges(app)
    await notes(app, photos=False)
    moved = await life.step(
        life.supervisor, "TransferIssue", issue, unitId=str(life.other_unit.id),
        personId=str(life.other_handler.person_id), text="这段路归住建局养护。",
    )  # fmt: skip
    assert moved["__typename"] == "Receipt", moved

    network.cut = False
    await app.goto("/outbox")
    await app.button("现在发送").click()
    await expect(app.page.get_by_text("要您改一下")).to_be_visible(timeout=SLOW_MS)
    await app.goto(f"/issues/{issue['id']}")
    await app.button("看一看").click()
    sheet = app.page.get_by_role("dialog")
    await expect(sheet.get_by_role("heading", name="已被别人改过")).to_be_visible()
    await expect(sheet.get_by_text("这件已经不归您办")).to_be_visible()
    await expect(sheet.get_by_text(NOTED)).to_be_visible()
    await expect(sheet.get_by_role("button", name="放进新的一版")).to_have_count(0)
    assert len(await on_phone(app.page, life.handler.person_id, "outbox")) == 2


async def test_the_lead_signed_for_it_meanwhile_and_the_result_goes_onto_the_new_version(
    new_phone: NewPhone, served: Served, life: Town, network: BadNetwork
) -> None:
    issue = await assigned(life)
    handler = await account(life.handler)
    app = await App.opened(await new_phone(**network.options), served.url)
    await has_it_on_the_phone(app, handler, issue)
    await app.link(TITLE).click()
    network.cut = True
    await acknowledges(app)
    await responds(app)
    taken = await life.step(life.lead, "AcknowledgeIssue", issue)
    assert taken["__typename"] == "Receipt", taken

    network.cut = False
    await app.goto("/outbox")
    await app.button("现在发送").click()
    await expect(app.page.get_by_text("要您改一下")).to_be_visible(timeout=SLOW_MS)
    await app.goto(f"/issues/{issue['id']}")
    await app.button("看一看").click()
    await app.button("放进新的一版").click()
    await expect(app.page.get_by_role("dialog")).to_have_count(0)
    await app.goto("/outbox")
    await app.sends_until_all_is_sent()

    answered = await Step.get(issue_id=issue["id"], command="respond")
    assert answered.text == DONE
    assert await Step.filter(issue_id=issue["id"], command="acknowledge").count() == 1
