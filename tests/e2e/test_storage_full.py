"""A full phone: what is on the form stays, the person is told, and there is room again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.app import PHOTOS, TALK, App
from tests.e2e.conftest import Town
from tests.e2e.inside import arrived, on_phone, photos_on_phone
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

PICTURES = [PHOTOS / f"orientation/landscape_{n}.jpg" for n in (1, 2)]
FULL = {"quotaSize": 1}  # bytes
MORE = "再补一句：企业还问了招工。"


@pytest.mark.own_browser
async def test_a_full_phone_keeps_the_form_and_sends_it_once_there_is_room(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    person = town.officer.actor.person_id
    phone = await new_phone()
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.open_visit()
    await app.fill_visit(photos=PICTURES)
    taken = await photos_on_phone(app.page, person)
    await phone.close()  # a browser remembers for a while how much room it had

    phone = await new_phone()
    devtools = await phone.new_cdp_session(phone.pages[0])
    await devtools.send("Storage.overrideQuotaForOrigin", {"origin": served.url} | FULL)
    await phone.set_offline(True)
    app = await App.opened(phone, served.url)
    await expect(app.talk).to_have_value(TALK)
    await app.talk.fill(TALK + MORE)
    await expect(app.page.get_by_text("没存上", exact=True)).to_be_visible()
    await app.button("保存并发送").click()
    await expect(app.page.get_by_text("手机空间快满，先上传再拍").first).to_be_visible()
    await expect(app.page.get_by_text("您填的内容都在这一页，先不要关")).to_be_visible()
    await expect(app.talk).to_have_value(TALK + MORE)
    await expect(app.kept_photos).to_have_count(2)
    assert await on_phone(app.page, person, "outbox") == []

    await devtools.send("Storage.overrideQuotaForOrigin", {"origin": served.url})
    await app.save()
    await app.go_online()
    await app.shows_all_sent()

    there = await arrived(tmp_path)
    assert there.talks == [TALK + MORE]
    assert there.photos == taken
