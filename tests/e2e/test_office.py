"""The office at its desk with issues: decided by key, taken back, given to a unit, called back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from playwright.async_api import expect

from backend.calendar import service as calendar
from backend.handling import assigning, doing
from backend.handling import letters as handling
from backend.issues import letters, reporting, rules
from backend.issues.models import Issue, IssueState
from backend.kernel.actor import Actor
from backend.people.models import Unit
from tests.e2e.app import HELD_MS, App
from tests.e2e.conftest import Town
from tests.e2e.inside import on_phone
from tests.fixtures.chromium import DESK, NewPhone
from tests.fixtures.server import Served
from tests.life import unit_actor
from tests.world import TOPIC

pytestmark = [pytest.mark.browser, pytest.mark.online]

LAMP = "厂门口的路灯坏了两周，夜班出门看不清路"
SIGN = "消防通道划线磨没了，晚上停满了车"


@dataclass(frozen=True, slots=True)
class Office:
    lamp: UUID
    unit: Unit
    handler: Actor
    sign: UUID  # its reporter is protected, its time told by the half day: it comes first


@pytest.fixture
async def office(town: Town) -> Office:
    """Two reports of an officer wait; one unit has somebody to handle."""
    await calendar.seed(now=datetime.now(UTC))
    unit = await Unit.create(id=uuid4(), name="区城市管理局")
    handler = await unit_actor(unit, "梁以砚")
    lamp, sign = await _reported(town, LAMP), await _reported(town, SIGN, protected=True)
    return Office(lamp, unit, handler, sign)


async def _reported(town: Town, words: str, *, protected: bool = False) -> UUID:
    now = datetime.now(UTC)
    report = letters.NewReport(
        rules.Problem(id=uuid4(), topic=TOPIC, description=words, photo_ids=()),
        "request",
        town.enterprises[0].id,
        rules.Particulars(protected=protected),
        now,
    )
    return (await reporting.report_issue(town.officer.actor, report, now=now)).id


async def at_the_desk(new_phone: NewPhone, served: Served, town: Town) -> App:
    app = await App.opened(await new_phone("desk", **DESK), served.url)
    await app.sign_in(town.supervisor)
    await app.link("问题").first.click()
    await expect(app.page.get_by_role("heading", name=SIGN, level=2)).to_be_visible()
    return app


async def says_left(app: App, count: int) -> None:
    await expect(app.page.get_by_role("heading", level=1)).to_contain_text(f"{count} 件待受理")


@pytest.mark.usefixtures("office")
async def test_returned_by_keyboard_and_taken_back_within_ten_seconds(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    desk = await at_the_desk(new_phone, served, town)
    await says_left(desk, 2)

    await desk.page.keyboard.press("j")
    await expect(desk.page.get_by_role("heading", name=LAMP, level=2)).to_be_visible()
    await desk.page.keyboard.press("r")
    await desk.page.get_by_label("缺什么").fill("请写明是哪一盏灯。")
    await desk.button("退回，请上报人补正").click()
    await expect(desk.page.get_by_role("heading", name=SIGN, level=2)).to_be_visible()
    await says_left(desk, 1)

    await desk.page.keyboard.press("z")
    await expect(desk.page.get_by_role("heading", name=LAMP, level=2)).to_be_visible()
    await says_left(desk, 2)
    assert await on_phone(desk.page, town.supervisor.actor.person_id, "outbox") == []
    assert await Issue.filter(state=IssueState.SUBMITTED).count() == 2


async def test_a_protected_report_goes_to_the_unit_in_the_offices_words_only(
    new_phone: NewPhone, served: Served, town: Town, office: Office
) -> None:
    desk = await at_the_desk(new_phone, served, town)
    await desk.page.keyboard.press("a")
    await desk.page.get_by_role("radio", name="区城市管理局").check()
    give = desk.button("交给区城市管理局梁以砚")
    await give.click()
    words = desk.page.get_by_label("给责任单位看的话")
    await expect(words).to_have_attribute("aria-invalid", "true")

    await words.fill("有一处消防通道划线不清，夜间被占。")
    await give.click()
    await expect(desk.page.get_by_role("heading", name=LAMP, level=2)).to_be_visible()
    await says_left(desk, 1)
    await expect(desk.page.get_by_role("navigation", name="主导航")).to_contain_text(
        "已同步", timeout=HELD_MS
    )
    issue = await Issue.get(id=office.sign)
    assert issue.state is IssueState.ASSIGNED
    assert issue.paraphrase == "有一处消防通道划线不清，夜间被占。"


async def test_unsatisfied_on_the_phone_begins_a_new_round_with_the_same_unit(
    new_phone: NewPhone, served: Served, town: Town, office: Office
) -> None:
    await _answered_for(town, office)
    phone = await App.opened(await new_phone("office"), served.url)
    await phone.sign_in(town.supervisor)
    await phone.goto("/call-backs")
    await phone.link(LAMP).click()
    await phone.button("记回访").click()
    await expect(phone.page.get_by_text("换了三盏灯，已亮。").first).to_be_visible()

    await phone.page.get_by_label("不满意", exact=True).check(force=True)  # drawn by its label
    await phone.button("记下，重新办理").click()
    await expect(phone.page.get_by_role("alert").get_by_text("请写清楚")).to_be_visible()
    await phone.page.get_by_label("还差什么").fill("只亮了一盏。")
    await phone.button("记下，重新办理").click()
    await expect(phone.page.get_by_role("heading", name="经过")).to_be_visible()
    await phone.shows_all_sent()

    issue = await Issue.get(id=office.lamp)
    assert (issue.state, issue.round, issue.lead_unit_id) == (
        IssueState.ASSIGNED, 2, office.unit.id,
    )  # fmt: skip


async def test_at_the_desk_an_issue_opens_beside_its_list_and_is_dealt_with_there(
    new_phone: NewPhone, served: Served, town: Town, office: Office
) -> None:
    await _answered_for(town, office)
    desk = await App.opened(await new_phone("desk", **DESK), served.url)
    await desk.sign_in(town.supervisor)
    await desk.goto("/call-backs")
    row, title = desk.link(LAMP), desk.page.get_by_role("heading", name=LAMP, level=2)
    await row.click()
    await expect(title).to_be_visible()
    await expect(row).to_have_attribute("aria-current", "true")
    await desk.page.reload()  # which one is open stands in the address
    await expect(title).to_be_visible()
    await desk.page.keyboard.press("Escape")
    await expect(title).to_have_count(0)
    await expect(row).to_be_focused()

    await row.press("Enter")
    await desk.button("记回访").click()
    await desk.page.get_by_label("满意", exact=True).check(force=True)  # drawn by its label
    await desk.button("记下，办结").click()
    await expect(desk.page.get_by_text("没有等回访的")).to_be_visible()
    assert (await Issue.get(id=office.lamp)).state is IssueState.CLOSED


async def _answered_for(town: Town, office: Office) -> None:
    """The unit got the lamp, acknowledged it and says that it is done."""
    now = datetime.now(UTC)
    given = handling.NewAssignment(
        uuid4(), office.lamp, 1, TOPIC, "normal", office.unit.id, office.handler.person_id, now
    )
    receipt = await assigning.assign(town.supervisor.actor, given, now=now)
    taken = handling.Acknowledgement(uuid4(), office.lamp, receipt.version, now)
    receipt = await doing.acknowledge(office.handler, taken, now=now)
    said = handling.Response(
        uuid4(), office.lamp, receipt.version, "solved", "换了三盏灯，已亮。", now
    )
    await doing.respond(office.handler, said, now=now)
