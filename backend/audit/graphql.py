"""The log at the GraphQL edge: translate in, ask one question, translate out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from backend.audit import deeds, queries
from backend.kernel import page
from backend.kernel.actor import Role
from backend.kernel.graphql import Info, Refused

strawberry.enum(deeds.Kind, name="AuditKind", description="审计日志的类别。")


@strawberry.input(description="空的不筛。name 是做的人或涉及的人的姓名，from、to 两天都含。")
class AuditFilter:
    kind: deeds.Kind | None = None
    name: str = ""
    from_: date | None = strawberry.field(name="from", default=None)
    to: date | None = None

    def wanted(self) -> queries.Wanted:
        return queries.Wanted(self.kind, self.name, self.from_, self.to)


@strawberry.type(
    description="审计日志的一条：谁在什么时候做了什么。没有问题、线索和受保护的人的任何内容。"
)
class AuditLine:
    id: UUID
    at: datetime
    kind: deeds.Kind
    deed: str = strawberry.field(description="做了什么，例如 people.grant_given。")
    who: str | None = strawberry.field(description="做的人；空：没有登录的人（试错密码、服务器）。")
    about: str | None = strawberry.field(description="谁的账号，或交出的人。")
    other: str | None = strawberry.field(description="接手的人。")
    thing: str | None = strawberry.field(description="单位、区域、设备或设置项。")
    role: Role | None = strawberry.field(description="给出、更改或结束的是哪个角色。")
    facts: JSON = strawberry.field(description="这一种还记下了什么。")

    @classmethod
    def of(cls, line: queries.Line) -> AuditLine:
        return cls(
            id=line.id,
            at=line.at,
            kind=deeds.KIND_OF[line.deed],
            deed=line.deed,
            who=line.who,
            about=line.about,
            other=line.other,
            thing=line.thing,
            role=line.role,
            facts=JSON(line.facts),
        )


@strawberry.type(description="审计日志的一页，新的在前。")
class AuditLog:
    items: list[AuditLine]
    after: str | None

    @classmethod
    def of(cls, found: list[queries.Line], first: int) -> AuditLog:
        shown, more = found[: page.size(first)], len(found) > page.size(first)
        return cls(
            items=[AuditLine.of(line) for line in shown],
            after=page.cursor(shown[-1].at, shown[-1].id) if more else None,
        )


AuditLogResult = Annotated[AuditLog | Refused, strawberry.union("AuditLogResult")]


@strawberry.type
class AuditQuery:
    @strawberry.field
    async def audit_log(
        self,
        info: Info,
        filter: AuditFilter = AuditFilter(),
        first: int = 30,
        after: str | None = None,
    ) -> AuditLogResult:
        actor = info.context.signed_in()
        found = await queries.audit_log(actor, filter.wanted(), first=first, after=after)
        return AuditLog.of(found, first)
