"""The ledger in the types of the contract."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from backend.enterprises.graphql import EnterpriseRef
from backend.exports import ledger
from backend.issues import states
from backend.issues.outputs import DueDate, Words, unit_of
from backend.kernel import page
from backend.people.graphql import RegionRef, Topic, UnitRef


@strawberry.type(description="台账的一行。会让人猜到是谁的，为空，并在 hidden 里点名。")
class LedgerRow:
    id: UUID
    number: str | None
    source: states.IssueSource
    state: states.IssueState
    round: int
    topic: Topic
    title: str
    enterprise: EnterpriseRef | None
    region: RegionRef
    hidden: list[str] = strawberry.field(description="不显示的列：title、enterprise。")
    reported_at: datetime = strawberry.field(description="受保护的只到半天。")
    lead_unit: UnitRef | None
    handler_name: str | None
    assigned_at: datetime | None
    due: DueDate | None
    noted_at: datetime | None
    sent_back: int
    outcome: str
    closed_at: datetime | None
    said: str = strawberry.field(
        description="回访：satisfied、mostly、not_satisfied、unreasonable、unverified；没问为空。"
        "责任单位看不到。"
    )
    said_by_link: bool = strawberry.field(description="企业自己点的，不是打电话问的。")

    @classmethod
    def of(cls, line: ledger.Line, words: Words) -> LedgerRow:
        row = line.row
        enterprise = words.enterprise(row["enterprise_id"], row["enterprise_name"], row["region"])
        return cls(
            id=row["id"],
            number=row["number"],
            source=row["source"],
            state=row["state"],
            round=row["round"],
            topic=words.topic(row["topic"]),
            title=row["title"],
            enterprise=enterprise,
            region=words.region(row["region"]),
            hidden=line.hidden,
            reported_at=row["reported_at"],
            lead_unit=unit_of(row),
            handler_name=row["handler_name"],
            assigned_at=row["assigned_at"],
            due=DueDate.of(row),
            noted_at=row["noted_at"],
            sent_back=row["sent_back"],
            outcome=row["outcome"],
            closed_at=row["closed_at"],
            said=line.said,
            said_by_link=line.said_by_link,
        )


@strawberry.type
class LedgerPage:
    items: list[LedgerRow]
    after: str | None
    at: datetime

    @classmethod
    def of(
        cls, lines: list[ledger.Line], first: int, order: ledger.Order, words: Words, now: datetime
    ) -> LedgerPage:
        shown, more = lines[: page.size(first)], len(lines) > page.size(first)
        return cls(
            items=[LedgerRow.of(line, words) for line in shown],
            after=ledger.cursor_of(shown[-1], order) if more else None,
            at=now,
        )


@strawberry.type(description="台账的合计，都带分母；每个数字都能点开名单（同样的筛选再加一条）。")
class LedgerFigures:
    total: int
    closed: int
    under_way: int
    waiting: int
    on_the_spot: int = strawberry.field(description="当场解决；分母是 total。")
    overdue: int
    asked: int | None = strawberry.field(description="问到了满意不满意的；责任单位看不到。")
    satisfied: int | None = strawberry.field(description="满意；分母是 asked，不是 total。")

    @classmethod
    def of(cls, figures: ledger.Figures) -> LedgerFigures:
        return cls(
            total=figures.total,
            closed=figures.closed,
            under_way=figures.under_way,
            waiting=figures.waiting,
            on_the_spot=figures.on_the_spot,
            overdue=figures.overdue,
            asked=figures.asked,
            satisfied=figures.satisfied,
        )


@strawberry.type(description="每个视图有几件，按问的次序。")
class LedgerTotals:
    totals: list[int]
