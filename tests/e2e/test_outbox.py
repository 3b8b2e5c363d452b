"""The page of letters: a photo the server would not take, a copy to keep, and another phone."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.async_api import Locator, expect

from backend.visits.models import Visit
from tests.e2e.app import PHOTOS, SLOW_MS, TALK, App
from tests.e2e.conftest import Town
from tests.e2e.inside import arrived, on_phone, photos_on_phone
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

PICTURES = [PHOTOS / f"orientation/landscape_{n}.jpg" for n in (1, 2)]
CUT_SHORT = (PHOTOS / "broken/truncated.jpg").read_bytes()

SPOIL = """async ([name, id, content, sha256]) => {
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const photos = db.transaction('photos', 'readwrite').objectStore('photos')
  await new Promise((resolve, reject) => {
    const asked = photos.get(id)
    asked.onerror = () => reject(asked.error)
    asked.onsuccess = () => {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)).buffer
      const put = photos.put({ ...asked.result, bytes, sha256 })
      put.onsuccess = resolve
      put.onerror = () => reject(put.error)
    }
  })
  db.close()
}"""


async def spoil(app: App, person_id: UUID, photo_id: UUID) -> None:
    """Half of this photo is lost on the phone; its hash agrees with what is left."""
    content = base64.b64encode(CUT_SHORT).decode()
    digest = sha256(CUT_SHORT).hexdigest()
    await app.page.evaluate(SPOIL, [f"phone-{person_id}", str(photo_id), content, digest])


async def saved_by(button: Locator, to: Path) -> dict[str, Any]:
    """The file that the phone hands over."""
    async with button.page.expect_download() as download:
        await button.click()
    await (await download.value).save_as(to)
    file: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    return file


async def writes_offline(app: App, town: Town) -> dict[UUID, bytes]:
    """A visit with two photos waits on this phone; the photos by their ids."""
    await app.sign_in(town.officer)
    await app.go_offline()
    await app.write_visit(photos=PICTURES)
    await app.shows_waiting(1)
    return await photos_on_phone(app.page, town.officer.actor.person_id)


async def test_a_photo_that_the_server_would_not_take_is_left_out_and_the_rest_arrives(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    app = await App.opened(await new_phone(), served.url)
    person = town.officer.actor.person_id
    await writes_offline(app, town)
    (letter,) = await on_phone(app.page, person, "outbox")
    whole, spoilt = (UUID(one) for one in letter["photoIds"])
    await spoil(app, person, spoilt)

    await app.goto("/outbox")
    await app.go_online()
    await expect(app.page.get_by_text("这张照片不完整，后半截没有了")).to_be_visible(
        timeout=SLOW_MS
    )
    await expect(app.strip).to_contain_text("1 条")
    copy = await saved_by(app.button("另存一份"), tmp_path / "copy.json")
    assert [one["id"] for one in copy["letters"]] == [letter["id"]]
    assert {UUID(one["id"]) for one in copy["photos"]} == {whole, spoilt}
    assert await Visit.all().count() == 0

    await app.button("去掉这张再发").click()
    await app.shows_all_sent()
    there = await arrived(tmp_path)
    assert there.talks == [TALK]
    assert set(there.photos) == {whole}
    assert await on_phone(app.page, person, "photos") == []


async def test_letters_go_out_by_another_phone_of_the_same_person_and_arrive_once(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    broken = await App.opened(await new_phone("broken"), served.url)
    taken = await writes_offline(broken, town)
    await broken.goto("/outbox")
    await broken.page.get_by_text("送不出去时").click()
    file = tmp_path / "letters.json"
    await saved_by(broken.button("全部导出"), file)

    other = await App.opened(await new_phone("other"), served.url, "/outbox")
    await other.sign_in(town.colleague)
    await other.page.get_by_text("送不出去时").click()
    await other.page.locator('input[type="file"]').set_input_files(file)
    await expect(other.page.get_by_text("这个文件是另一个人的")).to_be_visible()
    assert await on_phone(other.page, town.colleague.actor.person_id, "outbox") == []

    mine = await App.opened(await new_phone("mine"), served.url, "/outbox")
    await mine.sign_in(town.officer)
    await mine.page.get_by_text("送不出去时").click()
    await mine.page.locator('input[type="file"]').set_input_files(file)
    await expect(mine.page.get_by_text("导入 1 条，已在这里 0 条。")).to_be_visible()
    await mine.shows_all_sent()
    await broken.go_online()  # repaired after all
    await broken.shows_all_sent()

    there = await arrived(tmp_path)
    assert there.talks == [TALK]
    assert there.photos == taken
