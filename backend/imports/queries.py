"""The questions of imports."""

from __future__ import annotations

from uuid import UUID

from backend.imports import access
from backend.imports.models import ImportJob
from backend.kernel.actor import Actor


async def import_job(actor: Actor, job_id: UUID) -> ImportJob:
    """How far a job is and what was found. Raises NotAllowed, NotFound (remedy: stop)."""
    job = await ImportJob.get_or_none(id=job_id)
    access.require_job(actor, job.kind if job else None)
    assert job is not None
    return job
