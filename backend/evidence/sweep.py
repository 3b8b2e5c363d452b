"""Objects without rows, rows without objects: counted, reported, removed after 30 days."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from backend.evidence.models import Photo, Voice
from backend.evidence.rules import UNBOUND_KEPT, Size, copy_key, evidence_key
from storage import Listed, ObjectStore, Retained

log = logging.getLogger(__name__)

PAGE = 500
Kept = type[Photo] | type[Voice]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lies under one beginning of a key, and the key there that each row answers for."""

    prefix: str
    kind: Kept
    key: Callable[[UUID, str], str]  # of a row's id and attempt
    drawn: bool = False  # of the evidence: a missing one is no loss


SHELVES = (
    Shelf("photo/", Photo, partial(evidence_key, "photo")),
    Shelf("voice/", Voice, partial(evidence_key, "voice")),
    Shelf("display/", Photo, lambda photo_id, _: copy_key(photo_id, Size.DISPLAY), drawn=True),
    Shelf("thumb/", Photo, lambda photo_id, _: copy_key(photo_id, Size.THUMB), drawn=True),
)


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep found. Rows without bytes are a loss: somebody must look at the store."""

    unbound_removed: int
    objects_without_row: int
    objects_removed: int
    rows_without_object: int
    retained: int  # objects without a row that the store does not let go yet


async def sweep(store: ObjectStore, *, now: datetime) -> Swept:
    """Remove photos and voice notes that no record took within 30 days, and objects as old that no
    row knows.

    Raises:
        StorageError: the store does not answer; what was done so far stays done.
    """
    unbound = await _remove_unbound(Photo, store, now) + await _remove_unbound(Voice, store, now)
    without_row = removed = retained = lost = 0
    for shelf in SHELVES:
        async for listed, expected in _side_by_side(store.listing(shelf.prefix), _keys(shelf)):
            if listed is None:
                if not shelf.drawn:
                    lost += 1
                    log.error("%s has a row and no bytes in the store", expected)
            elif expected is None:
                without_row += 1
                if listed.stored_at < now - UNBOUND_KEPT:
                    try:
                        await store.delete(listed.key)
                        removed += 1
                    except Retained:
                        retained += 1
    swept = Swept(unbound, without_row, removed, lost, retained)
    log.info("sweep: %s", swept)
    return swept


async def _remove_unbound(kind: Kept, store: ObjectStore, now: datetime) -> int:
    """Row first, bytes after: a row without bytes never exists, not even if we die in between."""
    removed = 0
    old = kind.filter(subject_id__isnull=True, received_at__lt=now - UNBOUND_KEPT)
    while rows := await old.order_by("id").limit(PAGE):
        for row in rows:
            # Asked again in the statement that removes: a letter may have bound it meanwhile.
            if await kind.filter(id=row.id, subject_id__isnull=True).delete():
                removed += 1
                await store.delete(row.key)
    return removed


async def _side_by_side(
    objects: AsyncIterator[Listed], keys: AsyncIterator[str]
) -> AsyncIterator[tuple[Listed | None, str | None]]:
    """What is there beside what rows expect: (object, key), (object, None), (None, key).

    Two streams in the order of their keys, so that a million photos need no memory.
    """
    key = await anext(keys, None)
    async for listed in objects:
        while key is not None and key < listed.key:
            yield None, key
            key = await anext(keys, None)
        if key == listed.key:
            yield listed, key
            key = await anext(keys, None)
        else:
            yield listed, None
    while key is not None:
        yield None, key
        key = await anext(keys, None)


async def _keys(shelf: Shelf) -> AsyncIterator[str]:
    """The key that every row expects, in order: ids have one length, so they alone decide it."""
    after = UUID(int=0)
    while True:
        page = shelf.kind.filter(id__gt=after).order_by("id").limit(PAGE)
        rows = await page.values_list("id", "attempt")
        if not rows:
            return
        for row_id, attempt in rows:
            yield shelf.key(row_id, attempt)
        after = UUID(str(rows[-1][0]))
