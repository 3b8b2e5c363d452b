"""The inbox at the GraphQL edge: translate in, call one deed or question, translate out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend.kernel import page
from backend.kernel.graphql import Context, DeedResult, Info, Receipt, Refused
from backend.kernel.refusal import PasswordChangeNeeded
from backend.notify import models, queries, service

strawberry.enum(models.NoticeKind)


@strawberry.type
class Notice:
    id: UUID
    kind: models.NoticeKind
    urgent: bool = strawberry.field(description="要您办的：单列在前，不被「全部已读」带走。")
    subject_kind: str
    subject_id: UUID
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


InboxResult = Annotated[Inbox | Refused, strawberry.union("InboxResult")]


@strawberry.input
class MarkReadInput:
    command_id: UUID
    notice_ids: list[UUID]
    sealed_at: datetime

    def letter(self) -> service.MarkRead:
        return service.MarkRead(self.command_id, tuple(self.notice_ids), self.sealed_at)


def reader(context: Context) -> UUID:
    """Whose inbox. It is the person's, whatever grant they act in, even when none is in force.

    Raises:
        SignInNeeded, PasswordChangeNeeded (remedy: sign in).
    """
    session = context.person()
    if session.must_change:
        raise PasswordChangeNeeded()
    return session.person_id


@strawberry.type
class NotifyQuery:
    @strawberry.field
    async def inbox(self, info: Info, first: int = 30, after: str | None = None) -> InboxResult:
        person_id = reader(info.context)
        rows = await queries.inbox(person_id, first=first, after=after)
        return Inbox.of(rows, first, await queries.unread(person_id))


@strawberry.type
class NotifyMutation:
    @strawberry.mutation
    async def mark_read(self, info: Info, input: MarkReadInput) -> DeedResult:
        person_id, now = reader(info.context), info.context.now
        return Receipt(id=await service.mark_read(person_id, input.letter(), now=now))
