"""The board by unit and the unread list, in the hands of a leader and of the office."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.async_api import expect

from backend.calendar import service as calendar
from backend.issues.models import Issue, IssueSource, IssueState
from backend.kernel.actor import Actor, Role
from backend.notify.models import (
    Channel,
    Delivery,
    DeliveryState,
    Notice,
    NoticeKind,
    Purpose,
)
from backend.people.models import Unit
from tests.e2e.app import App
from tests.e2e.conftest import Account, Town
from tests.e2e.desk import PASSWORD, knows_password, phone_of
from tests.fixtures.chromium import DESK, NewPhone
from tests.fixtures.server import Served
from tests.life import unit_actor
from tests.world import STREET, TOPIC, make_actor

pytestmark = [pytest.mark.browser, pytest.mark.online]

CITY = "区城市管理局"


@pytest.fixture
async def unit(town: Town) -> Unit:
    """It has seven in hand, two of them red and one of these under supervision; nine are closed."""
    assert town
    await calendar.seed(now=datetime.now(UTC))
    unit = await Unit.create(id=uuid4(), name=CITY)
    now = datetime.now(UTC)
    for nth in range(7):
        red = nth < 2
        await standing(
            unit, nth, colour="red" if red else "blue", escalation=int(nth == 0),
            due_at=now - timedelta(hours=2) if red else now + timedelta(days=9),
        )  # fmt: skip
    for nth in range(7, 16):
        await standing(unit, nth, state=IssueState.CLOSED, outcome="satisfied", closed_at=now)
    return unit


async def standing(unit: Unit, nth: int, **given: Any) -> Issue:
    now = datetime.now(UTC)
    row: dict[str, Any] = {
        "number": f"BL-2026-{nth + 1:04}", "source": IssueSource.REQUEST,
        "state": IssueState.IN_PROGRESS, "region": STREET, "topic": TOPIC,
        "title": f"路灯不亮 {nth}", "description": "路灯不亮", "reported_at": now,
        "received_at": now, "lead_unit_id": unit.id,
    } | given  # fmt: skip
    return await Issue.create(id=uuid4(), **row)


async def leader_s_phone(new_phone: NewPhone, served: Served) -> App:
    leader = await make_actor(Role.LEADER, name="郑区长")
    await knows_password(leader)
    app = await App.opened(await new_phone("leader"), served.url)
    await app.sign_in(Account(leader, await phone_of(leader.person_id), PASSWORD))
    return app


@pytest.mark.usefixtures("unit")
async def test_a_leader_sees_figures_not_the_small_ones_and_the_list_without_words(
    new_phone: NewPhone, served: Served
) -> None:
    app = await leader_s_phone(new_phone, served)
    await app.link(CITY).click()
    figures = app.page.locator("dl.figures > div")
    await expect(figures.filter(has_text="在办 待签收")).to_contain_text("7")
    await expect(figures.filter(has_text="红 逾期")).to_contain_text("不显示")
    await expect(figures.filter(has_text="满意 /")).to_contain_text("9 / 9（100%）")
    await expect(app.page.get_by_text("「不显示」：少于 5 件")).to_be_visible()
    await expect(app.page.get_by_text("BL-2026-0001")).to_be_visible()
    await expect(app.page.get_by_text("路灯")).to_have_count(0)

    await app.goto("/overview")
    await app.link("名单").click()
    await expect(app.page.get_by_text("BL-2026-0001")).to_be_visible()
    await expect(app.page.get_by_text("BL-2026-0002")).to_have_count(0)  # red, but not for long


async def test_the_office_opens_the_ledger_behind_a_figure(
    new_phone: NewPhone, served: Served, town: Town, unit: Unit
) -> None:
    app = await App.opened(await new_phone("desk", **DESK), served.url)
    await app.sign_in(town.supervisor)
    await app.goto("/ledger")
    await app.link("按单位看").click()
    await app.link(f"{CITY}，红，2").click()
    await expect(app.page.get_by_role("link", name="0001")).to_be_visible()
    await expect(app.page.get_by_role("link", name="0002")).to_be_visible()
    await expect(app.page.get_by_role("link", name="0003")).to_have_count(0)
    assert f"unitId={unit.id}" in app.page.url


async def unheard(issue: Issue, reader: Actor) -> UUID:
    """An alert that climbed to the end of the ladder, unread."""
    then = datetime.now(UTC) - timedelta(days=5)
    notice = await Notice.create(
        id=uuid4(), event_id=uuid4(), recipient_id=reader.person_id, kind=NoticeKind.ASSIGNED,
        subject_kind="issue", subject_id=issue.id, number=issue.number, title="新交办",
        created_at=then,
    )  # fmt: skip
    for channel, state in (
        (Channel.SMS, DeliveryState.FAILED), (Channel.LEAD, DeliveryState.SENT),
        (Channel.UNHEARD, DeliveryState.SENT),
    ):  # fmt: skip
        await Delivery.create(
            id=uuid4(), purpose=Purpose.NOTICE, channel=channel, recipient_id=reader.person_id,
            notice_id=notice.id, state=state, created_at=then,
            sent_at=datetime.now(UTC) if state is DeliveryState.SENT else None,
        )  # fmt: skip
    return notice.id


async def test_what_nobody_read_is_called_about_and_urged_from_the_list(
    new_phone: NewPhone, served: Served, town: Town, unit: Unit
) -> None:
    app = await App.opened(await new_phone("office"), served.url)
    await app.sign_in(town.supervisor)
    await app.goto("/overdue")
    await app.link("未读").click()
    await expect(app.page.get_by_text("没有这样的提醒")).to_be_visible()

    handler = await unit_actor(unit, "梁以砚")
    issue = await Issue.filter(lead_unit_id=unit.id, number="BL-2026-0003").get()
    await Issue.filter(id=issue.id).update(handler_id=handler.person_id)
    notice_id = await unheard(issue, handler)
    await app.page.reload()
    row = app.page.get_by_role("listitem").filter(has_text="BL-2026-0003").first
    await expect(row).to_contain_text("梁以砚")
    await expect(row).to_contain_text("短信 没发成")
    await expect(row).to_contain_text("个工作日没看")
    call = row.get_by_role("link", name="打电话 梁以砚")
    await expect(call).to_have_attribute("href", f"tel:{await phone_of(handler.person_id)}")
    await row.get_by_role("link", name="催办").click()
    await expect(app.page.get_by_role("dialog", name="催办")).to_be_visible()

    await Notice.filter(id=notice_id).update(read_at=datetime.now(UTC))
    await app.goto("/unheard")
    await expect(app.page.get_by_text("没有这样的提醒")).to_be_visible()
