"""A new version comes while a visit is written: asked first, nothing lost, other tabs told.

One that the server no longer answers asks for the update; what was written is sent after it.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import expect

from backend.evidence.models import Photo
from backend.kernel.allowlist import digest_of
from backend.visits.models import Visit
from tests.e2e.app import PHOTOS, SLOW_MS, TALK, App
from tests.e2e.conftest import Town
from tests.fixtures.chromium import NewPhone
from tests.fixtures.phone import DOCUMENTS
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

PICTURES = [PHOTOS / "orientation/landscape_1.jpg"]
MARK = '<meta name="version" content="next">'
LOOK_FOR_UPDATE = "navigator.serviceWorker.ready.then((registration) => registration.update())"


async def test_a_new_version_waits_for_consent_and_the_draft_is_intact(
    new_phone: NewPhone, new_server: Callable[..., Served], town: Town, tmp_path: Path
) -> None:
    built = tmp_path / "pwa"
    shutil.copytree("pwa/dist", built)
    server = await asyncio.to_thread(new_server, BLT_PWA_DIR=str(built))
    phone = await new_phone()
    other = await App.opened(phone, server.url)
    await other.sign_in(town.officer)
    await other.is_on_the_phone()
    app = await App.opened(phone, server.url)
    await app.open_visit()
    await app.fill_visit(photos=PICTURES)

    await _deploy(built, server)
    await app.page.evaluate(LOOK_FOR_UPDATE)
    ready = app.page.get_by_text("有新版本。您写的都已存在这部手机里。")
    await expect(ready).to_be_visible()
    await expect(app.talk).to_have_value(TALK)
    assert await app.page.locator('meta[name="version"]').count() == 0

    await app.button("现在更新").click()
    await expect(app.page.locator('meta[name="version"]')).to_have_count(1)
    await expect(app.talk).to_have_value(TALK)
    await expect(app.kept_photos).to_have_count(1)
    await expect(app.page.get_by_label("周敏")).to_be_checked()
    await expect(other.page.get_by_text("已在另一个窗口换成新版本。")).to_be_visible()
    await other.button("刷新").click()
    await expect(other.page.locator('meta[name="version"]')).to_have_count(1)

    await app.save()
    await app.shows_all_sent()


async def test_a_version_that_is_not_answered_any_more_asks_for_the_update_and_loses_nothing(
    new_phone: NewPhone, new_server: Callable[..., Served], town: Town, tmp_path: Path
) -> None:
    built = tmp_path / "pwa"
    shutil.copytree("pwa/dist", built)
    (documents,) = (built / "assets").glob("documents-????????.js")
    worker = built / "sw.js"  # it sends letters too, and has the documents' names in itself
    newest, newest_worker = documents.read_text(), worker.read_text()
    known = digest_of(DOCUMENTS["LogVisit"].read_text())
    for file in (documents, worker):
        assert known in file.read_text()
        file.write_text(file.read_text().replace(known, "0" * 64))
    server = await asyncio.to_thread(new_server, BLT_PWA_DIR=str(built))
    app = await App.opened(await new_phone(), server.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.write_visit(photos=PICTURES)

    asked = app.page.get_by_text("应用有新版本，请更新。您写的都在这部手机里，更新后会自动送出。")
    await expect(asked).to_be_visible(timeout=SLOW_MS)
    await app.goto("/outbox")
    letter = app.page.get_by_role("article").filter(has_text="走访 天润机械")
    await expect(letter).to_contain_text("更新后会自动送出")
    assert await Visit.all().count() == 0

    documents.write_text(newest)
    was = f'"revision":null,"url":"assets/{documents.name}"'
    assert was in newest_worker
    worker.write_text(newest_worker.replace(was, was.replace("null", '"next"')))
    await app.button("现在更新").click()

    await app.shows_all_sent()
    (visit,) = await Visit.all()
    assert await Photo.filter(subject_id=visit.id).count() == len(PICTURES)


async def _deploy(built: Path, server: Served) -> None:
    """The next build: another first page, and a worker that knows it."""
    page, worker = built / "index.html", built / "sw.js"
    page.write_text(page.read_text().replace("</head>", f"{MARK}</head>"))
    changed, count = re.subn(
        r'("?url"?:\s*"index\.html",\s*"?revision"?:\s*)"\w+"|("?revision"?:\s*)"\w+"(,\s*"?url"?:\s*"index\.html")',
        lambda found: f'{found[1] or found[2]}"next"{found[3] or ""}',
        worker.read_text(),
    )
    assert count == 1
    worker.write_text(changed)
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)
