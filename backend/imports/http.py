"""Files over HTTP: ``POST /imports?kind=…``, templates, and a job's findings as a table.

Every answer that is no file is JSON: ``{"id": …}`` of the job, or a refusal.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, unquote
from uuid import UUID

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from backend.imports import access, queries, service, tables
from backend.imports.access import Action
from backend.imports.columns import COLUMNS, ImportKind
from backend.imports.report import Report
from backend.imports.rules import FILE_BYTES_MAX, FileTooBig, FileUnreadable
from backend.kernel.actor import Actor
from backend.kernel.refusal import (
    BadInput,
    GrantNotInForce,
    NotAllowed,
    NotFound,
    PasswordChangeNeeded,
    Refusal,
    Remedy,
    SignInNeeded,
)
from backend.people.session import Arrival
from storage import ObjectStore, StorageError

STATUS_BY_REMEDY = {Remedy.RETRY: 503, Remedy.FIX: 422, Remedy.SIGN_IN: 401, Remedy.STOP: 403}
ENVELOPE_BYTES = 64 * 1024  # what multipart writes around a file
ACTING_GRANT = "x-acting-grant"
NAMES = {
    ImportKind.REGIONS: "区域",
    ImportKind.UNITS: "单位",
    ImportKind.PEOPLE: "人员",
    ImportKind.ENTERPRISES: "企业",
    ImportKind.PAIRINGS: "包联",
}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEVERITY = {"wrong": "不导入", "change": "改动"}

Identify = Callable[[Request], Awaitable[Arrival | None]]


class StoreLater(Refusal):
    """The object store does not answer."""

    code, remedy = "import_store_later", Remedy.RETRY
    text = "服务器暂时存不下这个文件，请过一会儿再传。"


@dataclass(frozen=True, slots=True)
class ImportDesk:
    """Takes tables in. Wiring gives it what it needs and mounts ``routes``."""

    store: ObjectStore
    identify: Identify
    clock: Callable[[], datetime]

    def routes(self) -> list[Route]:
        return [
            Route("/imports", self.post, methods=["POST"]),
            Route("/imports/template/{name}", self.template, methods=["GET"]),
            Route("/imports/{job_id}/findings.csv", self.findings, methods=["GET"]),
        ]

    async def post(self, request: Request) -> Response:
        """The body is the file itself, or a form with one field ``file``."""
        try:
            if ACTING_GRANT not in request.headers:  # another site's page cannot send it
                raise GrantNotInForce()
            kind = _kind(request.query_params.get("kind", ""))
            actor = await self._admin(request, [kind])
            name, body = await _file(request)
            job = await service.upload(
                actor, kind, file_name=name, body=body, store=self.store, now=self.clock()
            )
        except ClientDisconnect:
            return Response(status_code=499)
        except StorageError:
            return refused(StoreLater())
        except Refusal as no:
            return refused(no)
        return JSONResponse({"id": str(job.id)}, 201)

    async def template(self, request: Request) -> Response:
        try:
            stem, _, kind_of_file = request.path_params["name"].partition(".")
            kind = _kind(stem)
            await self._admin(request, [kind])
        except Refusal as no:
            return refused(no)
        if kind_of_file == "csv":
            return _download(tables.template_csv(kind), "text/csv", f"{NAMES[kind]}模板.csv")
        if kind_of_file == "xlsx":
            return _download(tables.template_excel(kind), EXCEL, f"{NAMES[kind]}模板.xlsx")
        return refused(NotFound())

    async def findings(self, request: Request) -> Response:
        """What the check found, as a table to work through."""
        try:
            actor = await self._admin(request, list(ImportKind))
            job = await queries.import_job(actor, _job_id(request))
        except Refusal as no:
            return refused(no)
        rows = [["行", "列", "结果", "说明", "原来", "改为"]]
        rows += [
            [
                str(each.row),
                each.column,
                SEVERITY.get(each.severity, each.severity),
                each.message,
                each.before or "",
                each.after or "",
            ]
            for each in Report.of(job.report).findings
        ]
        name = f"{NAMES[ImportKind(job.kind)]}导入检查.csv"
        return _download(tables.written_csv(rows), "text/csv", name)

    async def _admin(self, request: Request, kinds: Collection[ImportKind]) -> Actor:
        """Who imports at least one of these kinds. Raises what is answered instead."""
        arrival = await self.identify(request)
        if arrival is None:
            raise SignInNeeded()
        if arrival.session.must_change:
            raise PasswordChangeNeeded()
        actor = arrival.actor
        if actor is None:  # a link of a page sends no header: the person's own admin grant counts
            admins = [a for a in arrival.in_force if access.imports_any(a, kinds)]
            if not admins or ACTING_GRANT in request.headers:
                raise GrantNotInForce()
            actor = admins[0]
        if not access.imports_any(actor, kinds):
            raise NotAllowed(action=Action.IMPORT.value)
        return actor


def refused(no: Refusal) -> JSONResponse:
    body = {
        "code": no.code,
        "message": no.message,
        "remedy": no.remedy.name,
        "field": no.field,
        "facts": no.facts,
    }
    status = 404 if no.code == "not_found" else STATUS_BY_REMEDY[no.remedy]
    status = 413 if isinstance(no, FileTooBig) else status
    return JSONResponse(body, status)


async def _file(request: Request) -> tuple[str, bytes]:
    """The name and bytes of the upload, read no further than allowed."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > FILE_BYTES_MAX + ENVELOPE_BYTES:
        raise FileTooBig(most=FILE_BYTES_MAX // 1024 // 1024)
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        name = unquote(request.headers.get("x-file-name", "表格"), errors="replace")
        return name, await _read(request)
    if not length.isdecimal():
        raise BadInput(field="file")
    try:
        async with request.form(max_files=1, max_fields=4) as form:
            part = form.get("file")
            if not isinstance(part, UploadFile):
                raise FileUnreadable(why="没有收到文件，请选好文件再传。")
            return part.filename or "表格", await part.read(FILE_BYTES_MAX + 1)
    except (HTTPException, MultiPartException):  # Starlette says the one inside an app
        raise BadInput(field="file") from None


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > FILE_BYTES_MAX:
            raise FileTooBig(most=FILE_BYTES_MAX // 1024 // 1024)
    return bytes(body)


def _kind(name: str) -> ImportKind:
    try:
        kind = ImportKind(name.lower())
    except ValueError:
        raise BadInput(field="kind") from None
    assert kind in COLUMNS
    return kind


def _job_id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["job_id"])
    except ValueError:
        raise NotFound() from None


def _download(body: bytes, media_type: str, name: str) -> Response:
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}",
    }
    return Response(body, headers=headers, media_type=media_type)
