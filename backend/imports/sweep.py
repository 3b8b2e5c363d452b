"""Uploaded tables name people: those that nobody applied do not stay in the store."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage import ObjectStore

FILE_KEPT = timedelta(days=30)
PREFIX = "import/"


async def sweep_files(store: ObjectStore, *, now: datetime) -> int:
    """Remove uploaded tables after 30 days; how many. An applied one left when it was applied.

    Applying a swept one later ends with words that ask for the file again.

    Raises:
        StorageError: the store does not answer; what was removed stays removed.
    """
    removed = 0
    async for listed in store.listing(PREFIX):
        if listed.stored_at < now - FILE_KEPT:
            await store.delete(listed.key)
            removed += 1
    return removed
