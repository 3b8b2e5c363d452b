"""A session that ended, two tabs, two people on one phone: letters stay, and arrive once."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Request, expect

from backend.people.models import Session
from backend.visits.models import Visit
from tests.e2e.app import PHOTOS, SLOW_MS, TALK, App
from tests.e2e.conftest import Town
from tests.e2e.inside import arrived, on_phone, photos_on_phone
from tests.fixtures.chromium import NewPhone, kill_phone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

PICTURES = [PHOTOS / "orientation/landscape_1.jpg"]


async def end_sessions() -> None:
    """As an admin or another device of the person does."""
    await Session.filter(ended_at=None).update(ended_at=datetime.now(UTC))


async def test_a_session_ended_while_offline_keeps_the_letters(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.go_offline()
    await app.write_visit(photos=PICTURES)
    await app.shows_waiting(1)
    taken = await photos_on_phone(app.page, town.officer.actor.person_id)
    await end_sessions()

    await app.go_online()
    await expect(app.strip).to_contain_text("请重新登录，1 条都还在")
    assert await Visit.all().count() == 0
    await app.strip.get_by_role("button", name="登录").click()
    await expect(app.page.get_by_text("登录已过期，请重新登录")).to_be_visible()
    await app.sign_in(town.officer)
    await app.shows_all_sent()

    there = await arrived(tmp_path)
    assert there.talks == [TALK]
    assert there.photos == taken


FIFTEEN_DAYS_AGO = """() => {
  const kept = JSON.parse(localStorage.getItem('blt-me'))
  kept.answeredAt = new Date(Date.now() - 15 * 86_400_000).toISOString()
  localStorage.setItem('blt-me', JSON.stringify(kept))
}"""


async def test_locked_after_fourteen_days_it_opens_by_itself_where_one_was(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.go_offline()
    await app.page.evaluate(FIFTEEN_DAYS_AGO)
    await app.goto("/inbox")
    await expect(app.page.get_by_text("超过 14 天没连上服务器")).to_be_visible()

    await app.go_online()

    await expect(app.page.get_by_role("heading", name="收件箱")).to_be_visible(timeout=SLOW_MS)


@pytest.mark.own_browser
async def test_killed_within_seconds_of_signing_in_the_phone_knows_whose_it_is(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    """Chromium writes localStorage late; the letters and who is in do not depend on it."""
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.go_offline()
    await app.write_visit()
    await app.shows_waiting(1)
    kill_phone(tmp_path)

    phone = await new_phone()
    await phone.set_offline(True)
    app = await App.opened(phone, served.url)
    await expect(app.link("天润机械").first).to_be_visible()
    await app.shows_waiting(1)


@pytest.mark.online
async def test_it_does_not_come_back_to_a_form_that_has_been_sent(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    """As after a kill right after sending: where one was is written down, that one left is not."""
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await expect(app.link("天润机械").first).to_be_visible(timeout=SLOW_MS)
    noted = {"personId": str(town.officer.actor.person_id), "path": f"/visits/draft/{uuid4()}"}
    await app.page.evaluate(
        "noted => localStorage.setItem('blt-open-form', JSON.stringify(noted))",
        noted | {"scrollPx": 0},
    )

    await app.goto("/")

    await expect(app.link("天润机械").first).to_be_visible(timeout=SLOW_MS)


async def test_of_two_tabs_one_sends_and_both_show_the_same(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    phone = await new_phone()
    one = await App.opened(phone, served.url)
    await one.sign_in(town.officer)
    await one.go_offline()
    other = await App.opened(phone, served.url, "/outbox")
    sent: list[str] = []
    phone.on("response", lambda answer: _note(answer.request, sent))  # the worker sends too

    await one.write_visit(photos=PICTURES)
    for app in (one, other):
        await app.shows_waiting(1)
    await expect(other.page.get_by_role("heading", name="走访 天润机械")).to_be_visible()
    await one.go_online()
    for app in (other, one):
        await app.shows_all_sent()

    assert sorted(sent) == ["letter", "photo"]
    assert (await arrived(tmp_path)).talks == [TALK]


async def test_another_person_on_the_phone_sees_and_sends_nothing_of_the_first(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.go_offline()
    await app.write_visit(photos=PICTURES)
    await app.open_visit("安泰粮油")
    await app.talk.fill("只写了一半。")
    await expect(app.page.get_by_text(re.compile("已存本机 ")).first).to_be_visible()
    await end_sessions()
    await app.goto("/outbox")
    await app.go_online()
    await expect(app.strip).to_contain_text("请重新登录，1 条都还在")
    await app.strip.get_by_role("button", name="登录").click()

    await app.sign_in(town.colleague)
    await _sees_nothing_of_the_first(app)
    assert await on_phone(app.page, town.officer.actor.person_id, "directory") == []
    assert await Visit.all().count() == 0
    await _sign_out(app)

    await expect(app.page.get_by_text("这部手机里还有 1 条没送达的记录")).to_be_visible()
    await expect(app.page.get_by_text(f"尾号 {town.officer.phone[-4:]}")).to_be_visible()
    await app.sign_in(town.officer)
    await app.goto("/enterprises")
    await expect(app.page.get_by_text("接着写：安泰粮油")).to_be_visible()
    await app.shows_all_sent()
    assert (await arrived(tmp_path)).talks == [TALK]
    assert (await Visit.get()).liaison_id == town.officer.actor.person_id


async def _sees_nothing_of_the_first(app: App) -> None:
    await app.goto("/")
    await expect(app.link("新华文具").first).to_be_visible()
    await expect(app.link("天润机械")).to_have_count(0)
    await expect(app.page.get_by_text("接着写")).to_have_count(0)
    await app.shows_all_sent()


async def _sign_out(app: App) -> None:
    await app.goto("/me")
    await app.button("退出登录").click()
    await expect(app.button("登录")).to_be_visible()


def _note(request: Request, sent: list[str]) -> None:
    if request.method == "PUT":
        sent.append("photo")
    elif "sealedAt" in (request.post_data or ""):
        sent.append("letter")
