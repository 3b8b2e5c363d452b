"""What comes after a unit's answer: an officer calls back for an own enterprise, the office plans
several look-backs at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import expect

from backend.enterprises.models import Enterprise
from backend.following_up.models import LookBack
from backend.issues.models import Issue, Step
from backend.issues.states import IssueState
from backend.kernel.civil import civil_date
from tests.e2e.app import HELD_MS, SLOW_MS, App
from tests.e2e.conftest import account
from tests.fixtures.chromium import DESK, NewPhone
from tests.fixtures.server import Served
from tests.life import Town
from tests.roads import RESPONSE
from tests.world import pair

pytestmark = [pytest.mark.browser, pytest.mark.online]


async def answered(life: Town, nth: int, **given: Any) -> dict[str, Any]:
    """A unit's result that somebody is to ask about; its id is none that the sample draws."""
    report = {"id": str(UUID(int=10 * nth + 1)), "enterpriseId": life.enterprise_id} | given
    issue = await life.report(life.other_supervisor, **report)
    issue = await life.step(life.supervisor, "AssignIssue", issue, **life.assignment())
    issue = await life.step(life.handler, "AcknowledgeIssue", issue)
    return await life.step(life.handler, "RespondIssue", issue, **RESPONSE)


async def test_an_officer_calls_back_for_an_own_enterprise(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    await pair(life.liaison, await Enterprise.get(id=life.enterprise_id))
    issue = await answered(life, 1)
    issue = await life.step(life.supervisor, "AnswerIssue", issue, text="换了三盏灯，昨晚已亮。")
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(await account(life.liaison))
    await app.goto("/call-backs")
    await app.link(issue["number"]).click()
    await app.button("记回访").click()
    sheet = app.page.get_by_role("dialog")
    await expect(sheet.get_by_text("监督室告知办理结果：换了三盏灯，昨晚已亮。")).to_be_visible()
    await sheet.get_by_label("满意", exact=True).check(force=True)  # drawn by its label
    await sheet.get_by_role("button", name="记下，办结").click()
    await app.shows_all_sent()
    assert (await Issue.get(id=issue["id"])).state is IssueState.CLOSED
    called = await Step.get(issue_id=issue["id"], command="call_back")
    assert called.actor_id == life.liaison.person_id
    await app.goto("/call-backs")
    await expect(app.page.get_by_text("没有等回访的")).to_be_visible(timeout=SLOW_MS)


async def test_several_look_backs_are_planned_together(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    numbers = []
    for nth in (1, 2, 3):
        issue = await answered(life, nth, description=f"第 {nth} 根灯杆不亮。")
        issue = await life.step(life.supervisor, "CallBackIssue", issue, result="SATISFIED")
        numbers.append(issue["number"])
    desk = await App.opened(await new_phone("desk", **DESK), served.url)
    await desk.sign_in(await account(life.supervisor))
    await desk.goto("/look-backs")
    for nth in (1, 3):
        await desk.page.get_by_label(f"第 {nth} 根灯杆").check(force=True)  # drawn by its label
    await desk.button("安排这 2 件").click()
    sheet = desk.page.get_by_role("dialog")
    day = civil_date(life.now) + timedelta(days=14)
    await sheet.get_by_label("哪天前").fill(day.isoformat())
    await sheet.get_by_role("button", name="安排这 2 件").click()

    await expect(desk.page.get_by_text("已安排 2 件")).to_be_visible()
    await expect(desk.page.get_by_label("第 1 根灯杆")).to_have_count(0)
    await expect(desk.page.get_by_label("第 2 根灯杆")).to_be_attached()
    await desk.goto("/outbox")
    await expect(desk.all_delivered).to_be_visible(timeout=HELD_MS)
    planned = await LookBack.all().values_list("owner_id", "due_on", "rule")
    assert planned == [(life.supervisor.person_id, day, "by_hand")] * 2
    await desk.goto("/look-backs")
    await expect(desk.link(numbers[0])).to_be_visible(timeout=SLOW_MS)
