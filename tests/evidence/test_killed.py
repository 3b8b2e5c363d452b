"""The server is killed between the bytes and the row: bytes without a row, never the reverse."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from backend.database import opened
from backend.evidence.arrival import Sealed, receive
from backend.evidence.darkroom import Darkroom
from backend.evidence.models import Photo
from backend.evidence.rules import UNBOUND_KEPT
from backend.evidence.spool import Spool
from backend.evidence.sweep import sweep
from storage import ObjectStore
from storage.connect import open_store
from tests.evidence.conftest import NOW, Officer
from tests.evidence.pictures import sealed
from tests.evidence.records import bind, key_of, stored
from tests.fixtures.warm import Fork

ENDS_WITHIN_S = 60


def takes_and_dies(url: str, folder: Path, photo_id: UUID, owner: UUID, body: Path) -> None:
    """Receives a photo with a store that lets go of life once the bytes are safe."""
    store = open_store(f"file://{folder}")
    put = store.put

    async def put_and_die(*args: Any, **named: Any) -> None:
        await put(*args, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    store.put = put_and_die  # type: ignore[method-assign]

    async def pieces() -> AsyncIterator[bytes]:
        yield body.read_bytes()

    async def receives() -> None:
        async with opened(url):
            with Spool() as spool:
                await spool.fill(pieces(), silence_s=60)
                photo = Sealed(photo_id, spool.sha256)
                now = datetime.now(UTC)
                await receive(owner, photo, spool, now=now, store=store, room=Darkroom())

    asyncio.run(receives())


async def test_killed_between_bytes_and_row_leaves_bytes_without_a_row(
    zhao: Officer, store: ObjectStore, database_url: str, tmp_path: Path
) -> None:
    photo_id, body = uuid4(), tmp_path / "body.jpg"
    body.write_bytes(sealed())

    victim = Fork(takes_and_dies, database_url, tmp_path / "objects", photo_id, zhao.id, body)

    assert await asyncio.to_thread(victim.wait, ENDS_WITHIN_S) == -signal.SIGKILL
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
