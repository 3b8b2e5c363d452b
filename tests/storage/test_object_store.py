"""One contract, every store: a folder, and a real S3 server."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import (
    BadKey,
    BadRange,
    CutShort,
    Missing,
    NoPlace,
    ObjectStore,
    Stat,
    Unavailable,
)
from storage.connect import open_store
from tests.fixtures.processes import free_port
from tests.fixtures.s3 import S3Server

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 800  # a little over three chunks
LARGE = bytes(12_000_000)  # the largest photo taken; in S3 it travels in parts


@pytest.fixture(params=["folder", "s3"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    if request.param == "folder":
        opened = open_store(f"file://{tmp_path}/objects")
    else:
        server: S3Server = request.getfixturevalue("s3_server")
        opened = open_store(request.getfixturevalue("s3_url"), server.credentials)
    await opened.prepare()
    return opened


async def put(store: ObjectStore, key: str, body: bytes = PHOTO) -> None:
    await store.put(key, io.BytesIO(body), size_bytes=len(body), media_type="image/jpeg")


async def read(store: ObjectStore, key: str, start: int = 0, end: int | None = None) -> bytes:
    return b"".join([chunk async for chunk in store.read(key, start=start, end=end)])


async def keys(store: ObjectStore, prefix: str = "") -> list[str]:
    return [listed.key async for listed in store.listing(prefix)]


@pytest.mark.parametrize("body", [PHOTO, LARGE, b"", b"x"], ids=["photo", "large", "empty", "one"])
async def test_what_is_put_is_read_back_whole(store: ObjectStore, body: bytes) -> None:
    await put(store, "photo/ab", body)

    assert await read(store, "photo/ab") == body
    assert await store.stat("photo/ab") == Stat(len(body), "image/jpeg")


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 1), (0, 3), (3, 100_000), (100_000, None), (len(PHOTO) - 1, None), (5, 10**9)],
)
async def test_a_range_is_these_bytes_and_no_others(
    store: ObjectStore, start: int, end: int | None
) -> None:
    await put(store, "photo/ab")

    assert await read(store, "photo/ab", start, end) == PHOTO[start:end]


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (len(PHOTO), None)])
async def test_a_range_without_a_byte_is_refused(
    store: ObjectStore, start: int, end: int | None
) -> None:
    await put(store, "photo/ab")

    with pytest.raises(BadRange):
        await read(store, "photo/ab", start, end)


async def test_putting_the_same_again_changes_nothing(store: ObjectStore) -> None:
    await put(store, "photo/ab")
    await put(store, "photo/ab")

    assert await read(store, "photo/ab") == PHOTO
    assert await keys(store) == ["photo/ab"]


async def test_a_missing_object_is_missing_and_may_be_deleted_twice(store: ObjectStore) -> None:
    with pytest.raises(Missing):
        await store.stat("photo/none")
    with pytest.raises(Missing):
        await read(store, "photo/none")
    with pytest.raises(Missing):
        await store.retain("photo/none", until=datetime.now(UTC))
    await store.delete("photo/none")
    await store.delete("photo/none")


async def test_a_deleted_object_leaves_its_neighbours(store: ObjectStore) -> None:
    await put(store, "photo/ab")
    await put(store, "photo/cd")

    await store.delete("photo/ab")

    assert await keys(store) == ["photo/cd"]
    with pytest.raises(Missing):
        await store.stat("photo/ab")


async def test_listing_is_by_prefix_and_in_order(store: ObjectStore) -> None:
    for key in ("thumb/a", "photo/b.jpg", "photo/a", "photo/aa/x", "photo/a-b"):
        await put(store, key, b"12345")

    assert await keys(store) == ["photo/a", "photo/a-b", "photo/aa/x", "photo/b.jpg", "thumb/a"]
    assert await keys(store, "photo/a") == ["photo/a", "photo/a-b", "photo/aa/x"]
    assert await keys(store, "photo/") == ["photo/a", "photo/a-b", "photo/aa/x", "photo/b.jpg"]
    assert await keys(store, "nothing/") == []


async def test_a_listed_object_tells_its_size_and_age(store: ObjectStore) -> None:
    await put(store, "photo/ab")

    (listed,) = [listed async for listed in store.listing()]

    assert listed.size_bytes == len(PHOTO)
    assert abs(datetime.now(UTC) - listed.stored_at) < timedelta(minutes=5)


@pytest.mark.parametrize("told", [len(PHOTO) + 1, len(PHOTO) - 1, 0])
async def test_a_body_of_another_length_is_not_stored(store: ObjectStore, told: int) -> None:
    with pytest.raises(CutShort):
        await store.put("photo/ab", io.BytesIO(PHOTO), size_bytes=told, media_type="image/jpeg")

    with pytest.raises(Missing):
        await store.stat("photo/ab")
    assert await keys(store) == []


@pytest.mark.parametrize(
    "key", ["../etc/passwd", "/abs", "a//b", "a/../b", "A", ".hidden", "", "a/", "x" * 201, "a\n"]
)
async def test_a_bad_key_never_reaches_the_store(store: ObjectStore, key: str) -> None:
    with pytest.raises(BadKey):
        await put(store, key, b"")
    with pytest.raises(BadKey):
        await read(store, key)
    with pytest.raises(BadKey):
        await store.stat(key)
    with pytest.raises(BadKey):
        await store.delete(key)
    with pytest.raises(BadKey):
        await store.retain(key, until=datetime.now(UTC))
    with pytest.raises(BadKey):
        await store.address(key, valid_for=timedelta(minutes=1))


async def test_a_bad_prefix_is_refused(store: ObjectStore) -> None:
    with pytest.raises(BadKey):
        await keys(store, "../")


async def test_preparing_twice_keeps_what_is_there(store: ObjectStore) -> None:
    await put(store, "photo/ab")

    await store.prepare()
    await store.probe()

    assert await keys(store) == ["photo/ab"]


@pytest.mark.parametrize("kind", ["folder", "s3"])
async def test_without_its_folder_or_bucket_every_verb_says_so(
    kind: str, tmp_path: Path, s3_server: S3Server
) -> None:
    url = f"file://{tmp_path}/none" if kind == "folder" else s3_server.url("no-such-bucket")
    store = open_store(url, s3_server.credentials)

    with pytest.raises(NoPlace):
        await store.probe()
    with pytest.raises(NoPlace):
        await put(store, "photo/ab")
    with pytest.raises(NoPlace):
        await read(store, "photo/ab")
    with pytest.raises(NoPlace):
        await store.stat("photo/ab")
    with pytest.raises(NoPlace):
        await keys(store)
    with pytest.raises(NoPlace):
        await store.delete("photo/ab")


async def test_an_unreachable_store_is_unavailable(s3_server: S3Server) -> None:
    store = open_store(f"s3+http://127.0.0.1:{free_port()}/bucket", s3_server.credentials)

    with pytest.raises(Unavailable):
        await store.probe()
    with pytest.raises(Unavailable):
        await put(store, "photo/ab")
    with pytest.raises(Unavailable):
        await read(store, "photo/ab")
