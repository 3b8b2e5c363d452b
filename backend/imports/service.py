"""An import: uploaded, checked by a worker, looked at by the admin, applied by a worker.

Checking does every row with the deeds that applying uses and rolls all of it back. Rows that are
wrong are left out and said; applying again, or the same file again, changes nothing. A worker that
dies loses its lease; what it had committed is counted, the rest is done by the next.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from backend.imports import access
from backend.imports.access import Action
from backend.imports.columns import ImportKind
from backend.imports.events import ImportApplied, ImportUploaded
from backend.imports.models import ImportJob
from backend.imports.report import Report, asked_by
from backend.imports.rules import FILE_BYTES_MAX, FileTooBig, FileUnreadable, ImportState
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import Refusal, Remedy
from backend.kernel.text import clean
from storage import ObjectStore

FILE_NAME_CHARS_MAX = 120


class NotCheckedYet(Refusal):
    """Only a job whose check is done is applied. Facts: ``state``."""

    code, remedy = "import_not_checked", Remedy.FIX
    text = "这个文件还没检查完，或没能读出来，请等检查完再导入。"


async def upload(
    actor: Actor,
    kind: ImportKind,
    *,
    file_name: str,
    body: bytes,
    store: ObjectStore,
    now: datetime,
) -> ImportJob:
    """Keep a file and owe its check to a worker.

    Raises:
        NotAllowed: not who keeps what this kind brings (remedy: stop).
        FileTooBig, FileUnreadable: more than 10 MB, or nothing (remedy: fix).

    Emits:
        imports.uploaded
    """
    require(access.TABLE, actor, Action.IMPORT, kind)
    if len(body) > FILE_BYTES_MAX:
        raise FileTooBig(most=FILE_BYTES_MAX // 1024 // 1024)
    if not body:
        raise FileUnreadable(why="文件是空的，请用模板填好再传。")
    job_id = uuid4()
    key = f"import/{job_id}"
    await store.put(
        key, io.BytesIO(body), size_bytes=len(body), media_type="application/octet-stream"
    )
    async with transaction():
        job = await ImportJob.create(
            id=job_id,
            kind=kind.value,
            state=ImportState.CHECKING.value,
            file_name=clean(file_name)[:FILE_NAME_CHARS_MAX],
            file_key=key,
            started_by=actor.person_id,
            started_at=now,
            report=Report(asked_by(actor)).kept(),
        )
        await record(
            ImportUploaded(job_id, kind.value),
            Deed(actor, now, "uploadImport", command_id=job_id),
        )
    return job


async def apply_import(actor: Actor, job_id: UUID, *, now: datetime) -> ImportJob:
    """Owe the applying of a checked file to a worker; asked again, it changes nothing.

    Raises:
        NotAllowed, NotFound: (remedy: stop).
        NotCheckedYet: (remedy: fix).

    Emits:
        imports.apply_asked
    """
    async with transaction():
        job = await ImportJob.select_for_update().get_or_none(id=job_id)
        access.require_job(actor, job.kind if job else None)
        assert job is not None
        if job.state in (ImportState.APPLYING, ImportState.APPLIED):
            return job
        if job.state != ImportState.CHECKED:
            raise NotCheckedYet(state=job.state)
        report = Report.of(job.report)
        report.restart()
        report.asked_by = asked_by(actor)
        job.state, job.done, job.finished_at = ImportState.APPLYING.value, 0, None
        job.report = report.kept()
        await job.save()
        await record(
            ImportApplied(job_id, job.kind), Deed(actor, now, "applyImport", command_id=uuid4())
        )
    return job


async def body_of(job: ImportJob, store: ObjectStore) -> bytes:
    """The uploaded bytes. Raises: Missing, Unavailable."""
    chunks: Sequence[bytes] = [chunk async for chunk in store.read(job.file_key)]
    return b"".join(chunks)
