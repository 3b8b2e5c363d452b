"""Objects without rows, rows without objects: counted, reported, removed after 30 days."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.evidence.models import Photo, Voice
from backend.evidence.rules import UNBOUND_KEPT, Size, object_key
from backend.evidence.voices import voice_key
from storage import Listed, ObjectStore, Retained

log = logging.getLogger(__name__)

PAGE = 500
Kept = type[Photo] | type[Voice]
# What lies under which beginning of a key, and whose rows answer for it.
KEPT: Mapping[str, Kept] = {
    **{object_key("", size): Photo for size in Size},
    voice_key(""): Voice,
}
DRAWN = {object_key("", size) for size in Size if size is not Size.EVIDENCE}


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
    for prefix, kind in KEPT.items():
        async for listed, row_id in _side_by_side(store, prefix, kind):
            if listed is None:
                evidence = prefix not in DRAWN
                lost += evidence
                if evidence:
                    log.error("%s%s has a row and no bytes in the store", prefix, row_id)
            elif row_id is None:
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
    while ids := list(await old.order_by("id").limit(PAGE).values_list("id", flat=True)):
        for one in ids:
            # Asked again in the statement that removes: a letter may have bound it meanwhile.
            if await kind.filter(id=one, subject_id__isnull=True).delete():
                removed += 1
                key = voice_key(one) if kind is Voice else object_key(one, Size.EVIDENCE)
                await store.delete(key)
    return removed


async def _side_by_side(
    store: ObjectStore, prefix: str, kind: Kept
) -> AsyncIterator[tuple[Listed | None, UUID | None]]:
    """Objects and rows by id, both in order: (object, row), (object, None), (None, row).

    Two ordered streams, so that a million photos need no memory.
    """
    rows = _row_ids(kind)
    row = await anext(rows, None)
    async for listed in store.listing(prefix):
        name = listed.key.removeprefix(prefix)
        while row is not None and str(row) < name:
            yield None, row
            row = await anext(rows, None)
        if row is not None and str(row) == name:
            yield listed, row
            row = await anext(rows, None)
        else:
            yield listed, None
    while row is not None:
        yield None, row
        row = await anext(rows, None)


async def _row_ids(kind: Kept) -> AsyncIterator[UUID]:
    """Every row's id in the order of its text, which is the order of both engines."""
    after = UUID(int=0)
    while True:
        ids = (
            await kind.filter(id__gt=after).order_by("id").limit(PAGE).values_list("id", flat=True)
        )
        if not ids:
            return
        for one in ids:
            yield UUID(str(one))
        after = UUID(str(ids[-1]))
