"""An alert that asks nothing of its reader any more climbs no further, read or not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from backend.notify.models import RINGS, DeliveryState, Notice
from backend.notify.ringing import still_owed


async def still_asking(subject_id: UUID) -> list[Notice]:
    """The alerts about a record that nobody has read and nothing has overtaken."""
    return await Notice.filter(
        subject_id=subject_id, kind__in=list(RINGS), read_at__isnull=True, overtaken_at__isnull=True
    )


async def call_off(notice_ids: Iterable[UUID], *, why: str, now: datetime) -> None:
    """What they still owe is cancelled; ``why`` stands in the trace. The lines stay in the inbox.

    Inside the caller's transaction.
    """
    ids = list(notice_ids)
    if not ids:
        return
    await Notice.filter(id__in=ids).update(overtaken_at=now)
    owed = still_owed(ids)
    await owed.update(state=DeliveryState.CANCELLED, due_at=None, last_error=why)
