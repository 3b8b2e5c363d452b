"""A photo is asked for: its visibility at every read, ranges, headers, addresses of the store."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID, uuid4

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from backend.evidence.copies import run_due_copies
from backend.evidence.darkroom import Darkroom
from backend.evidence.http import PhotoCounter
from backend.evidence.models import Photo
from backend.evidence.rules import Size
from backend.evidence.serving import form_of
from storage import ObjectStore
from storage.connect import open_store
from tests.evidence.conftest import NOW, Hire, Officer
from tests.evidence.pictures import opened, photo, saved, sealed
from tests.evidence.records import bind, key_of, sent
from tests.fixtures.s3 import S3Server

Visible = set[tuple[UUID, UUID]]


async def hidden(officer: Officer, photo_id: object) -> bool:
    """Whether the answer is letter for letter the one for an id that was never issued."""
    reply, never = await officer.get(photo_id), await officer.get(uuid4())
    assert (never.status_code, never.json()["code"]) == (404, "not_found")
    return (reply.status_code, reply.content) == (never.status_code, never.content)


async def test_before_it_is_bound_a_photo_is_its_owners_alone(zhao: Officer, qian: Officer) -> None:
    photo_id = await sent(zhao)

    assert (await zhao.get(photo_id)).content == sealed()
    assert await hidden(qian, photo_id)


async def test_bound_it_is_seen_by_whoever_sees_its_record_now(
    zhao: Officer, qian: Officer, visible: Visible
) -> None:
    photo_id = await sent(zhao)
    visit_id = await bind([photo_id], zhao)

    assert await hidden(zhao, photo_id)
    visible.add((qian.id, visit_id))
    assert (await qian.get(photo_id)).status_code == 200
    assert await hidden(zhao, photo_id)
    visible.clear()
    assert await hidden(qian, photo_id)


async def test_of_a_kind_that_nobody_reads_nobody_reads(zhao: Officer) -> None:
    photo_id = await sent(zhao)
    await bind([photo_id], zhao, kind="nothing_known")

    assert await hidden(zhao, photo_id)


async def test_without_a_session_nothing_is_said(zhao: Officer) -> None:
    photo_id = await sent(zhao)
    zhao.http.cookies.clear()

    for one in (photo_id, uuid4()):
        reply = await zhao.get(one)
        assert (reply.status_code, reply.json()["remedy"]) == (401, "SIGN_IN")


async def test_a_named_grant_must_be_in_force(zhao: Officer, visible: Visible) -> None:
    photo_id = await sent(zhao)
    visible.add((zhao.id, await bind([photo_id], zhao)))

    assert (await zhao.get(photo_id, x_acting_grant=str(zhao.grant_id))).status_code == 200
    reply = await zhao.get(photo_id, x_acting_grant=str(uuid4()))
    assert (reply.status_code, reply.json()["code"]) == (403, "grant_not_in_force")


async def test_an_initial_password_opens_no_photo(zhao: Officer, hire: Hire) -> None:
    new = await hire(must_change=True)

    reply = await new.get(await sent(zhao))

    assert (reply.status_code, reply.json()["code"]) == (401, "password_change_needed")


@pytest.mark.parametrize("photo_id", ["1", "%00", "photo.jpg", "9" * 4000])
async def test_what_is_no_id_is_not_found(zhao: Officer, photo_id: str) -> None:
    assert await hidden(zhao, photo_id)


async def test_an_unknown_size_is_named(zhao: Officer) -> None:
    reply = await zhao.get(await sent(zhao), size="original")

    assert (reply.status_code, reply.json()["field"]) == (422, "size")


async def test_a_photo_travels_harmless_and_private(zhao: Officer) -> None:
    photo_id = await sent(zhao)

    reply = await zhao.get(photo_id)

    assert dict(reply.headers) == {
        "content-type": "image/jpeg",
        "content-length": str(len(sealed())),
        "content-disposition": f'inline; filename="photo-{photo_id.hex[:8]}-evidence.jpg"',
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "private, max-age=31536000, immutable",
        "etag": f'"{sha256(sealed()).hexdigest()}"',
        "accept-ranges": "bytes",
        "referrer-policy": "no-referrer",
        "vary": "Cookie",
        "x-content-type-options": "nosniff",
    }


async def test_a_type_that_is_no_image_of_ours_is_saved_not_shown(zhao: Officer) -> None:
    photo_id = await sent(zhao)
    await Photo.filter(id=photo_id).update(media_type="text/html")

    reply = await zhao.get(photo_id)

    assert reply.headers["content-disposition"].startswith("attachment;")


async def test_head_tells_the_same_without_the_bytes(zhao: Officer) -> None:
    photo_id = await sent(zhao)

    head = await zhao.http.head(f"/photos/{photo_id}?size=evidence")

    assert head.content == b""
    assert dict(head.headers) == dict((await zhao.get(photo_id)).headers)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-0", 0, 1), ("bytes=100-299", 100, 300), ("bytes=500-", 500, None)],
)
async def test_a_range_is_these_bytes(
    zhao: Officer,
    either_store: ObjectStore,  # noqa: ARG001 - on both stores
    asked: str,
    start: int,
    end: int | None,
) -> None:
    body = photo("orientation/portrait_1.jpg")
    photo_id = await sent(zhao, body)
    whole = (await zhao.get(photo_id)).content

    part = await zhao.get(photo_id, range=asked)

    assert (part.status_code, part.content) == (206, whole[start:end])
    last = (end or len(whole)) - 1
    assert part.headers["content-range"] == f"bytes {start}-{last}/{len(whole)}"
    assert part.headers["content-length"] == str(len(part.content))


async def test_ranges_put_together_are_the_photo(zhao: Officer) -> None:
    photo_id = await sent(zhao, photo("gps/DSCN0010.jpg"))
    whole = (await zhao.get(photo_id)).content

    parts = [
        (await zhao.get(photo_id, range=f"bytes={at}-{at + 49_999}")).content
        for at in range(0, len(whole), 50_000)
    ]

    assert b"".join(parts) == whole


async def test_a_range_behind_the_end_is_416(zhao: Officer) -> None:
    reply = await zhao.get(await sent(zhao), range="bytes=99999999-")

    assert (reply.status_code, reply.content) == (416, b"")
    assert reply.headers["content-range"] == f"bytes */{len(sealed())}"


async def test_what_the_browser_has_is_not_sent_again(zhao: Officer, qian: Officer) -> None:
    photo_id = await sent(zhao)
    etag = (await zhao.get(photo_id)).headers["etag"]

    again = await zhao.get(photo_id, if_none_match=etag)
    other = await zhao.get(photo_id, if_none_match='"other"')
    resumed = await zhao.get(photo_id, range="bytes=5-", if_range=etag)
    changed = await zhao.get(photo_id, range="bytes=5-", if_range='"other"')

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert [other.status_code, resumed.status_code, changed.status_code] == [200, 206, 200]
    # ... and a stranger does not learn from a 304 that it is there
    assert (await qian.get(photo_id, if_none_match=etag)).status_code == 404


async def test_until_the_copies_are_drawn_the_evidence_stands_in(
    zhao: Officer, store: ObjectStore, room: Darkroom, visible: Visible
) -> None:
    photo_id = await sent(zhao, sealed(1600, 1200))
    visible.add((zhao.id, await bind([photo_id], zhao)))

    for size in ("thumb", "display"):
        early = await zhao.get(photo_id, size)
        assert early.content == sealed(1600, 1200)
        assert early.headers["cache-control"] == "private, no-cache"
    await run_due_copies(store, room, now=NOW, numbers={})

    thumb, display = await zhao.get(photo_id, "thumb"), await zhao.get(photo_id, "display")
    assert opened(thumb.content).size == (256, 192)
    assert opened(display.content).width == 1280
    assert "immutable" in thumb.headers["cache-control"]
    assert display.headers["cache-control"] == "private, max-age=3600"
    for copy in (thumb, display):
        assert copy.headers["etag"] == f'"{sha256(copy.content).hexdigest()}"'
    assert (await zhao.get(photo_id)).content == sealed(1600, 1200)


async def test_a_store_that_is_away_means_later(zhao: Officer, store: ObjectStore) -> None:
    photo_id = await sent(zhao)
    await store.delete(await key_of(photo_id))

    reply = await zhao.get(photo_id)

    assert (reply.status_code, reply.json()["remedy"]) == (503, "RETRY")


async def test_with_s3_a_short_lived_address_is_handed_out_to_those_who_may(
    zhao: Officer, qian: Officer, counter: PhotoCounter, s3_server: S3Server, s3_url: str
) -> None:
    signing = open_store(s3_url, s3_server.credentials, presign=True)
    presigning = PhotoCounter(
        signing, counter.room, counter.readers, counter.identify, counter.clock
    )
    transport = httpx.ASGITransport(app=Starlette(routes=presigning.routes()))
    for officer in (zhao, qian):
        cookies = officer.http.cookies
        await officer.http.aclose()
        officer.http = httpx.AsyncClient(
            transport=transport, base_url="http://test", cookies=cookies
        )
    photo_id = await sent(zhao)

    reply = await zhao.get(photo_id)

    assert (reply.status_code, reply.headers["cache-control"]) == (307, "no-store")
    async with httpx.AsyncClient() as stranger:
        there = await stranger.get(reply.headers["location"])
    assert (there.content, there.headers["content-type"]) == (sealed(), "image/jpeg")
    assert "X-Amz-Expires=60" in reply.headers["location"]
    to_check_the_hash = await zhao.get(photo_id, sec_fetch_dest="empty")
    assert (to_check_the_hash.status_code, to_check_the_hash.content) == (200, sealed())
    assert await hidden(qian, photo_id)
    for officer in (zhao, qian):
        await officer.http.aclose()


async def test_a_png_keeps_its_name_and_type(zhao: Officer) -> None:
    photo_id = await sent(zhao, saved(Image.new("RGB", (9, 9)), "PNG"))

    row = await Photo.get(id=photo_id)
    reply = await zhao.get(photo_id)

    assert form_of(row, Size.THUMB).key == row.key
    assert reply.headers["content-type"] == "image/png"
    assert reply.headers["content-disposition"].endswith('-evidence.png"')
