"""The server is killed between the bytes and the row: bytes without a row, never the reverse."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from backend.evidence.models import Photo
from backend.evidence.rules import UNBOUND_KEPT
from backend.evidence.sweep import sweep
from storage import ObjectStore
from tests.evidence.conftest import NOW, Officer
from tests.evidence.pictures import sealed
from tests.evidence.records import bind, key_of, stored

ROOT = Path(__file__).parents[2]
# Receives a photo with a store that lets go of life once the bytes are safe.
VICTIM = """
import asyncio, os, signal, sys
from datetime import datetime, timezone
from uuid import UUID
from tortoise.context import TortoiseContext
from backend.evidence.arrival import Sealed, receive
from backend.evidence.darkroom import Darkroom
from backend.evidence.spool import Spool
from backend.wiring import tortoise_config
from storage.connect import open_store

database, folder, photo_id, owner_id, path = sys.argv[1:]

async def pieces():
    yield open(path, "rb").read()

async def main():
    store = open_store("file://" + folder)
    put = store.put
    async def put_and_die(*args, **named):
        await put(*args, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    store.put = put_and_die
    async with TortoiseContext() as context:
        await context.init(config=tortoise_config(database))
        with Spool() as body:
            await body.fill(pieces(), silence_s=60)
            sealed = Sealed(UUID(photo_id), body.sha256)
            now = datetime.now(timezone.utc)
            await receive(UUID(owner_id), sealed, body, now=now, store=store, room=Darkroom())

asyncio.run(main())
"""


def killed(database_url: str, folder: Path, photo_id: UUID, owner: Officer, body: Path) -> int:
    command = [sys.executable, "-c", VICTIM, database_url, folder, photo_id, owner.id, body]
    return subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode


async def test_killed_between_bytes_and_row_leaves_bytes_without_a_row(
    zhao: Officer, store: ObjectStore, database_url: str, tmp_path: Path
) -> None:
    photo_id, body = uuid4(), tmp_path / "body.jpg"
    body.write_bytes(sealed())

    code = killed(database_url, tmp_path / "objects", photo_id, zhao, body)

    assert code == -signal.SIGKILL
    assert await Photo.all().count() == 0
    ((key, left),) = (await stored(store)).items()
    assert (key.startswith(f"photo/{photo_id}."), left) == (True, sealed())
    assert (await sweep(store, now=NOW)).objects_without_row == 1

    again = await zhao.put(sealed(), photo_id=photo_id)  # the phone has had no answer

    assert again.json()["sha256"] == sha256(sealed()).hexdigest()
    assert (await zhao.get(photo_id)).content == sealed()
    later = datetime.now(UTC) + UNBOUND_KEPT  # by the store's own clock
    await bind([photo_id], zhao)
    assert (await sweep(store, now=later)).objects_removed == 1
    assert await stored(store) == {await key_of(photo_id): sealed()}
