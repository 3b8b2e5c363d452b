"""Display copies and thumbnails, drawn after binding (DECISIONS 15). The worker calls this."""

from __future__ import annotations

import io
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from backend.evidence.darkroom import Darkroom, RoomClosed, Unusable
from backend.evidence.models import CopyState, Photo
from backend.evidence.rules import Kind, Size, copy_key, strip_text
from backend.kernel.ledger import transaction
from storage import ObjectStore, StorageError

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
UNUSABLE_TRIES = (
    3  # it was decoded at arrival, so once more may help; what the store owes is for ever
)

# By subject kind: the number that people know a record by. Filled by wiring; a kind without
# numbers, or a record whose number has not come yet, gives a strip without one.
Numbers = Mapping[str, Callable[[UUID], Awaitable[str | None]]]


async def run_due_copies(
    store: ObjectStore,
    room: Darkroom,
    *,
    now: datetime,
    numbers: Numbers,
    limit: int = 20,
    kept_for: timedelta | None = None,
) -> int:
    """Draw the copies that are due, make the store hold the evidence; how many were taken up.

    ``kept_for``: how long after binding the store refuses to remove the evidence, where it can;
    None: it is not asked. Photos that fail are put off: 10 s, doubling to an hour.
    """
    taken = 0
    while taken < limit and (photo := await _claim(now)):
        taken += 1
        try:
            await _draw(photo, await _number(photo, numbers), store, room)
            if kept_for is not None and photo.bound_at is not None:
                await store.retain(photo.key, until=photo.bound_at + kept_for)
            await _settle(photo)
        except (StorageError, RoomClosed, Unusable) as fault:
            await _put_off(photo, fault, now)
    return taken


async def _claim(now: datetime) -> Photo | None:
    """A lease: who dies while drawing lets the photo fall due again."""
    async with transaction():
        photo = await (
            Photo.filter(copies=CopyState.DUE, copies_due_at__lte=now)
            .order_by("copies_due_at")
            .limit(1)
            .select_for_update(skip_locked=True)
            .first()
        )
        if photo is not None:
            photo.copies_due_at = now + LEASE
            await photo.save(update_fields=["copies_due_at"])
    return photo


async def _number(photo: Photo, numbers: Numbers) -> str:
    ask = numbers.get(photo.subject_kind or "")
    if ask is None or photo.subject_id is None:
        return ""
    return await ask(photo.subject_id) or ""


async def _draw(photo: Photo, number: str, store: ObjectStore, room: Darkroom) -> None:
    evidence = b"".join([c async for c in store.read(photo.key)])
    strip = strip_text(
        taken_at=photo.taken_at,
        received_at=photo.received_at,
        number=number,
        code=photo.check_code,
    )
    display, thumb = await room.draw_copies(evidence, strip)
    await _keep(photo, Size.DISPLAY, display, store)
    await _keep(photo, Size.THUMB, thumb, store)
    await Photo.filter(id=photo.id).update(
        display_sha256=sha256(display).hexdigest(),
        display_bytes=len(display),
        thumb_sha256=sha256(thumb).hexdigest(),
        thumb_bytes=len(thumb),
    )


async def _settle(photo: Photo) -> None:
    """Only if the debt is still ours: a number that came meanwhile has made it due again."""
    ours = Photo.filter(id=photo.id, copies=CopyState.DUE, copies_due_at=photo.copies_due_at)
    await ours.update(copies=CopyState.READY, copies_due_at=None, copies_attempts=0)


async def _keep(photo: Photo, size: Size, copy: bytes, store: ObjectStore) -> None:
    await store.put(
        copy_key(photo.id, size),
        io.BytesIO(copy),
        size_bytes=len(copy),
        media_type=Kind.JPEG.value,
    )


async def _put_off(photo: Photo, fault: Exception, now: datetime) -> None:
    attempts = photo.copies_attempts + 1
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(attempts - 1, 20))
    hopeless = isinstance(fault, Unusable) and attempts >= UNUSABLE_TRIES
    log.warning("copies of photo %s put off (attempt %d): %r", photo.id, attempts, fault)
    await Photo.filter(id=photo.id, copies_due_at=photo.copies_due_at).update(
        copies=CopyState.FAILED if hopeless else CopyState.DUE,
        copies_due_at=None if hopeless else now + wait,
        copies_attempts=min(attempts, 1000),
    )
