"""Issues in lists, and the words they share with one issue whole (``outputs_detail``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from backend.enterprises.graphql import EnterpriseRef
from backend.identities.models import ReadWhat
from backend.issues import queries, states
from backend.issues.listing import AuthorsLine
from backend.issues.table_words import Transition
from backend.kernel import page
from backend.people.graphql import RegionRef, Topic, UnitRef
from backend.people.queries import district, region_names

for choice in (
    states.IssueSource, states.IssueState, states.Urgency, states.Audience,
    states.ResponseKind, states.CallBackResult,
):  # fmt: skip
    strawberry.enum(choice)
strawberry.enum(
    ReadWhat, description="IDENTITY：受保护的上报人是谁；CONTACT：没有账号的上报人，回访打给谁。"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The names that codes have in this district."""

    regions: Mapping[str, str]
    topics: Mapping[str, str]

    @classmethod
    async def of(cls, now: datetime) -> Words:
        topics = {topic.code: topic.name for topic in (await district(now)).topics}
        return cls(regions=await region_names(), topics=topics)

    def region(self, code: str) -> RegionRef:
        return RegionRef(code=code, name=self.regions.get(code, code))

    def topic(self, code: str) -> Topic:
        return Topic(code=code, name=self.topics.get(code, code))

    def enterprise(self, id: UUID | None, name: str | None, region: str) -> EnterpriseRef | None:
        if id is None or name is None:
            return None
        return EnterpriseRef(id=id, name=name, region=self.region(region))


@strawberry.type(description="期限和算出它的全部依据；手机离线也能算颜色、说明。")
class DueDate:
    at: datetime
    provisional: bool = strawberry.field(description="暂定：用到的年份日历还没公布。")
    inputs: JSON
    colour: str = strawberry.field(description="blue、yellow、red、stop；服务器算时的颜色。")

    @classmethod
    def of(cls, row: queries.IssueRow) -> DueDate | None:
        if row["due_at"] is None or row["due_inputs"] is None:
            return None
        return cls(
            at=row["due_at"], provisional=row["due_provisional"], inputs=JSON(row["due_inputs"]),
            colour=row["colour"],
        )  # fmt: skip


def unit_of(row: queries.IssueRow) -> UnitRef | None:
    if row["lead_unit_id"] is None or row["lead_unit_name"] is None:
        return None
    return UnitRef(id=row["lead_unit_id"], name=row["lead_unit_name"])


@strawberry.type
class IssueLine:
    id: UUID
    version: int
    number: str | None
    state: states.IssueState
    round: int
    source: states.IssueSource
    topic: Topic
    title: str
    protected: bool
    enterprise: EnterpriseRef | None
    region: RegionRef
    reported_at: datetime
    lead_unit: UnitRef | None
    handler_name: str | None
    urgency: states.Urgency | None
    assigned_at: datetime | None
    acknowledge_by: datetime | None
    due: DueDate | None
    noted_at: datetime | None
    sent_back: int
    escalation: int
    outcome: str
    closed_at: datetime | None
    wanted: str | None = strawberry.field(description="退回时监督室的话。")
    drafted: bool = strawberry.field(description="反馈拟好了，等单位负责人签发。")

    @classmethod
    def of(cls, row: queries.IssueRow, words: Words) -> IssueLine:
        return cls(
            id=row["id"],
            version=row["version"],
            number=row["number"],
            state=row["state"],
            round=row["round"],
            source=row["source"],
            topic=words.topic(row["topic"]),
            title=row["title"],
            protected=row["protected"],
            enterprise=words.enterprise(
                row["enterprise_id"], row["enterprise_name"], row["region"]
            ),
            region=words.region(row["region"]),
            reported_at=row["reported_at"],
            lead_unit=unit_of(row),
            handler_name=row["handler_name"],
            urgency=row["urgency"],
            assigned_at=row["assigned_at"],
            acknowledge_by=row["acknowledge_by"],
            due=DueDate.of(row),
            noted_at=row["noted_at"],
            sent_back=row["sent_back"],
            escalation=row["escalation"],
            outcome=row["outcome"],
            closed_at=row["closed_at"],
            wanted=None,
            drafted=row["draft_id"] is not None,
        )


@strawberry.type(description="经办人的待办，先到期的在前。")
class TodoList:
    items: list[IssueLine]
    at: datetime


@strawberry.type(description="待受理和待重新交办的，先到的在前；total 是待办的件数，不按人。")
class TriageQueue:
    items: list[IssueLine]
    after: str | None
    total: int

    @classmethod
    def of(cls, rows: list[queries.IssueRow], first: int, total: int, words: Words) -> TriageQueue:
        shown, more = rows[: page.size(first)], len(rows) > page.size(first)
        after = page.cursor(shown[-1]["received_at"], shown[-1]["id"]) if more else None
        return cls(items=[IssueLine.of(row, words) for row in shown], after=after, total=total)


@strawberry.type(description="本人上报的一件，用上报人看得懂的话。")
class MyIssue:
    id: UUID
    version: int
    number: str | None
    state: states.IssueState
    title: str
    reported_at: datetime
    progress: str = strawberry.field(description="一句话：现在到哪一步，接下来会怎样。")
    wanted: str | None = strawberry.field(description="退回时监督室的话；不予受理时的原因和去处。")
    answer: str | None = strawberry.field(description="监督室告知的办理结果。")
    decide_by: datetime | None = strawberry.field(description="最晚什么时候告诉是否受理。")
    withdrawn: bool = strawberry.field(description="本人撤回的。")
    allowed: list[str]
    topic: str = strawberry.field(description="类别的代码。")
    enterprise_id: UUID | None

    @classmethod
    def of(cls, line: AuthorsLine) -> MyIssue:
        row = line.row
        return cls(
            id=row["id"],
            version=row["version"],
            number=row["number"],
            state=row["state"],
            title=row["title"],
            reported_at=row["reported_at"],
            progress=line.progress,
            wanted=line.wanted,
            answer=line.answer,
            decide_by=line.decide_by,
            withdrawn=line.withdrawn,
            allowed=line.allowed,
            topic=row["topic"],
            enterprise_id=row["enterprise_id"],
        )


@strawberry.type
class MyIssuePage:
    items: list[MyIssue]
    after: str | None


@strawberry.type
class FieldSize:
    people: int | None = strawberry.field(description="这个方面有几位特邀监督员。只答特邀监督员。")
    few: bool = strawberry.field(
        description="人太少，时间、地点写得细就容易猜到是谁：提醒上报人，不拦。"
    )


@strawberry.type
class IdentityAnswer:
    name: str
    phone: str
    reported_at: datetime


@strawberry.type
class IdentityReadingLine:
    issue_id: UUID
    reader_name: str
    reason: str
    at: datetime
    what: ReadWhat


@strawberry.type
class IdentityReadings:
    items: list[IdentityReadingLine]


@strawberry.type(description="生命周期表的一行。")
class TransitionRow:
    command: str
    name: str
    from_states: list[states.IssueState]
    to: states.IssueState | None
    who: list[str]
    needs: str

    @classmethod
    def of(cls, row: Transition) -> TransitionRow:
        return cls(
            command=row.command,
            name=row.name,
            from_states=[state for state in states.IssueState if state in row.from_states],
            to=row.to,
            who=[who.value for who in row.who],
            needs=row.needs,
        )


@strawberry.type(description="生命周期的整张表：什么状态下，谁能做什么，到什么状态。")
class TransitionTable:
    rows: list[TransitionRow]
