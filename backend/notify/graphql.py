"""The inbox at the GraphQL edge: translate in, call one deed or question, translate out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend.kernel import page
from backend.kernel.graphql import DeedResult, Info, Receipt, Refused
from backend.notify import models, queries, service
from backend.notify.graphql_alerts import AlertMutation, AlertQuery, reader

strawberry.enum(models.NoticeKind)


@strawberry.type
class Notice:
    id: UUID
    kind: models.NoticeKind
    urgent: bool = strawberry.field(description="要您办的：单列在前，不被「全部已读」带走。")
    subject_kind: str
    subject_id: UUID
    number: str | None = strawberry.field(description="人读的编号，例如 WD-2026-0012。")
    title: str
    text: str
    at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, row: models.Notice) -> Notice:
        return cls(
            id=row.id,
            kind=row.kind,
            urgent=row.kind in models.URGENT,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            number=row.number,
            title=row.title,
            text=row.text,
            at=row.created_at,
            read_at=row.read_at,
        )


@strawberry.type
class Inbox:
    items: list[Notice]
    after: str | None
    unread: int

    @classmethod
    def of(cls, rows: list[models.Notice], first: int, unread: int) -> Inbox:
        shown, more = rows[: page.size(first)], len(rows) > page.size(first)
        after = page.cursor(shown[-1].created_at, shown[-1].id) if more else None
        return cls(items=[Notice.of(row) for row in shown], after=after, unread=unread)


NoticeResult = Annotated[Notice | Refused, strawberry.union("NoticeResult")]
InboxResult = Annotated[Inbox | Refused, strawberry.union("InboxResult")]


@strawberry.input
class MarkReadInput:
    command_id: UUID
    notice_ids: list[UUID]
    sealed_at: datetime

    def letter(self) -> service.MarkRead:
        return service.MarkRead(self.command_id, tuple(self.notice_ids), self.sealed_at)


@strawberry.type
class NotifyQuery(AlertQuery):
    @strawberry.field
    async def inbox(self, info: Info, first: int = 30, after: str | None = None) -> InboxResult:
        person_id = reader(info.context)
        rows = await queries.inbox(person_id, first=first, after=after)
        return Inbox.of(rows, first, await queries.unread(person_id))

    @strawberry.field
    async def notice(self, info: Info, id: UUID) -> NoticeResult:
        return Notice.of(await queries.notice(reader(info.context), id))


@strawberry.type
class NotifyMutation(AlertMutation):
    @strawberry.mutation
    async def mark_read(self, info: Info, input: MarkReadInput) -> DeedResult:
        person_id, now = reader(info.context), info.context.now
        return Receipt(id=await service.mark_read(person_id, input.letter(), now=now))
