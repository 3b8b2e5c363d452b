"""``GET /exports/{id}``: the Excel file, for the one who asked for it and nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from backend.exports import service
from backend.exports.models import ExportJob
from backend.kernel.civil import civil_date
from backend.kernel.refusal import (
    NotFound,
    PasswordChangeNeeded,
    Refusal,
    Remedy,
    SignInNeeded,
)
from backend.people.session import Arrival
from storage import ObjectStore

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATUS = {Remedy.RETRY: 503, Remedy.FIX: 409, Remedy.SIGN_IN: 401, Remedy.STOP: 404}
Identify = Callable[[Request], Awaitable[Arrival | None]]


@dataclass(frozen=True, slots=True)
class ExportDesk:
    """Hands files out. Wiring gives it what it needs and mounts ``routes``."""

    store: ObjectStore
    identify: Identify
    clock: Callable[[], datetime]

    def routes(self) -> list[Route]:
        return [Route("/exports/{export_id}", self.get, methods=["GET"])]

    async def get(self, request: Request) -> Response:
        """A link of the page: the session says who it is, whichever grant they act in now."""
        try:
            arrival = await self.identify(request)
            if arrival is None:
                raise SignInNeeded()
            if arrival.session.must_change:
                raise PasswordChangeNeeded()
            person_id = arrival.session.person_id
            job = await service.fetched(person_id, _id(request), now=self.clock())
        except Refusal as no:
            body = {"code": no.code, "message": no.message, "remedy": no.remedy.name}
            return JSONResponse(body, STATUS[no.remedy])
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(_name(job))}",
            "content-length": str(job.size_bytes),
        }
        return StreamingResponse(self._body(job), headers=headers, media_type=EXCEL)

    def _body(self, job: ExportJob) -> AsyncIterator[bytes]:
        return self.store.read(service.object_key(job))


def _id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["export_id"])
    except ValueError:
        raise NotFound() from None


def _name(job: ExportJob) -> str:
    kind = "台账快照" if job.snapshot_id else "台账"
    return f"{kind}-{civil_date(job.asked_at).isoformat()}.xlsx"
