"""A photo is sent: taken whole or refused with a reason, and nothing is left of what is refused."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image

from backend.evidence.http import PhotoCounter
from backend.evidence.models import Photo
from backend.evidence.rules import PHOTO_BYTES_MAX
from backend.evidence.service import attach
from backend.kernel.ledger import transaction
from storage import ObjectStore
from tests.evidence.conftest import NOW, Hire, Officer
from tests.evidence.pictures import (
    ORIENTATION,
    alike,
    heic,
    opened,
    photo,
    png_of,
    saved,
    sealed,
)

MIB = 1024 * 1024


async def stored(store: ObjectStore) -> dict[str, bytes]:
    keys = [listed.key async for listed in store.listing()]
    return {key: b"".join([chunk async for chunk in store.read(key)]) for key in keys}


async def refused(officer: Officer, body: Any, **more: Any) -> tuple[int, str, str]:
    reply = await officer.put(body, **more)
    answer = reply.json()
    assert set(answer) == {"code", "message", "remedy", "field", "facts"}
    assert "{" not in answer["message"]
    assert reply.headers["cache-control"] == "no-store"
    return reply.status_code, answer["code"], answer["remedy"]


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
    assert await stored(either_store) == {f"photo/{photo_id}": body}
    row = await Photo.get(id=photo_id)
    assert (row.owner_id, row.sha256, row.raw_sha256) == (zhao.id, sha256(body).hexdigest(), None)
    assert (row.lat_deg, row.lng_deg, row.accuracy_m) == (33.7353, 113.3355, 12.5)
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


@pytest.mark.parametrize("shape", ["landscape", "portrait"])
async def test_eight_orientations_become_one_upright_picture(
    zhao: Officer, store: ObjectStore, shape: str
) -> None:
    first = photo(f"orientation/{shape}_1.jpg")
    for turn in range(1, 9):
        body = photo(f"orientation/{shape}_{turn}.jpg")

        answer = (await zhao.put(body)).json()

        kept = (await stored(store))[f"photo/{answer['id']}"]
        assert answer["sha256"] == sha256(body).hexdigest()
        assert answer["evidenceSha256"] == sha256(kept).hexdigest() != answer["sha256"]
        assert (answer["widthPx"], answer["heightPx"]) == opened(first).size == opened(kept).size
        assert alike(kept, first)
        assert not dict(opened(kept).getexif())


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


GIF = saved(Image.new("RGB", (8, 8)), "GIF")
MOVING = saved(
    Image.new("RGB", (8, 8)), "WEBP", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")]
)
HALF_A_HEIC = photo("phone/iphone_13_pro_max.HEIC")[:900_000]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (photo("broken/truncated.jpg"), (422, "photo_cut_short", "FIX")),
        (photo("broken/empty.jpg"), (422, "photo_empty", "FIX")),
        (photo("broken/page-named-photo.jpg"), (415, "photo_kind", "FIX")),
        (GIF, (415, "photo_kind", "FIX")),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', (415, "photo_kind", "FIX")),
        (MOVING, (415, "photo_kind", "FIX")),
        (b"\xff\xd8\xff\xe0" + bytes(100), (422, "photo_unreadable", "FIX")),
        (b"\xff\xd8\xff\xd9", (422, "photo_unreadable", "FIX")),
        (saved(Image.new("RGB", (64, 64)), "PNG")[:-13], (422, "photo_cut_short", "FIX")),
        (HALF_A_HEIC, (422, "photo_cut_short", "FIX")),
        (png_of(10_000, 10_000), (422, "photo_pixels", "FIX")),
        (png_of(50_001, 1_000), (422, "photo_pixels", "FIX")),
        (bytes(13 * MIB), (413, "photo_too_big", "FIX")),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
async def test_what_is_no_whole_photo_is_refused_and_leaves_nothing(
    zhao: Officer, store: ObjectStore, body: bytes, said: tuple[int, str, str]
) -> None:
    assert await refused(zhao, body) == said
    assert await stored(store) == {}
    assert await Photo.all().count() == 0


async def test_a_hundred_megapixels_are_refused_by_their_header_in_a_few_bytes(
    zhao: Officer,
) -> None:
    bomb = png_of(10_000, 10_000)
    assert len(bomb) < 200_000

    reply = await zhao.put(bomb)

    assert reply.json()["facts"] == {"most": 50}
    assert "50 百万像素" in reply.json()["message"]


async def test_the_largest_photo_is_taken(zhao: Officer) -> None:
    noise = Image.effect_noise((3400, 3400), 90)
    body = saved(noise, "PNG", compress_level=1)
    assert 10 * MIB < len(body) <= PHOTO_BYTES_MAX

    assert (await zhao.put(body)).status_code == 200


async def test_thirteen_megabytes_without_an_announced_length_are_refused_too(
    zhao: Officer, store: ObjectStore
) -> None:
    read = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(13):
            read += 1
            yield bytes(MIB)

    assert await refused(zhao, pieces(), hashed="0" * 64) == (413, "photo_too_big", "FIX")
    assert read == 13  # read on to the end, or the phone would not hear the answer
    assert await stored(store) == {}


async def test_an_endless_body_is_not_read_to_its_end(zhao: Officer) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield bytes(MIB)

    assert await refused(zhao, endless(), hashed="0" * 64) == (413, "photo_too_big", "FIX")
    assert read < 60


@pytest.mark.parametrize("arrived", [b"", sealed()[:-1], sealed(colour="red")])
async def test_bytes_other_than_hashed_are_asked_for_again(
    zhao: Officer, store: ObjectStore, arrived: bytes
) -> None:
    hashed = sha256(sealed()).hexdigest()

    assert await refused(zhao, arrived, hashed=hashed) == (503, "photo_hash", "RETRY")
    assert await stored(store) == {}
    assert await Photo.all().count() == 0


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


async def test_two_copies_racing_are_one_photo(zhao: Officer) -> None:
    body, photo_id = sealed(), uuid4()

    replies = await asyncio.gather(*[zhao.put(body, photo_id=photo_id) for _ in range(5)])

    assert [reply.status_code for reply in replies] == [200] * 5
    assert await Photo.all().count() == 1


async def test_an_id_with_other_bytes_is_refused_and_the_first_stay(
    zhao: Officer, store: ObjectStore
) -> None:
    body, photo_id = sealed(), uuid4()
    await zhao.put(body, photo_id=photo_id)

    said = await refused(zhao, sealed(colour="red"), photo_id=photo_id)

    assert said == (409, "id_reused", "STOP")
    assert await stored(store) == {f"photo/{photo_id}": body}


async def test_somebody_elses_id_looks_like_one_never_issued(
    zhao: Officer, qian: Officer, store: ObjectStore
) -> None:
    body, photo_id = sealed(), uuid4()
    await zhao.put(body, photo_id=photo_id)

    for attempt in (body, sealed(colour="red")):
        said = await refused(qian, attempt, photo_id=photo_id)
        assert said == (404, "not_found", "STOP")
    assert await stored(store) == {f"photo/{photo_id}": body}
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


@pytest.mark.parametrize(
    ("headers", "field"),
    [
        ({"hashed": "ab"}, "sha256"),
        ({"hashed": "z" * 64}, "sha256"),
        ({"x_taken_at": "yesterday"}, "takenAt"),
        ({"x_taken_at": "2026-11-23T10:20:00"}, "takenAt"),
        ({"x_taken_at": "0001-01-01T00:00:00+14:00"}, "takenAt"),
        ({"x_taken_at": "9999-12-31T23:59:59-12:00"}, "takenAt"),
        ({"x_lat": "91", "x_lng": "0"}, "place"),
        ({"x_lat": "33.7", "x_lng": "181"}, "place"),
        ({"x_lat": "nan", "x_lng": "0"}, "place"),
        ({"x_lat": "33.7"}, "place"),
        ({"x_lat": "33.7", "x_lng": "113", "x_accuracy": "-1"}, "place"),
        ({"x_lat": "33.7", "x_lng": "113", "x_accuracy": str(math.inf)}, "place"),
        ({"x_lat": "north", "x_lng": "113"}, "place"),
    ],
)
async def test_a_header_that_makes_no_sense_is_named(
    zhao: Officer, store: ObjectStore, headers: dict[str, str], field: str
) -> None:
    reply = await zhao.put(sealed(), **headers)

    assert (reply.status_code, reply.json()["code"]) == (422, "bad_input")
    assert reply.json()["field"] == field
    assert await stored(store) == {}


@pytest.mark.parametrize("photo_id", ["1", "0" * 40, "%00", "..", "photo.jpg"])
async def test_what_is_no_id_is_not_found(zhao: Officer, photo_id: str) -> None:
    reply = await zhao.put(sealed(), photo_id=photo_id)

    assert reply.status_code == 404


class Line:
    """A connection on which the phone's request is played by hand, piece by piece."""

    def __init__(self, officer: Officer, photo_id: UUID, *pieces: dict[str, Any] | None) -> None:
        cookie = "; ".join(f"{name}={value}" for name, value in officer.http.cookies.items())
        headers = {"x-sha256": "0" * 64, "cookie": cookie, "host": "test"}
        self.scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "PUT",
            "scheme": "http",
            "path": f"/photos/{photo_id}",
            "raw_path": b"",
            "query_string": b"",
            "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
            "path_params": {"photo_id": str(photo_id)},
        }
        self._pieces = list(pieces)
        self.sent: list[Any] = []

    async def receive(self) -> Any:
        piece = self._pieces.pop(0)
        if piece is None:
            await asyncio.Event().wait()  # silence
        return piece

    async def send(self, message: Any) -> None:
        self.sent.append(message)


