"""The ledger in the types of the contract."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from backend.enterprises.graphql import EnterpriseRef
from backend.exports import ledger, models, searching, snapshots
from backend.issues import states
from backend.issues.outputs import DueDate, Words, unit_of
from backend.kernel import page
from backend.people.graphql import RegionRef, Topic, UnitRef
from backend.visits.outputs import VisitLine


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
    columns: list[str] = strawberry.field(description="列名，按监督室定的次序。")
    at: datetime

    @classmethod
    def of(
        cls,
        lines: list[ledger.Line],
        first: int,
        order: ledger.Order,
        *,
        words: Words,
        columns: list[str],
        now: datetime,
    ) -> LedgerPage:
        shown, more = lines[: page.size(first)], len(lines) > page.size(first)
        return cls(
            items=[LedgerRow.of(line, words) for line in shown],
            after=ledger.cursor_of(shown[-1], order) if more else None,
            columns=columns,
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


strawberry.enum(models.ExportState)


@strawberry.type(description="一个导出的 Excel；done / total 是进度，按行。")
class LedgerExport:
    id: UUID
    state: models.ExportState
    total: int
    done: int
    snapshot_id: UUID | None
    asked_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, job: models.ExportJob) -> LedgerExport:
        return cls(
            id=job.id,
            state=job.state,
            total=job.total,
            done=job.done,
            snapshot_id=job.snapshot_id,
            asked_at=job.asked_at,
            finished_at=job.finished_at,
        )


@strawberry.type(description="本人最近的导出，新的在前。")
class LedgerExports:
    items: list[LedgerExport]


@strawberry.type(description="一个月末冻结的台账，之后不再改。")
class LedgerSnapshot:
    id: UUID
    month: date
    frozen_at: datetime
    row_count: int = strawberry.field(description="全区的行数。")
    sha256: str

    @classmethod
    def of(cls, row: models.LedgerSnapshot) -> LedgerSnapshot:
        return cls(
            id=row.id, month=row.month, frozen_at=row.frozen_at, row_count=row.row_count,
            sha256=row.sha256,
        )  # fmt: skip


@strawberry.type
class LedgerSnapshots:
    items: list[LedgerSnapshot]


@strawberry.type(description="快照里的一格，现在读出来不一样了。")
class LedgerChange:
    issue_id: UUID
    number: str
    column: str
    before: str
    now: str

    @classmethod
    def of(cls, change: snapshots.Change) -> LedgerChange:
        return cls(
            issue_id=change.issue_id, number=change.number, column=change.column,
            before=change.before, now=change.now,
        )  # fmt: skip


@strawberry.type
class LedgerChanges:
    items: list[LedgerChange]
    at: datetime


@strawberry.type(description="查到的，每类最多 10 条；只在本人能看到的里面找。")
class SearchHits:
    enterprises: list[EnterpriseRef]
    issues: list[LedgerRow]
    visits: list[VisitLine]

    @classmethod
    def of(cls, found: searching.Found, words: Words) -> SearchHits:
        return cls(
            enterprises=[
                EnterpriseRef(id=one.id, name=one.name, region=words.region(one.region))
                for one in found.enterprises
            ],
            issues=[LedgerRow.of(line, words) for line in found.issues],
            visits=[VisitLine.of(line) for line in found.visits],
        )
