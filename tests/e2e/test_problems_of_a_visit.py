"""A problem met on a visit, written without a network: reported, or solved on the spot."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.async_api import Locator, expect

from backend.enterprises.models import Contact
from backend.evidence.models import Photo
from backend.issues.models import Closure, Issue
from backend.issues.states import IssueState
from backend.kernel.ledger import LedgerEvent
from backend.visits.models import Visit
from tests.e2e.app import PHOTOS, App
from tests.e2e.conftest import Town
from tests.e2e.inside import on_phone, photos_on_phone
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

PICTURES = [PHOTOS / f"orientation/landscape_{n}.jpg" for n in (1, 2, 3)]
WHAT = "变压器容量不足，夏天要停一条线。"
DONE = "当场联系供电所，下午已换上备用变压器。"


async def opens_a_problem(app: App, town: Town) -> Locator:
    """The sheet of a new problem on a visit with one photo of its own; there is no network."""
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.open_visit()
    await app.page.context.set_offline(True)
    await app.fill_visit(photos=PICTURES[:1])
    await app.button("加一个问题").click()
    sheet = app.page.get_by_role("dialog", name="加一个问题")
    await sheet.get_by_label("什么问题").fill(WHAT)
    return sheet


async def adds_photos(sheet: Locator) -> None:
    await sheet.locator('input[type="file"]').set_input_files(PICTURES[1:])
    await expect(sheet.locator("li.photo").filter(has_text="已存本机")).to_have_count(2)


async def arrives(app: App, town: Town) -> Issue:
    """Sealed, then sent when the network is back; every photo is bound to what it shows, once."""
    person = town.officer.actor.person_id
    await app.save()
    taken = set(await photos_on_phone(app.page, person))
    assert await Issue.all().count() == 0
    await app.go_online()
    await app.shows_all_sent()

    assert await on_phone(app.page, person, "outbox") == []
    visit, issue = await Visit.get(), await Issue.get()
    shown: dict[UUID | None, int] = {}
    for photo in await Photo.all():
        assert photo.id in taken
        shown[photo.subject_id] = shown.get(photo.subject_id, 0) + 1
    assert shown == {visit.id: 1, issue.id: 2}
    assert issue.visit_id == visit.id
    assert issue.number
    assert issue.number.endswith("-0001")
    return issue


async def shows(app: App, issue: Issue, state: str) -> None:
    """The officer finds it among their own reports, with its number."""
    await app.goto("/reports")
    row = app.link(WHAT.rstrip("。")).or_(app.link(str(issue.number))).first
    await expect(row).to_contain_text(state)
    await expect(row).to_contain_text(str(issue.number))


async def test_a_problem_is_reported_with_its_photos(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    app = await App.opened(await new_phone(), served.url)
    sheet = await opens_a_problem(app, town)
    await adds_photos(sheet)
    await app.button("放进这次走访").click()
    await app.button("保存并发送").click()
    await expect(app.page.get_by_text("请选现在解决了没有").first).to_be_visible()
    await app.page.get_by_label("没有，要上报").check(force=True)

    issue = await arrives(app, town)

    assert issue.state is IssueState.SUBMITTED
    assert issue.description == WHAT
    assert issue.reporter_id == town.officer.actor.person_id
    assert await LedgerEvent.filter(name="issues.reported", subject_id=issue.id).count() == 1
    assert await Closure.all().count() == 0
    await shows(app, issue, "待受理")


async def test_a_problem_is_solved_on_the_spot(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    app = await App.opened(await new_phone(), served.url)
    sheet = await opens_a_problem(app, town)
    await sheet.get_by_label("当场解决了").check(force=True)
    await expect(sheet.get_by_label("周敏")).to_be_checked()  # the one person met says so
    await sheet.get_by_label("怎么解决的").fill(DONE)
    await adds_photos(sheet)
    await app.button("放进这次走访").click()

    issue = await arrives(app, town)

    assert (issue.state, issue.outcome) == (IssueState.CLOSED, "on_the_spot")
    closure = await Closure.get(issue_id=issue.id)
    assert (closure.kind, closure.what_done) == ("on_the_spot", DONE)
    contact = await Contact.get(enterprise_id=town.enterprises[0].id)
    assert closure.confirmed_contact_id == contact.id
    events = LedgerEvent.filter(name="issues.solved_on_the_spot", subject_id=issue.id)
    assert await events.count() == 1
    await shows(app, issue, "已办结")