async def played(counter: PhotoCounter, line: Line) -> int:
    from starlette.requests import Request

    response = await counter.put(Request(line.scope, line.receive))
    return response.status_code


PIECE = {"type": "http.request", "body": sealed()[:500], "more_body": True}


async def test_a_broken_upload_leaves_nothing(
    zhao: Officer, counter: PhotoCounter, store: ObjectStore
) -> None:
    line = Line(zhao, uuid4(), PIECE, {"type": "http.disconnect"})

    assert await played(counter, line) == 499
    assert await stored(store) == {}
    assert await Photo.all().count() == 0


async def test_a_silent_upload_is_given_up_and_leaves_nothing(
    zhao: Officer, counter: PhotoCounter, store: ObjectStore
) -> None:
    impatient = PhotoCounter(
        store, counter.room, counter.readers, counter.identify, counter.clock, silence_s=0.01
    )

    assert await played(impatient, Line(zhao, uuid4(), PIECE, None)) == 408
    assert await stored(store) == {}
    assert await Photo.all().count() == 0


async def test_a_store_that_is_away_means_later_and_no_row(zhao: Officer, tmp_path: Any) -> None:
    (tmp_path / "objects").rename(tmp_path / "elsewhere")

    assert await refused(zhao, sealed()) == (503, "photo_later", "RETRY")
    assert await Photo.all().count() == 0


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
