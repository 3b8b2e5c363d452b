"""The worker's part: go through the rows of a file, in batches, each batch one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.transactions import in_transaction

from backend.imports.columns import COLUMNS, ImportKind, header_of
from backend.imports.models import ImportJob
from backend.imports.report import Finding, Report
from backend.imports.rows import Do, Doing, Done, Row, do_region, do_unit, key_of
from backend.imports.rows_enterprises import do_enterprise, do_pairing
from backend.imports.rows_people import do_person
from backend.imports.rules import FileUnreadable, ImportState, Table, table
from backend.imports.service import body_of
from backend.imports.tables import read
from backend.kernel.ledger import transaction
from backend.kernel.refusal import NotAllowed, Refusal
from backend.people.queries import district, grant_in_force, region_names
from backend.people.service import COMMAND_LINE
from storage import Missing, ObjectStore

log = logging.getLogger(__name__)

BATCH = 100  # rows; on SQLite everybody else waits while one is under way
BATCHES_A_LOOK = 10  # then other work goes on
LEASE = timedelta(minutes=5)  # longer than all batches of one look
DUE = (ImportState.CHECKING.value, ImportState.APPLYING.value)
Firsts = dict[tuple[str, ...], int]
DO: Mapping[ImportKind, Do] = {
    ImportKind.REGIONS: do_region,
    ImportKind.UNITS: do_unit,
    ImportKind.PEOPLE: do_person,
    ImportKind.ENTERPRISES: do_enterprise,
    ImportKind.PAIRINGS: do_pairing,
}


class _RolledBackError(Exception):
    """The dry run takes back what it did."""


async def run_due_imports(store: ObjectStore, *, now: datetime) -> int:
    """Do the next rows of every due import; return how many imports were worked on.

    A thousand rows at a look, so that other work goes on between; call again while it returns more
    than none. Several workers may call it: a job is one worker's until its lease is over.
    """
    worked = 0
    for job_id in (
        await ImportJob.filter(state__in=DUE).order_by("started_at").values_list("id", flat=True)
    ):
        worked += await look_at(UUID(str(job_id)), store, now=now)
    return worked


async def look_at(job_id: UUID, store: ObjectStore, *, now: datetime) -> bool:
    """The next rows of this import; False when it is not due or another worker has it."""
    job = await _claimed(job_id, now)
    if job is None:
        return False
    await _step(job, store, now)
    return True


async def _claimed(job_id: UUID, now: datetime) -> ImportJob | None:
    async with transaction():
        job = await ImportJob.select_for_update(skip_locked=True).get_or_none(id=job_id)
        if job is None or job.state not in DUE:
            return None
        report = Report.of(job.report)
        if report.is_leased(now):
            return None
        report.lease = (now + LEASE).isoformat()
        await _keep(job, report)
    return job


async def _step(job: ImportJob, store: ObjectStore, now: datetime) -> None:
    """Some batches, then the lease is given back. What cannot be read at all ends the job."""
    report = Report.of(job.report)
    try:
        lines = await asyncio.to_thread(read, await body_of(job, store))
        found = table(ImportKind(job.kind), lines)
        if job.state == ImportState.APPLYING and report.actor != COMMAND_LINE:
            await grant_in_force(report.actor, now)
    except Missing:
        await _fail(job, FileUnreadable(why="文件已不在服务器上，请重新上传。"), now)
        return
    except Refusal as no:
        await _fail(job, no, now)
        return
    job.total = len(found.rows)
    firsts = _firsts(found)
    for left in reversed(range(BATCHES_A_LOOK)):
        await _batch(job, found, firsts, now, last=left == 0)
        if job.state not in DUE:
            break
    if job.state == ImportState.APPLIED:
        await store.delete(job.file_key)  # it names people; what it changed is in the ledger


async def _batch(
    job: ImportJob, found: Table, firsts: Firsts, now: datetime, *, last: bool
) -> None:
    """Rows ``done`` … ``done + BATCH``: what they did and how far we are is one transaction."""
    report = Report.of(job.report)
    doing = await _doing(report, now)
    dry = job.state == ImportState.CHECKING
    size = len(found.rows) if found.kind is ImportKind.REGIONS else BATCH  # parents come with them
    ahead = range(job.done, min(job.done + size, len(found.rows)))
    job.done = ahead.stop if len(ahead) else len(found.rows)
    if job.done >= len(found.rows):
        job.state = (ImportState.CHECKED if dry else ImportState.APPLIED).value
        job.finished_at = now
    if last or job.state not in DUE:
        report.lease = ""
    if not dry:
        async with transaction():
            await _rows(found, ahead, firsts, doing, report)
            await _keep(job, report)
        return
    try:
        async with transaction():
            await _rows(found, ahead, firsts, doing, report)
            raise _RolledBackError
    except _RolledBackError:
        await _keep(job, report)


async def _doing(report: Report, now: datetime) -> Doing:
    known = await district(now)
    tiers = {tier.name.lower().replace(" ", ""): tier.tier for tier in known.tiers}
    return Doing(report.actor, now, await region_names(), tiers, known.code)


def _firsts(found: Table) -> Firsts:
    """Where each key stands first; told anew at each look, it needs no memory between them."""
    firsts: Firsts = {}
    for index in range(len(found.rows)):
        key = key_of(found.kind, found.row(index))
        if key:
            firsts.setdefault(key, index)
    return firsts


async def _rows(found: Table, ahead: range, firsts: Firsts, doing: Doing, report: Report) -> None:
    for index in ahead:
        row = found.row(index)
        if not any(row.values()):
            report.count("blank")
            continue
        first = firsts.get(key_of(found.kind, row), index)
        if first != index:
            column = COLUMNS[found.kind][0].header
            message = f"和第 {first + 2} 行重复，这一行不导入"
            report.count("wrong")
            report.note(Finding(index + 2, column, "wrong", message))
            continue
        await _row(found.kind, index + 2, row, doing, report)


async def _row(kind: ImportKind, number: int, row: Row, doing: Doing, report: Report) -> None:
    """Do one row; a row that is wrong leaves nothing behind."""
    try:
        async with in_transaction():
            done: Done = await DO[kind](row, doing)
    except Refusal as no:
        report.count("wrong")
        column = header_of(kind, no.field or "")
        message = "不在您负责的区域内" if isinstance(no, NotAllowed) else no.message
        report.note(Finding(number, column, "wrong", message))
        return
    report.count(done.outcome)
    if done.added:  # what is written beside a new row, its contact or its grant, changes nothing
        return
    for name, before, after in done.changes:
        report.note(
            Finding(number, header_of(kind, name), "change", "会改动", before or None, after)
        )


async def _keep(job: ImportJob, report: Report) -> None:
    job.report = report.kept()
    await job.save()


async def _fail(job: ImportJob, no: Refusal, now: datetime) -> None:
    report = Report.of(job.report)
    report.lease = ""
    report.note(Finding(1, "", "wrong", no.message))
    job.state, job.finished_at = ImportState.FAILED.value, now
    await _keep(job, report)
    log.info("import %s failed: %s", job.id, no.code)
