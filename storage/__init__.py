"""Where bytes rest: one small interface, two stores, no knowledge of what the bytes mean.

An object is written whole under a key and never edited; callers never reuse a key for other
bytes, and no key is also a folder of another key. ``open_store`` in ``storage.connect`` turns
an address into a store.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO, Protocol

__all__ = [
    "CHUNK_BYTES",
    "BadKey",
    "BadRange",
    "CutShort",
    "Listed",
    "Missing",
    "NoPlace",
    "ObjectStore",
    "Retained",
    "Stat",
    "StorageError",
    "Unavailable",
    "check_key",
    "check_prefix",
    "check_range",
]

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_.-]*)*")
_PREFIX = re.compile(r"(?:[a-z0-9][a-z0-9_.-]*(?:/[a-z0-9][a-z0-9_.-]*)*/?)?")
KEY_CHARS_MAX = 200
CHUNK_BYTES = 64 * 1024


class StorageError(Exception):
    """Base of everything this package raises."""


class Missing(StorageError):
    """No object has this key."""


class Unavailable(StorageError):
    """The store could not be reached or could not do it; trying later may work."""


class NoPlace(Unavailable):
    """The folder or bucket itself is not there. A person must make it or correct the address."""


class Retained(StorageError):
    """The object may not be removed or written over before a date that was set on it."""


class CutShort(StorageError):
    """The body held fewer or more bytes than announced. Nothing was stored."""


class BadKey(StorageError, ValueError):
    """The key is not in the allowed alphabet. Always a caller's bug."""


class BadRange(StorageError, ValueError):
    """The range is empty or begins behind the object's last byte."""


@dataclass(frozen=True, slots=True)
class Stat:
    size_bytes: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Listed:
    key: str
    size_bytes: int
    stored_at: datetime


class ObjectStore(Protocol):
    async def prepare(self) -> None:
        """Make the folder or bucket if it is not there. Raises: Unavailable."""

    async def probe(self) -> None:
        """Return when the store answers and its folder or bucket is there.

        Raises:
            NoPlace, Unavailable
        """

    async def put(self, key: str, body: BinaryIO, *, size_bytes: int, media_type: str) -> None:
        """Store ``size_bytes`` read from ``body``. On return the object is whole and durable.

        Raises:
            BadKey, CutShort, NoPlace, Unavailable
            Retained — where a second version cannot be kept beside the first
        """

    def read(self, key: str, *, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Yield bytes ``start`` to ``end`` (not included; None: the last) in order.

        Chunks hold at most CHUNK_BYTES. An ``end`` behind the last byte means the last byte.

        Raises:
            BadKey, BadRange, Missing, NoPlace, Unavailable — at the first chunk
            Unavailable — later, when the connection broke: what came so far is incomplete
        """

    async def stat(self, key: str) -> Stat:
        """Size and media type. Raises: BadKey, Missing, NoPlace, Unavailable."""

    def listing(self, prefix: str = "") -> AsyncIterator[Listed]:
        """Every object whose key begins with ``prefix``, in the order of the keys.

        Raises:
            BadKey, NoPlace, Unavailable
        """

    async def delete(self, key: str) -> None:
        """Remove the object; removing what is not there is fine.

        Raises:
            BadKey, Retained, NoPlace, Unavailable
        """

    async def retain(self, key: str, *, until: datetime) -> bool:
        """Ask the store to refuse removal before ``until``; a date once set is never shortened.

        Returns False where the store has no such lock (an S3 bucket made without it).

        Raises:
            BadKey, Missing, NoPlace, Unavailable
        """

    @property
    def origin(self) -> str | None:
        """Where ``address`` leads (scheme://host:port), or None if it is not offered."""

    async def address(self, key: str, *, valid_for: timedelta) -> str | None:
        """A presigned address that reads the object without credentials, or None if not offered.

        Raises:
            BadKey, Unavailable
        """


def check_key(key: str) -> str:
    """Return the key, or raise BadKey. Lower case, digits, ``-_./``; no ``..``, no leading dot."""
    if len(key) > KEY_CHARS_MAX or not _KEY.fullmatch(key):
        raise BadKey(key)
    return key


def check_prefix(prefix: str) -> str:
    """Return the beginning of a key, or raise BadKey."""
    if len(prefix) > KEY_CHARS_MAX or not _PREFIX.fullmatch(prefix):
        raise BadKey(prefix)
    return prefix


def check_range(start: int, end: int | None) -> None:
    """Raise BadRange unless the range holds at least one byte."""
    if start < 0 or (end is not None and end <= start):
        raise BadRange(f"{start}-{end}")
