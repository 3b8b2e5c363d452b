"""What is to be done at a certain time: rows, claimed by lease, run by the worker.

A deed plans in its own transaction, so nothing is scheduled that did not happen. There is one row
for each kind and subject; planning again moves it. A job runs in one transaction with the
settling, under a lock on its row and only while the row still says the time it was claimed for:
whatever crashes or races, it takes effect once for one due time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model

from backend.kernel.ledger import transaction

Job = Callable[[UUID, datetime], Awaitable[None]]
Recurring = Callable[[datetime], Awaitable[datetime]]
"""The next time after a moment."""

NOBODY = UUID(int=0)
"""The subject of a recurring job."""


class ScheduledJob(Model):
    """One thing to do at a time. Gone once it is done."""

    id = fields.UUIDField(primary_key=True)
    kind = fields.CharField(max_length=48)
    subject_id = fields.UUIDField()
    due_at = fields.DatetimeField()
    leased_until = fields.DatetimeField(null=True)
    attempts = fields.SmallIntField(default=0)
    last_error = fields.CharField(max_length=200, default="")

    class Meta:
        table = "scheduled_job"
        unique_together = (("kind", "subject_id"),)
        indexes = [("due_at",)]


@dataclass(frozen=True, slots=True)
class Claim:
    """A job of this worker's, until the lease ends."""

    id: UUID
    kind: str
    subject_id: UUID
    due_at: datetime
    attempts: int


async def plan(kind: str, subject_id: UUID, due_at: datetime) -> None:
    """Do this to the subject at ``due_at``, and not at the time planned before.

    Call it inside the transaction of the deed that makes it so. A time past is done at once.
    """
    job = ScheduledJob(id=uuid4(), kind=kind, subject_id=subject_id, due_at=due_at)
    await ScheduledJob.bulk_create(
        [job],
        on_conflict=["kind", "subject_id"],
        update_fields=["due_at", "leased_until", "attempts", "last_error"],
    )


async def plan_new(kind: str, subject_id: UUID, due_at: datetime) -> None:
    """As ``plan``, but what is planned already stays as it is."""
    job = ScheduledJob(id=uuid4(), kind=kind, subject_id=subject_id, due_at=due_at)
    await ScheduledJob.bulk_create([job], ignore_conflicts=True)


async def cancel(kind: str, subject_id: UUID) -> None:
    """Do not do it. Inside the deed's transaction."""
    await ScheduledJob.filter(kind=kind, subject_id=subject_id).delete()


async def claim_due(*, now: datetime, lease: timedelta, limit: int) -> list[Claim]:
    """Take up to ``limit`` due jobs for this worker, the longest due first.

    A worker that dies lets its leases run out. SKIP LOCKED keeps two workers apart on PostgreSQL;
    SQLite has one writer.
    """
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    async with transaction():
        rows = await (
            ScheduledJob.filter(free, due_at__lte=now)
            .order_by("due_at")
            .limit(limit)
            .select_for_update(skip_locked=True)
        )
        if rows:
            ids = [row.id for row in rows]
            await ScheduledJob.filter(id__in=ids).update(leased_until=now + lease)
    return [Claim(r.id, r.kind, r.subject_id, r.due_at, r.attempts) for r in rows]


async def run(claim: Claim, job: Job, *, now: datetime, again: Recurring | None = None) -> bool:
    """Do one claimed job and settle it in the same transaction; False: it is no longer to be done
    (done by another whose lease was longer, cancelled, or planned for another time).

    again: when a recurring job is due next; without it the row goes, unless the job planned anew.
    """
    async with transaction():
        row = await ScheduledJob.filter(id=claim.id, due_at=claim.due_at).select_for_update()
        if not row:
            return False
        await job(claim.subject_id, now)
        await settle(claim, again_at=await again(now) if again else None)
    return True


async def settle(claim: Claim, *, again_at: datetime | None = None) -> None:
    """Done for this due time. Call it in the transaction that did the work."""
    row = ScheduledJob.filter(id=claim.id, due_at=claim.due_at)
    if again_at is None:
        await row.delete()
    else:
        await row.update(due_at=again_at, leased_until=None, attempts=0, last_error="")


async def postpone(claim: Claim, *, until: datetime, error: str) -> None:
    """It failed: the time it is due for stays what it was, and nobody tries before ``until``."""
    await ScheduledJob.filter(id=claim.id, due_at=claim.due_at).update(
        leased_until=until, attempts=claim.attempts + 1, last_error=error[:200]
    )


async def ensure(recurring: Mapping[str, Recurring], *, now: datetime) -> None:
    """Every recurring job is planned. At the start of each worker; what is planned stays."""
    async with transaction():
        for kind, next_after in recurring.items():
            await plan_new(kind, NOBODY, await next_after(now))
