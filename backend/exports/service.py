"""Asking for a file of the ledger; a worker writes it (running), the asker fetches it (http)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from backend.exports import access
from backend.exports.access import Action
from backend.exports.events import ExportFetched
from backend.exports.filters import Filter, Wish
from backend.exports.ledger import Order
from backend.exports.models import ExportJob, ExportState, LedgerSnapshot
from backend.kernel.access import require
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import IdReused, NotFound, Refusal, Remedy

WAITING_MAX = 3
KEPT = timedelta(days=7)
LISTED = 5
UNDER_WAY = (ExportState.DUE, ExportState.RUNNING)


class TooManyExports(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_exports", Remedy.FIX
    text = "已有 {most} 个导出在做，请等做完再导。"


class ExportNotReady(Refusal):
    """It is being written, could not be, or is older than its days."""

    code, remedy = "export_not_ready", Remedy.FIX
    text = "这个文件还没做好，或已过期删除，请重新导出。"


async def ask_export(
    actor: Actor,
    export_id: UUID,
    wanted: Filter,
    *,
    order: Order,
    snapshot_id: UUID | None = None,
    now: datetime,
) -> ExportJob:
    """Owe a file to a worker. The same id again is the same file.

    Args:
        actor: Who asks; the rows and what they show are theirs.
        export_id: Made by the asker.
        wanted: Which rows, of the ledger as it stands when the file is written.
        order: Of the rows.
        snapshot_id: A frozen month instead, whole.
        now: The server's clock, UTC.

    Raises:
        NotAllowed, NotFound: (remedy: stop). BadInput, TooManyExports: (remedy: fix).
        IdReused: the id is somebody else's (remedy: stop).
    """
    require(access.TABLE, actor, Action.READ, None)
    Wish(actor, wanted).where()  # refuses what may not be asked
    if snapshot_id is not None:
        require(access.TABLE, actor, Action.FREEZE, None)
        if not await LedgerSnapshot.exists(id=snapshot_id):
            raise NotFound(field="snapshotId")
    async with transaction():
        before = await ExportJob.get_or_none(id=export_id)
        if before is not None:
            if before.requester_id != actor.person_id:
                raise IdReused(field="id")
            return before
        own = ExportJob.filter(requester_id=actor.person_id, state__in=list(UNDER_WAY))
        if await own.count() >= WAITING_MAX:
            raise TooManyExports(most=WAITING_MAX)
        return await ExportJob.create(
            id=export_id, requester_id=actor.person_id, asked_as=_kept(actor),
            wanted=wanted.kept(), order=order.value, snapshot_id=snapshot_id,
            state=ExportState.DUE, asked_at=now,
        )  # fmt: skip


async def own_exports(actor: Actor) -> list[ExportJob]:
    """The person's last few, newest first."""
    own = ExportJob.filter(requester_id=actor.person_id)
    return await own.order_by("-asked_at", "-id").limit(LISTED)


async def fetched(person_id: UUID, export_id: UUID, *, now: datetime) -> ExportJob:
    """The file is handed to the one who asked for it, and that is kept.

    Raises:
        NotFound: absent, or another's (remedy: stop). ExportNotReady: (remedy: fix).

    Emits:
        exports.fetched
    """
    job = await ExportJob.get_or_none(id=export_id, requester_id=person_id)
    if job is None:
        raise NotFound()
    if job.state is not ExportState.READY:
        raise ExportNotReady()
    async with transaction():
        deed = Deed(asker(job), now, "fetchExport", uuid4())
        await record(ExportFetched(subject_id=job.id, rows=job.done), deed)
    return job


def asker(job: ExportJob) -> Actor:
    """Who asked, in the grant they asked in."""
    kept = job.asked_as
    return Actor(
        job.requester_id, UUID(kept["grant_id"]), Role(kept["role"]), _id(kept["unit_id"]),
        kept["region"], frozenset(kept["bundles"]), _id(kept["stands_in_for"]),
    )  # fmt: skip


def object_key(job: ExportJob) -> str:
    return f"export/{job.id}"


def _kept(actor: Actor) -> dict[str, Any]:
    return {
        "grant_id": str(actor.grant_id),
        "role": actor.role.value,
        "unit_id": str(actor.unit_id) if actor.unit_id else None,
        "region": actor.region,
        "bundles": sorted(actor.bundles),
        "stands_in_for": str(actor.stands_in_for) if actor.stands_in_for else None,
    }


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
