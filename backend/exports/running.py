"""The worker's part: write what was asked for, as the one who asked, with the masks of the page."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

from tortoise.expressions import Q

from backend.evidence.queries import receipts
from backend.evidence.rules import Size, copy_key
from backend.exports.columns import PHOTOS, Cells, cells_of, columns, response_ids
from backend.exports.events import ExportMade
from backend.exports.filters import Filter
from backend.exports.ledger import Order, count_of, cursor_of, ids_after, lines_of
from backend.exports.models import ExportJob, ExportState
from backend.exports.service import KEPT, asker, object_key
from backend.exports.sheet import Sheet
from backend.exports.snapshots import frozen_rows
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import ZONE
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import Refusal
from backend.people.queries import grant_in_force
from storage import Missing, ObjectStore

log = logging.getLogger(__name__)

BATCH = 50  # rows; progress is told after each
LEASE = timedelta(minutes=10)  # renewed with each batch
TRIES = 3
LOOK_EVERY_S = 1.0
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Exporter:
    """Beside the worker's jobs: a large file does not make them wait."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def run(self, stop: asyncio.Event) -> None:
        """Write what is due until ``stop``; what is under way then is due again after its lease."""
        while not stop.is_set():
            try:
                worked = await run_due_exports(self._store, now=datetime.now(UTC))
            except Exception:
                log.exception("exports could not be looked for")
                worked = 0
            if not worked:
                await _rest(stop)


async def run_due_exports(store: ObjectStore, *, now: datetime) -> int:
    """Write every due file; return how many were worked on. Several workers may call it."""
    worked = 0
    while (job := await _claimed(now)) is not None:
        worked += 1
        try:
            await _write(job, store, now)
        except Refusal as no:
            log.info("export %s: %s", job.id, no.code)
            await _settle(job, ExportState.FAILED, now)
        except Exception:
            log.exception("export %s could not be written", job.id)
            again = job.attempts < TRIES
            await _settle(job, ExportState.DUE if again else ExportState.FAILED, now)
            break
    return worked


async def delete_old(store: ObjectStore, *, now: datetime) -> int:
    """Files leave the store after their days; who took how much stays in the ledger."""
    old = await ExportJob.filter(state=ExportState.READY, finished_at__lt=now - KEPT)
    for job in old:
        await store.delete(object_key(job))
        await ExportJob.filter(id=job.id).update(state=ExportState.GONE)
    return len(old)


async def _claimed(now: datetime) -> ExportJob | None:
    free = Q(state=ExportState.DUE) | Q(state=ExportState.RUNNING, leased_until__lt=now)
    async with transaction():
        due = ExportJob.filter(free).order_by("asked_at").limit(1)
        for job in await due.select_for_update(skip_locked=True):
            job.state, job.leased_until = ExportState.RUNNING, now + LEASE
            job.attempts, job.done = job.attempts + 1, 0
            await job.save()
            return job
    return None


async def _write(job: ExportJob, store: ObjectStore, now: datetime) -> None:
    """Raises Refusal when the asker may no longer have it."""
    actor = asker(job)
    await grant_in_force(actor, now)
    shown = await columns(unit=actor.role is Role.HANDLER)
    with TemporaryDirectory(prefix="export-") as name:
        folder = Path(name)
        sheet = Sheet(folder, shown)
        async with aclosing(_rows(job, actor, now)) as rows:
            async for batch in rows:
                pictures = await _pictures(batch, store, folder) if {*PHOTOS} & {*shown} else {}
                for issue_id, cells in batch:
                    sheet.add(cells, pictures.get(issue_id, {}))
                job.done += len(batch)
                await ExportJob.filter(id=job.id).update(
                    done=job.done, total=job.total, leased_until=datetime.now(UTC) + LEASE
                )
        path = await asyncio.to_thread(sheet.save, _notes(now))
        job.size_bytes = path.stat().st_size
        with path.open("rb") as body:
            await store.put(object_key(job), body, size_bytes=job.size_bytes, media_type=EXCEL)
    async with transaction():
        made = ExportMade(subject_id=job.id, rows=job.done, filter=_told(job))
        await record(made, Deed(actor, now, "askExport", uuid4()))
        await _settle(job, ExportState.READY, now)


async def _rows(
    job: ExportJob, actor: Actor, now: datetime
) -> AsyncGenerator[list[tuple[UUID, Cells]]]:
    if job.snapshot_id:
        frozen = await frozen_rows(actor, job.snapshot_id)
        job.total = len(frozen)
        for at in range(0, len(frozen), BATCH):
            yield [(UUID(row["id"]), row) for row in frozen[at : at + BATCH]]
        return
    wanted, order = Filter.of(job.wanted), Order(job.order)
    job.total = await count_of(actor, wanted)
    after: str | None = None
    while ids := await ids_after(actor, wanted, order, BATCH, after):
        lines = await lines_of(actor, ids)
        cells = await cells_of(lines, now=now)
        yield list(zip(ids, cells, strict=True))
        after = cursor_of(lines[-1], order)


async def _pictures(
    batch: list[tuple[UUID, Cells]], store: ObjectStore, folder: Path
) -> dict[UUID, dict[str, Path]]:
    """One thumbnail of the report and one of the answer for each row, where there are any."""
    issues = [issue_id for issue_id, _ in batch]
    answers = await response_ids(issues)
    wanted: dict[UUID, tuple[UUID, str]] = {one: (one, PHOTOS[0]) for one in issues}
    wanted |= {step: (issue, PHOTOS[1]) for issue, step in answers.items()}
    found: dict[UUID, dict[str, Path]] = {}
    for photo in await receipts(list(wanted)):
        issue_id, column = wanted[photo.subject_id]
        mine = found.setdefault(issue_id, {})
        if column not in mine and (path := await _thumb(photo.id, store, folder)):
            mine[column] = path
    return found


async def _thumb(photo_id: UUID, store: ObjectStore, folder: Path) -> Path | None:
    """The thumbnail as a file; None while it has not been drawn."""
    path = folder / f"{photo_id}.jpg"
    try:
        body = b"".join([chunk async for chunk in store.read(copy_key(photo_id, Size.THUMB))])
    except Missing:
        return None
    await asyncio.to_thread(path.write_bytes, body)
    return path


def _told(job: ExportJob) -> list[str]:
    if job.snapshot_id:
        return [f"snapshot={job.snapshot_id}"]
    return [f"{name}={'…' if name == 'text' else value}" for name, value in job.wanted.items()]


def _notes(now: datetime) -> list[str]:
    at = now.astimezone(ZONE)
    return [
        f"导出时间 {at:%Y-%m-%d %H:%M}（北京时间）；期限的天数指工作日",
        "「不显示」是为了保护上报人；这张表不要再加上能认出人的内容",
    ]


async def _settle(job: ExportJob, state: ExportState, now: datetime) -> None:
    over: Mapping[str, Any] = {} if state is ExportState.DUE else {"finished_at": now}
    await ExportJob.filter(id=job.id).update(
        state=state, done=job.done, total=max(job.total, job.done), size_bytes=job.size_bytes,
        leased_until=None, **over,
    )  # fmt: skip


async def _rest(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), LOOK_EVERY_S)
    except TimeoutError:
        return
