"""What is refused, with its reason, and that nothing of it is left."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image
from starlette.requests import Request

from backend.evidence.http import PhotoCounter
from backend.evidence.models import Photo
from backend.evidence.rules import PHOTO_BYTES_MAX
from storage import ObjectStore
from tests.evidence.conftest import Officer
from tests.evidence.pictures import photo, png_of, saved, sealed
from tests.evidence.records import refused, stored

pytestmark = pytest.mark.sqlite  # what is refused here has not come to the database

MIB = 1024 * 1024
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
        (png_of(640, 480, rows_there=479), (422, "photo_cut_short", "FIX")),
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
            "path_params": {"id": str(photo_id)},
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
