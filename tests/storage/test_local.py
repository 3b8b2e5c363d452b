"""What only the folder store has to prove: nothing half-written is ever seen, even when killed."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import Missing, Retained, Unavailable
from storage.local import LocalStore

NOW = datetime(2024, 5, 8, 2, 0, tzinfo=UTC)
BODY = b"\xff\xd8\xff" + bytes(100_000)

# Puts a body that never ends: says so once it is being written, then waits to be killed.
ENDLESS_WRITER = """
import asyncio, sys
from pathlib import Path
from storage.local import LocalStore

class Endless:
    def read(self, size):
        print("writing", flush=True)
        return bytes(size) if sys.stdin.readline() else b""

asyncio.run(LocalStore(Path(sys.argv[1])).put(
    "photo/ab", Endless(), size_bytes=10**9, media_type="image/jpeg"))
"""


class Breaking(io.BytesIO):
    """A body whose source breaks off after the first chunk."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise ConnectionResetError("the phone went into a tunnel")
        return super().read(size)


@pytest.fixture
async def store(tmp_path: Path) -> LocalStore:
    opened = LocalStore(tmp_path / "objects", clock=lambda: NOW)
    await opened.prepare()
    return opened


@pytest.fixture
def incoming(tmp_path: Path, store: LocalStore) -> Path:  # noqa: ARG001
    return tmp_path / "objects" / ".incoming"


async def put(store: LocalStore, key: str, body: io.BytesIO | None = None) -> None:
    whole = body or io.BytesIO(BODY)
    await store.put(key, whole, size_bytes=len(BODY), media_type="image/jpeg")


async def read(store: LocalStore, key: str) -> bytes:
    return b"".join([chunk async for chunk in store.read(key)])


async def test_a_writer_killed_half_way_leaves_no_object(
    store: LocalStore, tmp_path: Path, incoming: Path
) -> None:
    command = [sys.executable, "-c", ENDLESS_WRITER, str(tmp_path / "objects")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdin
        assert writer.stdout
        for _ in range(3):
            assert writer.stdout.readline() == b"writing\n"
            writer.stdin.write(b"\n")
            writer.stdin.flush()
        writer.kill()

    with pytest.raises(Missing):
        await store.stat("photo/ab")
    assert [listed async for listed in store.listing()] == []
    assert len(list(incoming.iterdir())) == 1  # the half, which nobody can read

    later = LocalStore(tmp_path / "objects", clock=lambda: datetime.now(UTC) + timedelta(hours=2))
    await later.prepare()

    assert list(incoming.iterdir()) == []


async def test_preparing_leaves_a_running_upload_alone(store: LocalStore, incoming: Path) -> None:
    half = incoming / "half"
    half.touch()
    os.utime(half, (NOW.timestamp(), NOW.timestamp()))

    await store.prepare()

    assert half.exists()


async def test_a_body_that_breaks_off_leaves_nothing(store: LocalStore, incoming: Path) -> None:
    with pytest.raises(Unavailable):
        await put(store, "photo/ab", Breaking(BODY))

    with pytest.raises(Missing):
        await store.stat("photo/ab")
    assert list(incoming.iterdir()) == []


async def test_a_broken_second_copy_keeps_the_first(store: LocalStore) -> None:
    await put(store, "photo/ab")

    with pytest.raises(Unavailable):
        await put(store, "photo/ab", Breaking(b"x" * len(BODY)))

    assert await read(store, "photo/ab") == BODY


async def test_retained_until_its_day_and_not_longer(store: LocalStore, tmp_path: Path) -> None:
    await put(store, "photo/ab")

    assert await store.retain("photo/ab", until=NOW + timedelta(days=1))
    assert await store.retain("photo/ab", until=NOW + timedelta(hours=1))  # never shortened

    mode = (tmp_path / "objects/photo/ab").stat().st_mode
    assert not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    early = LocalStore(tmp_path / "objects", clock=lambda: NOW + timedelta(hours=23))
    with pytest.raises(Retained):
        await early.delete("photo/ab")
    with pytest.raises(Retained):
        await put(early, "photo/ab")
    assert await read(early, "photo/ab") == BODY

    due = LocalStore(tmp_path / "objects", clock=lambda: NOW + timedelta(hours=24))
    await due.delete("photo/ab")

    with pytest.raises(Missing):
        await due.stat("photo/ab")


async def test_a_disk_that_refuses_is_unavailable(store: LocalStore, tmp_path: Path) -> None:
    (tmp_path / "objects" / "photo").write_text("a file where a folder should be")

    with pytest.raises(Unavailable):
        await put(store, "photo/ab")


async def test_a_folder_of_keys_is_no_object(store: LocalStore) -> None:
    await put(store, "photo/aa/x")

    with pytest.raises(Missing):
        await store.stat("photo/aa")


async def test_a_folder_offers_no_address(store: LocalStore) -> None:
    await put(store, "photo/ab")

    assert await store.address("photo/ab", valid_for=timedelta(minutes=1)) is None
    assert store.origin is None
