"""Objects in a bucket of anything that speaks S3. The client is blocking: it runs in threads."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import BinaryIO, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from minio import Minio
from minio.commonconfig import ENABLED, GOVERNANCE
from minio.error import MinioException, S3Error
from minio.retention import Retention
from urllib3.exceptions import HTTPError

from storage import (
    CHUNK_BYTES,
    BadRange,
    CutShort,
    Listed,
    Missing,
    NoPlace,
    Retained,
    Stat,
    StorageError,
    Unavailable,
    check_key,
    check_prefix,
    check_range,
)

P = ParamSpec("P")
T = TypeVar("T")

PAGE_OBJECTS = 1000
_CODE = re.compile(r"<Code>(\w+)</Code>")
# What servers and buckets without object lock answer, each in its own words.
NO_LOCK = {
    "InvalidRequest",
    "MethodNotAllowed",
    "NoSuchObjectLockConfiguration",
    "NotImplemented",
    "ObjectLockConfigurationNotFoundError",
}


class S3Store:
    """One bucket. ``signer`` writes addresses for the outside; None: none are handed out."""

    def __init__(self, client: Minio, bucket: str, *, signer: Minio | None = None) -> None:
        self._client, self._bucket, self._signer = client, bucket, signer
        self._has_lock: bool | None = None  # asked once, a bucket does not change its mind

    @property
    def origin(self) -> str | None:
        """Some buckets have a host name of their own: an address tells."""
        if self._signer is None:
            return None
        parts = urlsplit(self._signer.presigned_get_object(self._bucket, "any"))
        return f"{parts.scheme}://{parts.netloc}"

    async def prepare(self) -> None:
        """Make the bucket, with object lock where the server has it (it cannot be added later)."""
        if await _call(self._client.bucket_exists, self._bucket):
            return
        await _call(self._make_bucket)

    async def probe(self) -> None:
        if not await _call(self._client.bucket_exists, self._bucket):
            raise NoPlace(f"there is no bucket {self._bucket}: make it, or correct the address")

    async def put(self, key: str, body: BinaryIO, *, size_bytes: int, media_type: str) -> None:
        await _call(self._put, check_key(key), body, size_bytes, media_type)

    async def read(
        self, key: str, *, start: int = 0, end: int | None = None
    ) -> AsyncIterator[bytes]:
        check_key(key)
        check_range(start, end)
        length = 0 if end is None else end - start  # 0 means up to the last byte
        reply = await _call(self._client.get_object, self._bucket, key, start, length)
        try:
            while chunk := await _call(reply.read, CHUNK_BYTES):
                yield chunk
        finally:
            reply.close()
            reply.release_conn()

    async def stat(self, key: str) -> Stat:
        try:
            found = await _call(self._client.stat_object, self._bucket, check_key(key))
        except Missing:
            await self.probe()  # a HEAD without a bucket looks just like a HEAD without the object
            raise
        return Stat(found.size or 0, found.content_type or "")

    async def listing(self, prefix: str = "") -> AsyncIterator[Listed]:
        found = self._client.list_objects(self._bucket, check_prefix(prefix) or None, True)
        while page := await _call(lambda: list(islice(found, PAGE_OBJECTS))):
            for one in page:
                stored_at = one.last_modified or datetime.min.replace(tzinfo=UTC)
                yield Listed(one.object_name or "", one.size or 0, stored_at)

    async def delete(self, key: str) -> None:
        if await self._is_retained(check_key(key)):
            raise Retained(key)
        await _call(self._client.remove_object, self._bucket, key)

    async def retain(self, key: str, *, until: datetime) -> bool:
        check_key(key)
        if not await self._locks():
            await self.stat(key)
            return False
        known = await self._retained_until(key)
        if known is None or known < until:
            config = Retention(GOVERNANCE, until)
            await _call(self._client.set_object_retention, self._bucket, key, config)
        return True

    async def address(self, key: str, *, valid_for: timedelta) -> str | None:
        check_key(key)
        if self._signer is None:
            return None
        return await _call(self._signer.presigned_get_object, self._bucket, key, valid_for)

    async def _is_retained(self, key: str) -> bool:
        # Removing a locked object "works": it hides the version. Ask, so that it stays in sight.
        if not await self._locks():
            return False
        try:
            until = await self._retained_until(key)
        except Missing:
            return False
        return until is not None and until > datetime.now(UTC)

    async def _retained_until(self, key: str) -> datetime | None:
        found = await _call(self._client.get_object_retention, self._bucket, key)
        return found.retain_until_date if found else None

    async def _locks(self) -> bool:
        if self._has_lock is None:
            self._has_lock = await _call(self._ask_for_lock)
        return self._has_lock

    def _make_bucket(self) -> None:
        try:
            self._client.make_bucket(self._bucket, object_lock=True)
        except MinioException as error:
            if _code(error) not in NO_LOCK:
                raise
            self._client.make_bucket(self._bucket)

    def _ask_for_lock(self) -> bool:
        # Object lock needs versioning. A server that knows neither takes `?retention` for the
        # object itself and would write over it, so versioning is asked for first.
        try:
            if self._client.get_bucket_versioning(self._bucket).status != ENABLED:
                return False
            self._client.get_object_lock_config(self._bucket)
        except MinioException as error:
            if _code(error) in NO_LOCK:
                return False
            raise
        return True

    def _put(self, key: str, body: BinaryIO, size_bytes: int, media_type: str) -> None:
        if size_bytes == 0 and body.read(1):  # the client does not look into an empty body
            raise CutShort("there are more bytes than announced")
        whole = cast(BinaryIO, _Announced(body, size_bytes))  # the client only ever reads it
        self._client.put_object(self._bucket, key, whole, size_bytes, media_type)


class _Announced:
    """A body that holds as many bytes as announced, or breaks off before any is stored."""

    def __init__(self, body: BinaryIO, size_bytes: int) -> None:
        self._body, self._left = body, size_bytes

    def read(self, size: int = -1) -> bytes:
        chunk = self._body.read(size)
        self._left -= len(chunk)
        if self._left > 0 and not chunk:
            raise CutShort(f"{self._left} bytes are missing")
        if self._left <= 0 and self._body.read(1):
            raise CutShort("there are more bytes than announced")
        return chunk


async def _call(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a blocking client call in a thread and speak only this package's errors."""
    try:
        return await asyncio.to_thread(function, *args, **kwargs)
    except MinioException as error:
        raise _told(_code(error), str(error)) from error
    except (HTTPError, OSError) as error:
        raise Unavailable(type(error).__name__) from error


def _code(error: MinioException) -> str | None:
    if isinstance(error, S3Error):
        return error.code
    # The client reads application/xml only; some servers say the same as text/xml.
    found = _CODE.search(str(error))
    return found and found[1]


def _told(code: str | None, message: str) -> StorageError:
    match code:
        case "NoSuchKey" | "NoSuchObject":
            return Missing(message)
        case "NoSuchBucket":
            return NoPlace(message)
        case "InvalidRange":
            return BadRange(message)
        case _:
            return Unavailable(code or message)
