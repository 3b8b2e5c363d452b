"""The office at its desk: one key decides, ten seconds to take it back, the author's answer."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.async_api import Locator, expect

from backend.visits.models import Visit, VisitReview, VisitState
from tests.e2e.app import HELD_MS, TALK, App
from tests.e2e.conftest import NAMES, Town
from tests.e2e.inside import on_phone
from tests.fixtures.chromium import DESK, NewPhone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

REASON = "请写明要增多少千伏安。"


@pytest.fixture
async def officer(new_phone: NewPhone, served: Served, town: Town) -> App:
    """The author's phone; two visits have arrived, the older one at the first enterprise."""
    app = await App.opened(await new_phone("officer"), served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    for name in NAMES[:2]:
        await app.write_visit(name, TALK)
        await app.shows_all_sent()
    return app


async def at_the_desk(new_phone: NewPhone, served: Served, town: Town) -> App:
    app = await App.opened(await new_phone("desk", **DESK), served.url)
    await app.sign_in(town.supervisor)
    await expect(app.page.get_by_role("heading", name=NAMES[0], level=2)).to_be_visible()
    return app


def rail(app: App) -> Locator:
    return app.page.get_by_role("navigation", name="主导航")


async def all_is_sent(app: App) -> None:
    """The letter has been held, has gone, and the rail says so."""
    await expect(rail(app)).not_to_contain_text("已同步")
    await expect(rail(app)).to_contain_text("已同步", timeout=HELD_MS)


async def says_left(app: App, count: int) -> None:
    await expect(app.page.get_by_role("heading", level=1)).to_contain_text(f"{count} 件待审")
    await expect(rail(app).get_by_role("link", name="审核")).to_contain_text(str(count))


async def noticed(author: App) -> Locator:
    """The notice, once the worker has written it: one looks into the inbox until then."""
    notice = author.page.get_by_role("listitem").filter(has_text=REASON).get_by_role("link")
    nothing = author.page.get_by_role("heading", name="没有新消息")
    while not await notice.count():
        await author.goto("/inbox")
        await expect(notice.or_(nothing)).to_be_visible(timeout=HELD_MS)
    return notice


@pytest.mark.usefixtures("officer")
async def test_an_approval_taken_back_within_ten_seconds_is_never_sent(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    desk = await at_the_desk(new_phone, served, town)
    supervisor = town.supervisor.actor.person_id
    await says_left(desk, 2)

    await desk.page.keyboard.press("a")
    await expect(desk.page.get_by_role("status").get_by_text("已通过")).to_be_visible()
    await expect(desk.page.get_by_role("heading", name=NAMES[1], level=2)).to_be_visible()
    await says_left(desk, 1)
    await desk.page.keyboard.press("z")
    await expect(desk.page.get_by_text("已撤销，没有送出")).to_be_visible()
    await expect(desk.page.get_by_role("heading", name=NAMES[0], level=2)).to_be_visible()
    await says_left(desk, 2)
    assert await on_phone(desk.page, supervisor, "outbox") == []

    await desk.page.keyboard.press("j")
    await expect(desk.page.get_by_role("heading", name=NAMES[1], level=2)).to_be_visible()
    await desk.page.keyboard.press("a")
    await says_left(desk, 1)
    await all_is_sent(desk)

    assert await Visit.filter(state=VisitState.APPROVED).values_list(
        "enterprise_id", flat=True
    ) == [town.enterprises[1].id]
    assert await VisitReview.all().count() == 1
    assert await on_phone(desk.page, supervisor, "outbox") == []


async def test_returned_amended_and_in_the_queue_again(
    new_phone: NewPhone, served: Served, town: Town, officer: App
) -> None:
    desk = await at_the_desk(new_phone, served, town)
    await desk.page.keyboard.press("r")
    await desk.page.get_by_label("请写明要补什么").fill(REASON)
    await desk.button("退回给走访人").click()
    await expect(desk.page.get_by_role("heading", name=NAMES[1], level=2)).to_be_visible()
    await all_is_sent(desk)
    assert await Visit.filter(state=VisitState.RETURNED).count() == 1

    await (await noticed(officer)).click()
    await officer.link("补正后重新提交").click()
    await officer.talk.fill("谈了用电增容，要增 400 千伏安。")
    await officer.save()
    await officer.shows_all_sent()

    await desk.goto("/review")
    await says_left(desk, 2)
    await desk.page.get_by_role("button", name=NAMES[0]).click()
    detail = desk.page.get_by_role("article")
    await expect(detail).to_contain_text("要增 400 千伏安")
    await expect(detail).to_contain_text(REASON)


@pytest.mark.usefixtures("officer")
async def test_what_another_supervisor_decided_is_shown_and_asked_again(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    desk = await at_the_desk(new_phone, served, town)
    await desk.page.keyboard.press("a")
    await says_left(desk, 1)
    visit = await Visit.get(enterprise_id=town.enterprises[0].id)
    await VisitReview.create(
        id=uuid4(), visit_id=visit.id, revision=1, verdict="returned", reason=REASON,
        reviewer_id=town.colleague.actor.person_id, at=visit.started_at,
    )  # fmt: skip
    await Visit.filter(id=visit.id).update(version=2, state=VisitState.RETURNED)
    await desk.goto(f"/review/{visit.id}")

    await expect(desk.page.get_by_role("alert")).to_contain_text("已被别人改过", timeout=HELD_MS)
    detail = desk.page.get_by_role("article")
    await expect(detail).to_contain_text("现在：已退回")
    await expect(detail).to_contain_text(REASON)
    await desk.button("知道了，重新决定").click()
    await expect(desk.page.get_by_role("alert")).to_have_count(0)
    assert await on_phone(desk.page, town.supervisor.actor.person_id, "outbox") == []
