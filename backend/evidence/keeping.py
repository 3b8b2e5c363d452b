"""Evidence is kept: bytes first, then the row that names them."""

from __future__ import annotations

from contextlib import suppress
from typing import BinaryIO

from tortoise.exceptions import IntegrityError

from backend.evidence.models import Photo, Voice
from storage import ObjectStore, StorageError


async def keep(evidence: Photo | Voice, body: BinaryIO, store: ObjectStore) -> None:
    """Store the bytes under a key of this attempt alone, then write the row down.

    No row is ever without its bytes, nor with those of another attempt. Bytes without a row (we
    died in between) are swept.

    Raises:
        StorageError: nothing is written down.
        IntegrityError: another attempt at this id was first; what this one stored is gone again.
    """
    await store.put(
        evidence.key, body, size_bytes=evidence.size_bytes, media_type=evidence.media_type
    )
    try:
        await evidence.save(force_create=True)
    except IntegrityError:
        with suppress(StorageError):  # then the sweep takes them
            await store.delete(evidence.key)
        raise
