"""Display copies and thumbnails: drawn once, put off when they fail, never in the way."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from backend.evidence.copies import FIRST_WAIT, LEASE, run_due_copies
from backend.evidence.darkroom import Darkroom
from backend.evidence.models import CopyState, Photo
from backend.evidence.pictures import PAPER
from backend.evidence.service import draw_again
from storage import ObjectStore, Retained
from tests.evidence.conftest import NOW, Officer
from tests.evidence.pictures import alike, opened, photo, saved, sealed
from tests.evidence.records import bind, key_of, sent


async def bytes_of(store: ObjectStore, key: str) -> bytes:
    return b"".join([chunk async for chunk in store.read(key)])


async def test_a_bound_photo_gets_both_copies_and_its_evidence_stays(
    zhao: Officer, either_store: ObjectStore, room: Darkroom
) -> None:
    photo_id = await sent(zhao, sealed(2048, 1536))
    await bind([photo_id], zhao)

    assert await run_due_copies(either_store, room, now=NOW, numbers={}) == 1
    assert await run_due_copies(either_store, room, now=NOW + LEASE, numbers={}) == 0

    row = await Photo.get(id=photo_id)
    display = await bytes_of(either_store, f"display/{photo_id}")
    thumb = await bytes_of(either_store, f"thumb/{photo_id}")
    assert (row.copies, row.copies_due_at, row.copies_attempts) == (CopyState.READY, None, 0)
    assert (row.display_sha256, row.display_bytes) == (sha256(display).hexdigest(), len(display))
    assert (row.thumb_sha256, row.thumb_bytes) == (sha256(thumb).hexdigest(), len(thumb))
    assert opened(thumb).size == (256, 192)
    assert opened(display).width == 1280
    assert opened(display).height > 960
    assert await bytes_of(either_store, await key_of(photo_id)) == sealed(2048, 1536)


async def test_an_unbound_photo_gets_none(
    zhao: Officer, store: ObjectStore, room: Darkroom
) -> None:
    await sent(zhao)

    assert await run_due_copies(store, room, now=NOW, numbers={}) == 0


@pytest.mark.sqlite  # pictures turn the same way on both
@pytest.mark.parametrize("turn", range(1, 9))
async def test_the_copies_of_every_orientation_look_the_same(
    zhao: Officer, store: ObjectStore, room: Darkroom, turn: int
) -> None:
    photo_id = await sent(zhao, photo(f"orientation/landscape_{turn}.jpg"))
    await bind([photo_id], zhao)
    await run_due_copies(store, room, now=NOW, numbers={})

    display = opened(await bytes_of(store, f"display/{photo_id}"))
    thumb = await bytes_of(store, f"thumb/{photo_id}")

    first = photo("orientation/landscape_1.jpg")
    assert display.width == 600  # never larger than the evidence
    assert alike(saved(display.crop((0, 0, 600, 450)), "PNG"), first)
    assert alike(thumb, first)


async def test_the_strip_stands_below_the_picture_with_the_number_of_its_record(
    zhao: Officer, store: ObjectStore, room: Darkroom
) -> None:
    photos = [await sent(zhao, sealed(1280, 960)) for _ in range(2)]
    numbered = await bind(photos[:1], zhao)
    await bind(photos[1:], zhao)

    async def number(visit_id: UUID) -> str | None:
        return "WD-2026-0012" if visit_id == numbered else None

    await run_due_copies(store, room, now=NOW, numbers={"visit": number})

    with_number, without = [
        opened(await bytes_of(store, f"display/{photo_id}")) for photo_id in photos
    ]
    assert with_number.size == without.size
    last_row = opened(sealed()).getpixel((0, 0))
    assert with_number.getpixel((640, 950)) == pytest.approx(last_row, abs=4)  # nothing drawn over
    assert with_number.getpixel((1279, with_number.height - 1)) == pytest.approx(PAPER, abs=12)
    ink = [written(one) for one in (with_number, without)]
    assert ink[0] > ink[1] > 100  # the number is there to be read, and nowhere else


def written(display: Image.Image) -> int:
    """How many bright dots the strip under the picture has."""
    strip = display.crop((0, 960, *display.size)).convert("L")
    return sum(dot > 128 for dot in strip.tobytes())


async def test_a_number_that_comes_later_is_drawn_then(
    zhao: Officer, store: ObjectStore, room: Darkroom
) -> None:
    photo_id = await sent(zhao)
    visit = await bind([photo_id], zhao)
    await run_due_copies(store, room, now=NOW, numbers={})
    before = await Photo.get(id=photo_id)

    async def number(_: UUID) -> str | None:
        return "WD-2026-0012"

    await draw_again(visit, now=NOW)
    await run_due_copies(store, room, now=NOW, numbers={"visit": number})

    after = await Photo.get(id=photo_id)
    assert after.display_sha256 != before.display_sha256
    assert after.thumb_sha256 == before.thumb_sha256
    assert after.copies is CopyState.READY


async def test_the_store_holds_the_evidence_of_a_record(
    zhao: Officer, store: ObjectStore, room: Darkroom
) -> None:
    photo_id = await sent(zhao)
    await bind([photo_id], zhao)
    await store.retain(await key_of(photo_id), until=NOW)  # not yet held by us, only touched

    await run_due_copies(store, room, now=NOW, numbers={}, kept_for=timedelta(days=366))

    with pytest.raises(Retained):
        await store.delete(await key_of(photo_id))
    await store.delete(f"display/{photo_id}")


async def test_a_claim_is_a_lease(zhao: Officer, store: ObjectStore, room: Darkroom) -> None:
    photo_id = await sent(zhao)
    await bind([photo_id], zhao)
    dead = NOW + LEASE  # a worker that claimed it and died
    await Photo.filter(id=photo_id).update(copies_due_at=dead)

    assert await run_due_copies(store, room, now=NOW, numbers={}) == 0
    assert await run_due_copies(store, room, now=dead, numbers={}) == 1


async def test_while_the_store_is_away_copies_are_put_off_for_ever_longer(
    zhao: Officer, store: ObjectStore, room: Darkroom, tmp_path: Path
) -> None:
    photo_id = await sent(zhao)
    await bind([photo_id], zhao)
    (tmp_path / "objects").rename(tmp_path / "away")
    now, waits = NOW, []

    for _ in range(12):
        assert await run_due_copies(store, room, now=now, numbers={}) == 1
        row = await Photo.get(id=photo_id)
        assert row.copies is CopyState.DUE
        assert row.copies_due_at is not None
        waits.append(row.copies_due_at - now)
        now = row.copies_due_at

    assert waits[:3] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert max(waits) == timedelta(hours=1)
    (tmp_path / "away").rename(tmp_path / "objects")
    assert await run_due_copies(store, room, now=now, numbers={}) == 1
    assert (await Photo.get(id=photo_id)).copies is CopyState.READY


async def test_one_that_cannot_be_drawn_does_not_hold_up_the_others(
    zhao: Officer, store: ObjectStore, room: Darkroom, tmp_path: Path
) -> None:
    photos = [await sent(zhao, sealed(colour=colour)) for colour in ("red", "green")]
    await bind(photos, zhao)
    spoilt = tmp_path / "objects" / await key_of(photos[0])
    spoilt.write_bytes(b"the disk has lost it")
    now = NOW

    assert await run_due_copies(store, room, now=now, numbers={}) == 2
    for _ in range(2):
        now += timedelta(hours=1)
        assert await run_due_copies(store, room, now=now, numbers={}) == 1

    states = {row.id: row.copies for row in await Photo.all()}
    assert states == {photos[0]: CopyState.FAILED, photos[1]: CopyState.READY}
    assert await run_due_copies(store, room, now=now + timedelta(days=1), numbers={}) == 0


async def test_a_narrow_picture_gets_a_strip_that_can_be_read(room: Darkroom) -> None:
    strip = "2026-11-23 10:24 +0800   WD-2026-0012   Q9W1-DFWF"

    display, thumb = await room.draw_copies(sealed(40, 4000), strip)

    assert opened(display).width > 250
    assert opened(thumb).size == (3, 256)
