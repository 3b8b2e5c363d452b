"""Pays what the outbox owes, and does what is due: copies of photos, imports, house-keeping.

Handlers only write rows, in one transaction with the settling. What touches the network or takes
long (an image, an import) is a row of its own, claimed by lease and done outside any transaction.
Several workers may run: every claim is a lease, every piece of house-keeping may be done twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from uuid import UUID

from backend.evidence import copies, sweep
from backend.evidence.darkroom import Darkroom
from backend.exports.running import Exporter, delete_old
from backend.imports.running import run_due_imports
from backend.imports.sweep import sweep_files
from backend.kernel import counting, outbox, schedule
from backend.kernel.ledger import LedgerEvent, OutboxRow, transaction
from backend.kernel.sealing import broken, seal_days
from backend.notify import outside
from backend.notify.channels.tellers import tellers
from backend.notify.ringer import Ringer
from backend.notify.web_push import pusher
from backend.people import throttle
from backend.people.queries import setting
from backend.visits.service import clear_old_positions
from backend.wiring import HANDLERS, JOBS, NUMBERS, RECURRING, Handler
from storage import ObjectStore

log = logging.getLogger(__name__)

BATCH = 20
LEASE = timedelta(minutes=5)  # longer than any handler may take
BACKOFF_BASE, BACKOFF_CAP = timedelta(seconds=10), timedelta(hours=1)
LOOK_EVERY_S = 1.0
STUCK_AFTER = timedelta(minutes=15)  # one import of thousands of rows takes minutes
STOP_WITHIN_S = 5.0
KEEP_HOUSE_EVERY = timedelta(hours=6)
TRIES_KEPT = timedelta(days=180)  # of signing in: logs are kept six months (网络安全法 §21)

Job = Callable[[datetime], Awaitable[int]]


def backoff(attempts: int) -> timedelta:
    """10 s doubling to an hour, for ever: a debt is paid or seen, never dropped."""
    return min(BACKOFF_BASE * (1 << min(attempts, 16)), BACKOFF_CAP)


async def run_once(*, now: datetime, handlers: Mapping[str, tuple[Handler, ...]] = HANDLERS) -> int:
    """Deliver every due event once; return how many were settled."""
    due = await outbox.claim_due(now=now, lease=LEASE, limit=BATCH)
    return sum([await _deliver(event_id, now, handlers) for event_id in due])


async def _deliver(
    event_id: UUID, now: datetime, handlers: Mapping[str, tuple[Handler, ...]]
) -> bool:
    try:
        async with transaction():
            event = await LedgerEvent.get(id=event_id)
            for handler in handlers.get(event.name, ()):
                await handler(event, now)
            await outbox.settle(event_id)
    except Exception as fault:
        counting.EVENTS.labels("failed").inc()
        log.exception("event %s could not be delivered", event_id)
        attempts = (await OutboxRow.get(event_id=event_id)).attempts + 1
        await outbox.postpone(
            event_id, until=now + backoff(attempts), attempts=attempts, error=repr(fault)
        )
        return False
    counting.EVENTS.labels("done").inc()
    return True


async def run_jobs(
    *,
    now: datetime,
    jobs: Mapping[str, schedule.Job] = JOBS,
    recurring: Mapping[str, schedule.Recurring] = RECURRING,
) -> int:
    """Run every due job once; return how many were done."""
    due = await schedule.claim_due(now=now, lease=LEASE, limit=BATCH)
    return sum([await _run_job(claim, now, jobs, recurring) for claim in due])


async def _run_job(
    claim: schedule.Claim,
    now: datetime,
    jobs: Mapping[str, schedule.Job],
    recurring: Mapping[str, schedule.Recurring],
) -> bool:
    """A kind that nobody here knows is put off too: a newer worker may."""
    try:
        again = recurring.get(claim.kind)
        done = await schedule.run(claim, jobs[claim.kind], now=now, again=again)
    except Exception as fault:
        counting.JOBS.labels(claim.kind, "failed").inc()
        log.exception("job %s of %s could not be done", claim.kind, claim.subject_id)
        until = now + backoff(claim.attempts + 1)
        await schedule.postpone(claim, until=until, error=repr(fault))
        return False
    counting.JOBS.labels(claim.kind, "done" if done else "overtaken").inc()
    return done


class Worker:
    """The loop: look for due work, do it, look again; sleeps only when there is none."""

    def __init__(self, store: ObjectStore, room: Darkroom) -> None:
        self._store, self._room = store, room
        self._stop = asyncio.Event()
        self._kept_house_at: datetime | None = None
        self._looked_at: datetime | None = None

    async def run(self) -> None:
        """Work until ``stop``; what is running is finished, the rest stays due."""
        here = outside.present()
        async with pusher(here) as to_phones, tellers(here) as to_people:
            ringing = asyncio.create_task(Ringer(to_phones, to_people).run(self._stop))
            exporting = asyncio.create_task(Exporter(self._store).run(self._stop))
            try:
                await self._jobs()
            finally:
                ringing.cancel()
                exporting.cancel()

    async def _jobs(self) -> None:
        await schedule.ensure(RECURRING, now=datetime.now(UTC))
        while not self._stop.is_set():
            now = datetime.now(UTC)
            self._looked_at = now
            counting.LOOKED.set(now.timestamp())
            done = sum(
                [
                    await _try(job, now)
                    for job in (self._planned, self._events, self._copies, self._imports)
                ]
            )
            await _try(self._keep_house, now)
            if not done:
                await self._rest()

    def stop(self) -> None:
        self._stop.set()

    def looks(self, now: datetime) -> bool:
        """Whether it is on its way round, and not stuck in one job."""
        return self._looked_at is not None and now - self._looked_at < STUCK_AFTER

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), LOOK_EVERY_S)
        except TimeoutError:
            return

    async def _events(self, now: datetime) -> int:
        return await run_once(now=now)

    async def _planned(self, now: datetime) -> int:
        return await run_jobs(now=now)

    async def _copies(self, now: datetime) -> int:
        years = await setting("retention_years_of_photos")
        return await copies.run_due_copies(
            self._store, self._room, now=now, numbers=NUMBERS, kept_for=timedelta(days=366 * years)
        )

    async def _imports(self, now: datetime) -> int:
        return await run_due_imports(self._store, now=now)

    async def _keep_house(self, now: datetime) -> int:
        if self._kept_house_at and now - self._kept_house_at < KEEP_HOUSE_EVERY:
            return 0
        self._kept_house_at = now
        swept = await sweep.sweep(self._store, now=now)
        tables = await sweep_files(self._store, now=now)
        months = await setting("retention_months_of_positions")
        forgotten = await clear_old_positions(now, months)
        tries = await throttle.forget(before=now - TRIES_KEPT)
        days = await seal_days(now)
        if day := await broken():
            log.error("the ledger of %s is not what it was when it was sealed", day)
        files = await delete_old(self._store, now=now)
        log.info(
            "house kept: %s, %s tables; gone: %s positions, %s tries, %s files; sealed: %s days",
            swept, tables, forgotten, tries, files, days,
        )  # fmt: skip
        return 0


async def _try(job: Job, now: datetime) -> int:
    """A job that fails is logged and tried again at the next look; the others go on."""
    try:
        return await job(now)
    except Exception:
        log.exception("%s failed", getattr(job, "__name__", "job"))
        return 0


@asynccontextmanager
async def working(store: ObjectStore, room: Darkroom) -> AsyncIterator[None]:
    """A worker beside the server, in the same process (embedded default)."""
    worker = Worker(store, room)
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        worker.stop()
        await asyncio.wait({task}, timeout=STOP_WITHIN_S)
        task.cancel()
