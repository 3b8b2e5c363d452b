"""Photos as phones make them: turned, damaged, HEIC. What cannot be taken says so on its tile."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.async_api import expect

from backend.evidence.models import Photo
from tests.e2e.app import PHOTOS, SLOW_MS, TALK, App
from tests.e2e.conftest import Town
from tests.e2e.inside import arrived, photos_on_phone
from tests.fixtures.chromium import DESK, NewPhone
from tests.fixtures.server import Served

pytestmark = [pytest.mark.browser, pytest.mark.online]

ALIKE = 12  # mean difference of grey values (0–255) that re-encoding and scaling leave
BROKEN = {
    "truncated.jpg": "有 1 张照片不完整，后半截没有了",
    "empty.jpg": "有 1 张照片是空的",
    "page-named-photo.jpg": "有 1 个文件不是照片",
}


@pytest.mark.parametrize("shape", ["landscape", "portrait"])
async def test_eight_orientations_look_the_same(
    new_phone: NewPhone, served: Served, town: Town, shape: str
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.open_visit()

    await app.add_photos(sorted((PHOTOS / "orientation").glob(f"{shape}_*.jpg")))

    taken = await photos_on_phone(app.page, town.officer.actor.person_id)
    pictures = [Image.open(io.BytesIO(content)) for content in taken.values()]
    assert len(pictures) == 8
    assert {(picture.width > picture.height) for picture in pictures} == {shape == "landscape"}
    assert [dict(picture.getexif()) for picture in pictures] == [{}] * 8
    first, *others = [picture.convert("L").resize((64, 64)) for picture in pictures]
    for other in others:
        assert ImageStat.Stat(ImageChops.difference(first, other)).mean[0] < ALIKE


async def test_broken_photos_say_so_and_everything_else_stays(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.open_visit()
    whole = [PHOTOS / "broken/corrupted.jpg", PHOTOS / "broken/image00971.jpg"]
    await app.fill_visit(photos=whole)

    await app.choose_photos([PHOTOS / "broken" / name for name in BROKEN])
    for words in BROKEN.values():
        await expect(app.page.get_by_text(words)).to_be_visible(timeout=SLOW_MS)
    unread = app.page.locator("li.photo").filter(has_text="读不出，换一张")
    await expect(unread).to_have_count(3)
    await expect(app.kept_photos).to_have_count(2)
    await expect(app.talk).to_have_value(TALK)

    await app.button("保存并发送").click()
    await expect(unread.first).to_be_in_viewport()  # it is shown, and nothing is sent
    await expect(app.talk).to_have_value(TALK)
    for left in (2, 1, 0):
        await unread.first.get_by_role("button", name="删除照片").click()
        await expect(unread).to_have_count(left)
    await app.save()
    await app.shows_all_sent()

    assert len((await arrived(tmp_path)).photos) == 2


async def test_heic_is_taken_and_the_server_converts_it(
    new_phone: NewPhone, served: Served, town: Town, tmp_path: Path
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.open_visit()

    await app.fill_visit(photos=[PHOTOS / "phone/iphone_13_pro_max.HEIC"])
    await app.save()
    await app.shows_all_sent()

    (content,) = (await arrived(tmp_path)).photos.values()
    assert Image.open(io.BytesIO(content)).format == "JPEG"
    photo = await Photo.get()
    assert photo.raw_sha256 is not None
    assert photo.raw_sha256 != photo.sha256


async def test_a_photo_says_when_and_where_it_was_taken_or_nothing(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    """An old photo, chosen today, is never said to be of today."""
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.open_visit()
    told = ["phone/HMD_Nokia_8.3_5G.jpg", "phone/iphone_13_pro_max.HEIC", "gps/DSCN0010.jpg"]
    silent = "orientation/landscape_1.jpg"
    await app.fill_visit(photos=[PHOTOS / name for name in [*told, silent]])
    await app.save()
    await app.shows_all_sent()

    rows = await Photo.all().order_by("position")
    assert [row.taken_at for row in rows] == [
        datetime(2022, 8, 14, 11, 12, 31, tzinfo=UTC),  # +03:00, says the photo
        datetime(2022, 2, 16, 11, 55, 41, tzinfo=UTC),  # +01:00
        datetime(2008, 10, 22, 8, 28, 39, tzinfo=UTC),  # no zone: that of the phone, Shanghai
        None,
    ]
    places = [row.lat_deg and (round(row.lat_deg, 3), round(row.lng_deg or 0, 3)) for row in rows]
    assert places == [(60.147, 24.907), None, (43.467, 11.885), None]
    assert [row.accuracy_m for row in rows] == [None] * 4  # no camera said how exact

    desk = await App.opened(await new_phone("desk", **DESK), served.url)
    await desk.sign_in(town.supervisor)
    photos = desk.page.locator(".evidence")
    await expect(photos).to_contain_text("2022 年 8 月 14 日 19:12", timeout=SLOW_MS)
    await expect(photos).to_contain_text("2008 年 10 月 22 日 16:28 拍")
    await expect(photos).to_contain_text("1 张照片里没有拍摄时间")
    await expect(photos).not_to_contain_text("今天")
