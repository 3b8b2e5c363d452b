"""The board at the GraphQL edge: translate in, ask one question, translate out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, cast
from uuid import UUID

import strawberry

from backend.issues import states
from backend.kernel import page
from backend.kernel.civil import civil_date
from backend.kernel.graphql import Info, Refused
from backend.overview import leaders_list, queries
from backend.people.graphql import UnitRef


@strawberry.type(
    description="一个单位的件数。空：不显示，因为少于 overview.least，或能由它算出少于这个数的。"
)
class OverviewFigures:
    in_hand: int | None = strawberry.field(description="在办：待签收、办理中、已暂停。")
    yellow: int | None
    red: int | None
    escalated: int = strawberry.field(description="在办里已转督办的；逐件在 leadersList 里。")
    long_overdue: int = strawberry.field(description="在办里逾期满 5 个工作日的；同上。")
    closed: int | None
    asked: int | None = strawberry.field(description="办结里问到了满意不满意的。")
    satisfied: int | None = strawberry.field(description="满意；分母是 asked。")
    looked_back: int | None = strawberry.field(description="回头看过的。")
    recurred: int | None = strawberry.field(description="回头看时又出现；分母是 lookedBack。")


@strawberry.type
class OverviewUnit:
    unit: UnitRef
    figures: OverviewFigures

    @classmethod
    def of(cls, line: queries.UnitLine) -> OverviewUnit:
        return cls(unit=UnitRef(id=line.unit_id, name=line.name), figures=_of(line.figures))


@strawberry.type(description="看板：按单位的数字，单位按名称排。")
class Overview:
    units: list[OverviewUnit]
    on_the_spot: OverviewFigures = strawberry.field(description="当场解决，没有交办单位的。")
    total: OverviewFigures
    least: int = strawberry.field(description="少于这个数的不显示；监督室看全部，是 1。")
    at: datetime

    @classmethod
    def of(cls, board: queries.Board, now: datetime) -> Overview:
        return cls(
            units=[
                OverviewUnit(
                    unit=UnitRef(id=line.unit_id, name=line.name), figures=_of(line.figures)
                )
                for line in board.units
            ],
            on_the_spot=_of(board.on_the_spot),
            total=_of(board.total),
            least=board.least,
            at=now,
        )


@strawberry.type(description="领导名单的一件：督办的，或逾期满 5 个工作日的。没有内容和人。")
class LeadersLine:
    id: UUID
    number: str | None
    state: states.IssueState
    unit: UnitRef | None = strawberry.field(description="空：在监督室。")
    escalated: bool = strawberry.field(description="已转督办。")
    due_on: date
    working_days_overdue: int

    @classmethod
    def of(cls, line: leaders_list.ListLine) -> LeadersLine:
        unit = UnitRef(id=line.unit_id, name=line.unit_name or "") if line.unit_id else None
        return cls(
            id=line.id,
            number=line.number,
            state=line.state,
            unit=unit,
            escalated=line.escalated,
            due_on=civil_date(line.due_at),
            working_days_overdue=line.working_days_overdue,
        )


@strawberry.type(description="领导名单，先到期的在前。")
class LeadersList:
    items: list[LeadersLine]
    after: str | None

    @classmethod
    def of(cls, found: list[leaders_list.ListLine], first: int) -> LeadersList:
        shown, more = found[: page.size(first)], len(found) > page.size(first)
        return cls(
            items=[LeadersLine.of(line) for line in shown],
            after=page.cursor(shown[-1].due_at, shown[-1].id) if more else None,
        )


OverviewResult = Annotated[Overview | Refused, strawberry.union("OverviewResult")]
LeadersListResult = Annotated[LeadersList | Refused, strawberry.union("LeadersListResult")]


@strawberry.type
class OverviewQuery:
    @strawberry.field
    async def overview(self, info: Info) -> OverviewResult:
        actor, now = info.context.signed_in(), info.context.now
        return Overview.of(await queries.board(actor, now=now), now)

    @strawberry.field
    async def leaders_list(
        self, info: Info, unit_id: UUID | None = None, first: int = 30, after: str | None = None
    ) -> LeadersListResult:
        actor, now = info.context.signed_in(), info.context.now
        found = await leaders_list.leaders_list(
            actor, unit_id=unit_id, first=first, after=after, now=now
        )
        return LeadersList.of(found, first)


def _of(figures: queries.Said) -> OverviewFigures:
    return OverviewFigures(**cast("dict[str, Any]", figures))
