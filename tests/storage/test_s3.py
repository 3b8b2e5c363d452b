"""What only a bucket has to prove: presigned addresses, credentials, locks it may not have."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from storage import Missing, ObjectStore, Unavailable
from storage.connect import Credentials, open_store
from tests.fixtures.s3 import S3Server

MINUTE = timedelta(minutes=1)
PHOTO = b"\xff\xd8\xff and the rest"


async def put(store: ObjectStore, key: str) -> None:
    await store.put(key, io.BytesIO(PHOTO), size_bytes=len(PHOTO), media_type="image/jpeg")


async def read(store: ObjectStore, key: str) -> bytes:
    return b"".join([chunk async for chunk in store.read(key)])


async def test_a_presigned_address_needs_no_credentials(s3_server: S3Server, s3_url: str) -> None:
    store = open_store(s3_url, s3_server.credentials, presign=True)
    await put(store, "photo/ab")

    address = await store.address("photo/ab", valid_for=MINUTE)

    assert address
    assert s3_server.credentials.secret_key not in address
    async with httpx.AsyncClient() as anybody:
        assert (await anybody.get(address)).content == PHOTO
        part = await anybody.get(address, headers={"Range": "bytes=0-2"})
        assert part.content == PHOTO[:3]
        assert (await anybody.get(address.split("?")[0])).is_client_error
        assert (await anybody.get(address.replace("photo/ab", "photo/cd"))).is_client_error


async def test_presigned_for_where_phones_reach_the_bucket(s3_server: S3Server) -> None:
    url = s3_server.url("evidence") + "?region=cn-1&public=https://photos.example"
    store = open_store(url, s3_server.credentials, presign=True)

    address = urlsplit(await store.address("photo/ab", valid_for=MINUTE) or "")

    assert (address.scheme, address.netloc) == ("https", "photos.example")
    assert store.origin == "https://photos.example"  # so that a page may show what lies there
    query = parse_qs(address.query)
    assert query["X-Amz-Expires"] == ["60"]
    assert "/cn-1/s3/" in query["X-Amz-Credential"][0]


async def test_no_addresses_unless_asked_for(s3_server: S3Server, s3_url: str) -> None:
    store = open_store(s3_url, s3_server.credentials)

    assert await store.address("photo/ab", valid_for=MINUTE) is None
    assert store.origin is None


async def test_a_wrong_secret_is_unavailable_and_stores_nothing(
    s3_server: S3Server, s3_url: str
) -> None:
    stranger = open_store(s3_url, Credentials(s3_server.credentials.access_key, "wrong-secret"))

    with pytest.raises(Unavailable):
        await stranger.probe()
    with pytest.raises(Unavailable):
        await put(stranger, "photo/ab")

    owner = open_store(s3_url, s3_server.credentials)
    with pytest.raises(Missing):
        await owner.stat("photo/ab")


async def test_a_bucket_without_lock_says_so_and_keeps_the_bytes(
    s3_server: S3Server, s3_url: str
) -> None:
    store = open_store(s3_url, s3_server.credentials)
    await put(store, "photo/ab")

    assert not await store.retain("photo/ab", until=datetime.now(UTC) + timedelta(days=1))

    assert await read(store, "photo/ab") == PHOTO
    await store.delete("photo/ab")
    with pytest.raises(Missing):
        await store.stat("photo/ab")


async def test_preparing_makes_the_bucket(s3_server: S3Server) -> None:
    store = open_store(s3_server.url("made-by-prepare"), s3_server.credentials)

    await store.prepare()

    await store.probe()
    assert (s3_server.folder / "made-by-prepare").is_dir()
