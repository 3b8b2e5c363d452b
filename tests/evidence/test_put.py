"""A photo is sent and taken: whole, upright, bare, once, and for its owner alone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from backend.evidence.models import Photo
from backend.evidence.service import attach
from backend.kernel.ledger import transaction
from backend.kernel.place import Place, PlaceSource, place_in
from storage import ObjectStore
from tests.evidence.conftest import NOW, Hire, Officer
from tests.evidence.pictures import (
    ORIENTATION,
    alike,
    heic,
    opened,
    photo,
    saved,
    sealed,
)
from tests.evidence.records import key_of, refused, stored


async def test_what_the_phone_sealed_is_kept_byte_for_byte(
    zhao: Officer, either_store: ObjectStore
) -> None:
    body, photo_id = sealed(), uuid4()

    reply = await zhao.put(
        body,
        photo_id=photo_id,
        x_taken_at="2026-11-23T10:20:00+08:00",
        x_lat="33.7353",
        x_lng="113.3355",
        x_accuracy="12.5",
    )

    assert reply.status_code == 200
    assert reply.json() == {
        "id": str(photo_id),
        "sha256": sha256(body).hexdigest(),
        "evidenceSha256": sha256(body).hexdigest(),
        "widthPx": 640,
        "heightPx": 480,
    }
    assert await stored(either_store) == {await key_of(photo_id): body}
    row = await Photo.get(id=photo_id)
    assert (row.owner_id, row.sha256, row.raw_sha256) == (zhao.id, sha256(body).hexdigest(), None)
    assert place_in(vars(row)) == Place(33.7353, 113.3355, 12.5, PlaceSource.PHOTO)
    assert row.taken_at == datetime(2026, 11, 23, 2, 20, tzinfo=UTC)
    assert (row.received_at, row.subject_id, row.media_type) == (NOW, None, "image/jpeg")


@pytest.mark.parametrize(
    ("form", "media_type"), [("PNG", "image/png"), ("WEBP", "image/webp"), ("JPEG", "image/jpeg")]
)
async def test_the_content_decides_the_type(zhao: Officer, form: str, media_type: str) -> None:
    reply = await zhao.put(
        saved(Image.new("RGB", (20, 10)), form), content_type="application/x-photo.jpg"
    )

    assert reply.status_code == 200
    assert (await Photo.get(id=reply.json()["id"])).media_type == media_type


@pytest.mark.sqlite  # pictures turn the same way on both
@pytest.mark.parametrize("shape", ["landscape", "portrait"])
async def test_eight_orientations_become_one_upright_picture(
    zhao: Officer, store: ObjectStore, shape: str
) -> None:
    first = photo(f"orientation/{shape}_1.jpg")
    for turn in range(1, 9):
        body = photo(f"orientation/{shape}_{turn}.jpg")

        answer = (await zhao.put(body)).json()

        kept = (await stored(store))[await key_of(answer["id"])]
        assert answer["sha256"] == sha256(body).hexdigest()
        assert answer["evidenceSha256"] == sha256(kept).hexdigest() != answer["sha256"]
        assert (answer["widthPx"], answer["heightPx"]) == opened(first).size == opened(kept).size
        assert alike(kept, first)
        assert not dict(opened(kept).getexif())


@pytest.mark.sqlite  # pictures turn the same way on both
@pytest.mark.parametrize("turn", range(1, 9))
async def test_a_heic_turned_any_way_becomes_an_upright_bare_jpeg(
    zhao: Officer, store: ObjectStore, turn: int
) -> None:
    body = heic(opened(photo(f"orientation/landscape_{turn}.jpg")), orientation=turn)

    answer = (await zhao.put(body)).json()

    assert (answer["widthPx"], answer["heightPx"]) == (600, 450)
    assert answer["sha256"] == sha256(body).hexdigest()
    (kept,) = (await stored(store)).values()  # and the raw bytes are not there
    assert answer["evidenceSha256"] == sha256(kept).hexdigest()
    assert opened(kept).format == "JPEG"
    assert alike(kept, photo("orientation/landscape_1.jpg"))
    row = await Photo.get(id=answer["id"])
    assert (row.sha256, row.raw_sha256) == (answer["evidenceSha256"], answer["sha256"])


@pytest.mark.sqlite  # pictures turn the same way on both
@pytest.mark.parametrize(
    "name",
    [
        "phone/iphone_13_pro_max.HEIC",
        "phone/iphone_hdr_NO.jpg",
        "phone/HMD_Nokia_8.3_5G.jpg",
        "phone/jolla.jpg",
        "gps/DSCN0010.jpg",
        "gps/DSCN0012.jpg",
        "gps/DSCN0021.jpg",
        "gps/DSCN0025.jpg",
        "broken/corrupted.jpg",
        "broken/image00971.jpg",
    ],
)
async def test_a_real_photo_is_taken_and_its_metadata_are_not(
    zhao: Officer, store: ObjectStore, name: str
) -> None:
    answer = (await zhao.put(photo(name))).json()

    (kept,) = (await stored(store)).values()
    assert answer["evidenceSha256"] == sha256(kept).hexdigest()
    assert not dict(opened(kept).getexif())
    assert not {"exif", "xmp", "comment", "photoshop"} & opened(kept).info.keys()


async def test_the_same_photo_twice_is_one_photo_and_one_answer(
    zhao: Officer, store: ObjectStore
) -> None:
    body, photo_id = photo("gps/DSCN0010.jpg"), uuid4()

    first = await zhao.put(body, photo_id=photo_id)
    (at,) = [listed.stored_at async for listed in store.listing()]
    again = await zhao.put(body, photo_id=photo_id)

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert await Photo.all().count() == 1
    assert [listed.stored_at async for listed in store.listing()] == [at]  # not written again


async def test_two_copies_racing_are_one_photo(zhao: Officer, store: ObjectStore) -> None:
    body, photo_id = sealed(), uuid4()

    replies = await asyncio.gather(*[zhao.put(body, photo_id=photo_id) for _ in range(5)])

    assert [reply.status_code for reply in replies] == [200] * 5
    assert await Photo.all().count() == 1
    assert await stored(store) == {await key_of(photo_id): body}


async def test_two_photos_racing_for_one_id_leave_the_winners_bytes(
    zhao: Officer, store: ObjectStore
) -> None:
    bodies, photo_id = [sealed(colour="red"), sealed(colour="green")], uuid4()

    replies = await asyncio.gather(*[zhao.put(body, photo_id=photo_id) for body in bodies])

    assert sorted(reply.status_code for reply in replies) == [200, 409]
    won = next(reply.json()["sha256"] for reply in replies if reply.status_code == 200)
    assert sha256((await stored(store))[await key_of(photo_id)]).hexdigest() == won


async def test_an_id_with_other_bytes_is_refused_and_the_first_stay(
    zhao: Officer, store: ObjectStore
) -> None:
    body, photo_id = sealed(), uuid4()
    await zhao.put(body, photo_id=photo_id)

    said = await refused(zhao, sealed(colour="red"), photo_id=photo_id)

    assert said == (409, "id_reused", "STOP")
    assert await stored(store) == {await key_of(photo_id): body}


async def test_somebody_elses_id_looks_like_one_never_issued(
    zhao: Officer, qian: Officer, store: ObjectStore
) -> None:
    body, photo_id = sealed(), uuid4()
    await zhao.put(body, photo_id=photo_id)

    for attempt in (body, sealed(colour="red")):
        said = await refused(qian, attempt, photo_id=photo_id)
        assert said == (404, "not_found", "STOP")
    assert await stored(store) == {await key_of(photo_id): body}
    assert (await Photo.get(id=photo_id)).owner_id == zhao.id


async def test_a_photo_whose_owner_was_forgotten_is_answered_to_whoever_has_its_bytes(
    zhao: Officer, qian: Officer
) -> None:
    body, photo_id = sealed(), uuid4()
    first = await zhao.put(body, photo_id=photo_id)
    async with transaction():
        await attach(
            [photo_id],
            owner_id=zhao.id,
            subject_kind="issue",
            subject_id=uuid4(),
            now=NOW,
            protected=True,
        )

    assert (await zhao.put(body, photo_id=photo_id)).json() == first.json()
    said = await refused(qian, sealed(colour="red"), photo_id=photo_id)
    assert said == (404, "not_found", "STOP")


async def test_nobody_sends_without_a_session(zhao: Officer, store: ObjectStore) -> None:
    zhao.http.cookies.clear()

    assert await refused(zhao, sealed()) == (401, "sign_in_needed", "SIGN_IN")
    assert await stored(store) == {}


async def test_nobody_sends_with_an_initial_password(hire: Hire) -> None:
    new = await hire(must_change=True)

    assert await refused(new, sealed()) == (401, "password_change_needed", "SIGN_IN")


async def test_a_grant_that_has_ended_does_not_stop_a_photo(zhao: Officer) -> None:
    assert (await zhao.put(sealed(), x_acting_grant=str(uuid4()))).status_code == 200


async def test_a_transparent_or_turned_png_loses_no_picture(
    zhao: Officer, store: ObjectStore
) -> None:
    image = opened(photo("orientation/landscape_6.jpg"))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    out = BytesIO()
    image.save(out, "PNG", exif=exif)

    answer = (await zhao.put(out.getvalue())).json()

    (kept,) = (await stored(store)).values()
    assert (answer["widthPx"], answer["heightPx"]) == (600, 450)
    assert alike(kept, photo("orientation/landscape_1.jpg"))
