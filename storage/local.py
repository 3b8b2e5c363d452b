"""Objects as files under one directory: laptops, tests, one server with a good disk.

Beside each object lies a hidden ``.name.about`` with what a file cannot say: media type,
retention. Both are written in ``.incoming``, flushed, and then renamed into place, so a reader
sees all of an object or none of it, also after a power cut.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, BinaryIO, ParamSpec, TypeVar

from storage import (
    CHUNK_BYTES,
    BadRange,
    CutShort,
    Listed,
    Missing,
    NoPlace,
    Retained,
    Stat,
    Unavailable,
    check_key,
    check_prefix,
    check_range,
)

P = ParamSpec("P")
T = TypeVar("T")

HALF_WRITTEN_AFTER = timedelta(hours=1)  # no upload takes so long; its writer is dead
READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class _About:
    media_type: str
    retain_until: datetime | None = None


class LocalStore:
    def __init__(
        self, root: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._root, self._clock = root, clock

    async def prepare(self) -> None:
        """Make the directory, and clear away what a killed process left half-written."""
        await _call(self._prepare)

    async def probe(self) -> None:
        await _call(self._probe)

    async def put(self, key: str, body: BinaryIO, *, size_bytes: int, media_type: str) -> None:
        await _call(self._put, self._path(key), body, size_bytes, _About(media_type))

    async def read(
        self, key: str, *, start: int = 0, end: int | None = None
    ) -> AsyncIterator[bytes]:
        check_range(start, end)
        source = await _call(self._open, self._path(key), start)
        with source:
            left = CHUNK_BYTES if end is None else end - start
            while left and (chunk := await _call(source.read, min(left, CHUNK_BYTES))):
                left -= 0 if end is None else len(chunk)
                yield chunk

    async def stat(self, key: str) -> Stat:
        path = self._path(key)
        size_bytes = (await _call(self._file, path)).st_size
        return Stat(size_bytes, (await _call(_about, path)).media_type)

    async def listing(self, prefix: str = "") -> AsyncIterator[Listed]:
        for found in await _call(self._list, check_prefix(prefix)):
            yield found

    async def delete(self, key: str) -> None:
        await _call(self._delete, self._path(key))

    async def retain(self, key: str, *, until: datetime) -> bool:
        await _call(self._retain, self._path(key), until)
        return True

    @property
    def origin(self) -> str | None:
        return None

    async def address(self, key: str, *, valid_for: timedelta) -> str | None:
        """A folder offers no addresses."""
        del valid_for
        check_key(key)
        return None

    def _path(self, key: str) -> Path:
        return self._root / check_key(key)

    def _file(self, path: Path) -> os.stat_result:
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            self._probe()
            raise Missing(str(path.relative_to(self._root))) from None
        if not path.is_file():
            raise Missing(str(path.relative_to(self._root)))
        return found

    def _open(self, path: Path, start: int) -> BinaryIO:
        size_bytes = self._file(path).st_size
        if start and start >= size_bytes:
            raise BadRange(f"{start} of {size_bytes}")
        source = path.open("rb")
        source.seek(start)
        return source

    def _prepare(self) -> None:
        _make_durable(self._incoming)
        dead_before = (self._clock() - HALF_WRITTEN_AFTER).timestamp()
        for half in self._incoming.iterdir():
            if half.stat().st_mtime < dead_before:
                half.unlink(missing_ok=True)

    def _probe(self) -> None:
        if not self._incoming.is_dir():
            raise NoPlace(f"{self._root} is no store: make it with prepare, or correct the address")
        if not os.access(self._incoming, os.W_OK | os.X_OK):
            raise Unavailable(f"{self._root} may not be written to")

    def _put(self, path: Path, body: BinaryIO, size_bytes: int, about: _About) -> None:
        self._probe()
        self._refuse_if_retained(path)
        _make_durable(path.parent)
        with self._whole(path) as target:
            _copy(body, target, size_bytes)
            # A reader that finds the object must find its type: the type goes first.
            self._write_about(path, about)

    def _delete(self, path: Path) -> None:
        self._probe()
        self._refuse_if_retained(path)
        for one in (path, _about_path(path)):
            one.unlink(missing_ok=True)
        if path.parent.is_dir():
            _flush_directory(path.parent)

    def _retain(self, path: Path, until: datetime) -> None:
        self._file(path)
        known = _about(path)
        if known.retain_until is None or known.retain_until < until:
            self._write_about(path, _About(known.media_type, until))
        path.chmod(READ_ONLY)

    def _refuse_if_retained(self, path: Path) -> None:
        until = _about(path).retain_until if path.is_file() else None
        if until is not None and self._clock() < until:
            raise Retained(f"{path.relative_to(self._root)} until {until.isoformat()}")

    def _list(self, prefix: str) -> list[Listed]:
        self._probe()
        found = []
        for folder, below, names in os.walk(self._root / prefix.rpartition("/")[0]):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                key = (Path(folder) / name).relative_to(self._root).as_posix()
                if not name.startswith(".") and key.startswith(prefix):
                    facts = (self._root / key).stat()
                    stored_at = datetime.fromtimestamp(facts.st_mtime, UTC)
                    found.append(Listed(key, facts.st_size, stored_at))
        return sorted(found, key=lambda listed: listed.key)

    def _write_about(self, path: Path, about: _About) -> None:
        until = about.retain_until
        text = json.dumps(
            {"media_type": about.media_type, "retain_until": until and until.isoformat()}
        )
        with self._whole(_about_path(path)) as target:
            target.write(text.encode())

    @property
    def _incoming(self) -> Path:
        return self._root / ".incoming"

    @contextmanager
    def _whole(self, path: Path) -> Iterator[IO[bytes]]:
        """A file that appears at ``path`` when the block ends well, and nowhere when not."""
        with tempfile.NamedTemporaryFile(dir=self._incoming, delete=False) as half:
            try:
                yield half.file
                half.flush()
                os.fsync(half.fileno())
                os.replace(half.name, path)
            except BaseException:
                os.unlink(half.name)
                raise
        _flush_directory(path.parent)


def _about_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.about")  # no part of a key starts with a dot


def _about(path: Path) -> _About:
    known = json.loads(_about_path(path).read_bytes())
    until = known["retain_until"]
    return _About(known["media_type"], until and datetime.fromisoformat(until))


def _copy(body: BinaryIO, target: IO[bytes], size_bytes: int) -> None:
    copied = 0
    while chunk := body.read(CHUNK_BYTES):
        copied += len(chunk)
        target.write(chunk)
    if copied != size_bytes:
        raise CutShort(f"{copied} bytes came, {size_bytes} were announced")


def _make_durable(folder: Path) -> None:
    """Make a directory and the ones above it so that they survive a power cut."""
    if not folder.is_dir():
        _make_durable(folder.parent)
        folder.mkdir(exist_ok=True)
        _flush_directory(folder.parent)


def _flush_directory(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def _call(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run blocking file work in a thread and speak only this package's errors."""
    try:
        return await asyncio.to_thread(function, *args, **kwargs)
    except OSError as error:  # disk full, no permission, a mount gone away
        raise Unavailable(error.strerror or type(error).__name__) from error
