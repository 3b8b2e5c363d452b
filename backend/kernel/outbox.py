"""What is owed to handlers: claimed by lease, settled, postponed. The rows are in ledger.py."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from backend.kernel.ledger import OutboxRow, transaction


async def claim_due(*, now: datetime, lease: timedelta, limit: int) -> list[UUID]:
    """Take up to ``limit`` due events for this worker and return their ids, oldest first.

    A claim is a lease: ``due_at`` moves forward, so a worker that dies simply lets its
    claims fall due again. SKIP LOCKED keeps two workers apart on PostgreSQL; SQLite, which
    has one writer, ignores it.
    """
    async with transaction():
        rows = await (
            OutboxRow.filter(due_at__lte=now)
            .order_by("due_at")
            .limit(limit)
            .select_for_update(skip_locked=True)
        )
        ids = [row.event_id for row in rows]
        if ids:
            await OutboxRow.filter(event_id__in=ids).update(due_at=now + lease)
    return ids


async def settle(event_id: UUID) -> None:
    """Forget the debt. Call it in the transaction that did the last of the work."""
    await OutboxRow.filter(event_id=event_id).delete()


async def postpone(event_id: UUID, *, until: datetime, attempts: int, error: str) -> None:
    await OutboxRow.filter(event_id=event_id).update(
        due_at=until, attempts=attempts, last_error=error[:200]
    )
