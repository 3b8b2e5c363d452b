"""The questions of imports."""

from __future__ import annotations

from uuid import UUID

from backend.imports import access
from backend.imports.access import Action
from backend.imports.models import ImportJob
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.kernel.refusal import NotFound


async def import_job(actor: Actor, job_id: UUID) -> ImportJob:
    """How far a job is and what was found. Raises NotAllowed, NotFound (remedy: stop)."""
    require(access.TABLE, actor, Action.IMPORT, None)
    job = await ImportJob.get_or_none(id=job_id)
    if job is None:
        raise NotFound(field="id")
    return job
