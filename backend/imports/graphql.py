"""Imports at the GraphQL edge. The file itself comes by ``POST /imports`` (http.py)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend.imports import models, queries, report, service
from backend.imports.columns import ImportKind
from backend.imports.rules import ImportState
from backend.kernel.graphql import Info, Refused

strawberry.enum(ImportKind)
strawberry.enum(ImportState)


@strawberry.type(
    description="一行里的一处：错在哪、或会改什么。row 从 1 数，含表头；column 是表头里的列名。"
)
class ImportFinding:
    row: int
    column: str
    severity: str
    message: str
    before: str | None
    after: str | None


@strawberry.type
class ImportJob:
    id: UUID
    kind: ImportKind
    state: ImportState
    file_name: str
    total: int
    done: int
    added: int
    changed: int
    same: int
    wrong: int
    findings: list[ImportFinding]
    started_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, job: models.ImportJob) -> ImportJob:
        known = report.Report.of(job.report)
        findings = [ImportFinding(**asdict(each)) for each in known.findings]
        if known.unlisted:
            more = f"还有 {known.unlisted} 处没有列出，请先改好列出的再传一次"
            findings.append(
                ImportFinding(
                    row=0, column="", severity="note", message=more, before=None, after=None
                )
            )
        return cls(
            id=job.id,
            kind=ImportKind(job.kind),
            state=ImportState(job.state),
            file_name=job.file_name,
            total=job.total,
            done=job.done,
            added=known.counts.get("added", 0),
            changed=known.counts.get("changed", 0),
            same=known.counts.get("same", 0),
            wrong=known.counts.get("wrong", 0),
            findings=findings,
            started_at=job.started_at,
            finished_at=job.finished_at,
        )


ImportJobResult = Annotated[ImportJob | Refused, strawberry.union("ImportJobResult")]


@strawberry.type
class ImportQuery:
    @strawberry.field
    async def import_job(self, info: Info, id: UUID) -> ImportJobResult:
        return ImportJob.of(await queries.import_job(info.context.signed_in(), id))


@strawberry.type
class ImportMutation:
    @strawberry.mutation
    async def apply_import(self, info: Info, id: UUID) -> ImportJobResult:
        context = info.context
        return ImportJob.of(await service.apply_import(context.signed_in(), id, now=context.now))
