"""A returned visit, amended without a network while it changed elsewhere: the words are kept."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.async_api import expect

from backend.visits.models import Visit, VisitRevision
from tests.e2e.app import PHOTOS, SLOW_MS, TALK, App
from tests.e2e.conftest import Account, Town
from tests.e2e.inside import on_phone
from tests.fixtures.chromium import NewPhone
from tests.fixtures.phone import Phone
from tests.fixtures.server import Served
from tests.visits.acts import amendment, correction, returned

pytestmark = pytest.mark.browser

PICTURES = [PHOTOS / "orientation/landscape_1.jpg"]
REASON = "请补上企业的具体诉求。"
MINE = "企业要求 12 月 10 日前增容到 630 千伏安，已现场看过配电房。"
THEIRS = "另一部手机上改的一版。"


async def returned_and_amended_offline(app: App, town: Town, elsewhere: Phone) -> Visit:
    """An amendment waits on the phone; it was written on version 2."""
    await app.sign_in(town.officer)
    await app.write_visit(photos=PICTURES)
    await app.shows_all_sent()
    visit = await Visit.get()
    await act(elsewhere, town.supervisor, "ReviewVisit", returned(str(visit.id), reason=REASON))

    await app.goto(f"/visits/draft/{visit.id}:amend")
    await expect(app.page.get_by_text(f"退回补正：{REASON}")).to_be_visible()
    await app.page.context.set_offline(True)
    await app.talk.fill(MINE)
    await app.save()
    return visit


async def act(phone: Phone, who: Account, document: str, letter: dict[str, object]) -> None:
    await phone.sign_in(who.actor)
    reply = await phone.send(document, input=letter)
    assert reply["__typename"] == "Receipt", reply


async def puts_the_words_into_a_new_revision(app: App, visit: Visit, person_id: UUID) -> None:
    """From the page of letters: what changed, then one's own words again."""
    await app.goto("/outbox")
    await expect(app.page.get_by_text("要您改一下")).to_be_visible()
    await app.page.context.set_offline(False)
    await app.button("看看改了什么").click()
    sheet = app.page.get_by_role("dialog")
    await expect(sheet.get_by_text(MINE)).to_be_visible()
    await app.button("放进新的一版").click()
    await expect(app.talk).to_have_value(MINE)
    assert [row["key"] for row in await on_phone(app.page, person_id, "drafts")] == [
        f"visit:{visit.id}:amend"
    ]
    await app.save()
    await app.shows_all_sent()


async def test_the_author_amended_on_another_device(
    new_phone: NewPhone, served: Served, town: Town, elsewhere: Phone
) -> None:
    app = await App.opened(await new_phone(), served.url)
    visit = await returned_and_amended_offline(app, town, elsewhere)
    theirs = amendment(
        str(visit.id), town.enterprises[0], expectedVersion=2,
        content={"discussed": THEIRS, "photoIds": visit.photo_ids},
    )  # fmt: skip
    await act(elsewhere, town.officer, "AmendVisit", theirs)

    await app.page.context.set_offline(False)
    await expect(app.strip).to_contain_text("1 条待上传", timeout=SLOW_MS)
    await puts_the_words_into_a_new_revision(app, visit, town.officer.actor.person_id)

    revisions = [one.discussed async for one in VisitRevision.all().order_by("number")]
    assert revisions == [TALK, THEIRS, MINE]
    assert (await Visit.get()).photo_ids == visit.photo_ids


async def test_a_supervisor_corrected_the_enterprise(
    new_phone: NewPhone, served: Served, town: Town, elsewhere: Phone
) -> None:
    app = await App.opened(await new_phone(), served.url)
    visit = await returned_and_amended_offline(app, town, elsewhere)
    right = town.enterprises[1]
    corrected = correction(str(visit.id), right, expectedVersion=2)
    await act(elsewhere, town.supervisor, "CorrectEnterprise", corrected)

    await app.page.context.set_offline(False)
    await expect(app.strip).to_contain_text("1 条待上传", timeout=SLOW_MS)
    await puts_the_words_into_a_new_revision(app, visit, town.officer.actor.person_id)

    present = await Visit.get()
    assert (present.discussed, present.photo_ids) == (MINE, visit.photo_ids)
    assert present.enterprise_id == right.id
