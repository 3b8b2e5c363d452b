"""反馈先由负责人签发: who did the work writes it, the lead reads it, hands it back, signs it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from backend.issues.models import Issue, Step
from backend.people.models import Unit
from tests.e2e.app import SLOW_MS, App
from tests.e2e.bad_network import held_back
from tests.e2e.conftest import account
from tests.e2e.test_handler import DONE
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served
from tests.life import Town
from tests.roads import RESPONSE

pytestmark = [pytest.mark.browser, pytest.mark.online]


async def taken(life: Town) -> dict[str, Any]:
    await Unit.filter(id=life.unit.id).update(signs_first=True)
    issue = await life.report(life.liaison, enterpriseId=life.enterprise_id)
    issue = await life.step(life.supervisor, "AssignIssue", issue, **life.assignment())
    return await life.step(life.handler, "AcknowledgeIssue", issue)


async def test_who_handles_it_sends_it_to_the_lead(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    issue = await taken(life)
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(await account(life.handler))
    await app.goto(f"/issues/{issue['id']}")
    await app.button("反馈结果").click()
    sheet = app.page.get_by_role("dialog")
    await expect(sheet.get_by_text("负责人签发后，由监督室回访。")).to_be_visible()
    await sheet.get_by_label("已解决").check(force=True)  # the box is drawn by its label
    await sheet.get_by_label("做了什么").fill(DONE)
    await sheet.get_by_role("button", name="提交，请负责人签发").click()

    waits = app.page.get_by_text("拟好反馈，请负责人签发：已解决").first
    await expect(waits).to_be_visible(timeout=SLOW_MS)
    await expect(app.button("签发")).to_have_count(0)
    await app.goto("/todo")
    await expect(app.link(issue["number"])).to_contain_text("等负责人签发。")

    now = {"id": issue["id"], "version": (await Issue.get(id=issue["id"])).version}
    await life.step(life.lead, "ReturnDraft", now, text="请写清是哪几盏灯。")
    async with held_back(app.page, "Issue"):  # the phone's copy knows nothing of it yet
        await app.goto(f"/issues/{issue['id']}")
        await app.button("反馈结果").click()
        await expect(sheet.get_by_label("做了什么")).to_have_value("")
    await expect(sheet.get_by_text("反馈退回修改：请写清是哪几盏灯。")).to_be_visible()
    await expect(sheet.get_by_label("已解决")).to_be_checked()
    await expect(sheet.get_by_label("做了什么")).to_have_value(DONE)


async def test_the_lead_hands_it_back_and_signs_the_next(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    issue = await life.step(life.handler, "RespondIssue", await taken(life), **RESPONSE)
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(await account(life.lead))
    await app.goto("/todo")
    row = app.link(issue["number"])
    await expect(row).to_contain_text("待您签发。")
    await row.click()
    await expect(
        app.page.get_by_role("main").get_by_text(RESPONSE["whatDone"]).first
    ).to_be_visible()
    await app.button("退回修改").click()
    sheet = app.page.get_by_role("dialog")
    await sheet.get_by_label("哪里要改").fill("请写清是哪几盏灯。")
    await sheet.get_by_role("button", name="退回修改", exact=True).click()
    await expect(app.page.get_by_text("反馈退回修改：请写清是哪几盏灯。")).to_be_visible(
        timeout=SLOW_MS
    )
    await expect(app.button("签发")).to_have_count(0)

    now = {"id": issue["id"], "version": (await Issue.get(id=issue["id"])).version}
    await life.step(life.handler, "RespondIssue", now, **RESPONSE | {"whatDone": DONE})
    await app.goto(f"/issues/{issue['id']}")
    await app.button("签发").click()
    await sheet.get_by_role("button", name="签发，报监督室").click()
    await expect(app.page.get_by_text("签发反馈：已解决")).to_be_visible(timeout=SLOW_MS)
    signed = await Step.get(issue_id=issue["id"], command="sign")
    assert (signed.actor_id, signed.to_state) == (life.lead.person_id, "responded")
