"""One issue in the types of the contract, whole."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from backend.enterprises.graphql import EnterpriseRef
from backend.evidence.graphql import Photo
from backend.issues import history, models, queries, states, timeline
from backend.issues.outputs import DueDate, Words, unit_of
from backend.kernel.graphql_place import Place
from backend.people.graphql import RegionRef, Topic, UnitRef


@strawberry.type(description="经过里的一行，新的在前；text 已是给人看的话。")
class TimelineLine:
    at: datetime
    device_at: datetime | None
    text: str
    who: str

    @classmethod
    def of(cls, line: timeline.Line) -> TimelineLine:
        return cls(at=line.at, device_at=line.device_at, text=line.text, who=line.who)


@strawberry.type
class Closure:
    what_done: str
    confirmed_by: str
    at: datetime

    @classmethod
    def of(cls, row: models.Closure) -> Closure:
        return cls(what_done=row.what_done, confirmed_by=row.confirmed_by, at=row.at)


@strawberry.type(description="一步：谁做了什么，写了什么，给谁看。新的在前。")
class StepLine:
    id: UUID
    command: str = strawberry.field(description="生命周期表里的命令。")
    at: datetime
    device_at: datetime | None
    text: str = strawberry.field(description="表里的话，已填好。")
    words: str = strawberry.field(description="这一步写的内容，text 里没有的。")
    who: str
    audience: states.Audience
    round: int
    facts: JSON
    photos: list[Photo]

    @classmethod
    def of(cls, line: history.Line) -> StepLine:
        return cls(
            id=line.id,
            command=line.command,
            at=line.at,
            device_at=line.device_at,
            text=line.text,
            words=line.words,
            who=line.who,
            audience=line.audience,
            round=line.round,
            facts=JSON(line.facts),
            photos=[Photo.of(photo) for photo in line.photos],
        )


@strawberry.type(description="等监督室定的申请。")
class TimeAsk:
    kind: str = strawberry.field(description="ask_extension 或 ask_suspension。")
    until: date
    text: str


@strawberry.type
class Issue:
    id: UUID
    version: int
    number: str | None
    state: states.IssueState
    round: int
    source: states.IssueSource
    environment: states.Environment | None
    topic: Topic
    title: str
    description: str = strawberry.field(description="给这位读者看的话：原话，或监督室的转述。")
    own_words: bool = strawberry.field(description="description 是上报人的原话。")
    paraphrase: str
    protected: bool
    place_text: str
    place: Place | None
    voice_id: UUID | None
    enterprise: EnterpriseRef | None
    enterprise_hidden: bool
    region: RegionRef
    visit_id: UUID | None
    reported_at: datetime = strawberry.field(description="受保护的只到半天。")
    received_at: datetime
    urgency: states.Urgency | None
    lead_unit: UnitRef | None
    handler_name: str | None
    co_units: list[str]
    designated: bool = strawberry.field(description="指定：不能退单。")
    assigned_at: datetime | None
    acknowledge_by: datetime | None
    due: DueDate | None
    noted_at: datetime | None
    sent_back: int
    escalation: int
    suspended_until: date | None
    merged_into: str | None = strawberry.field(description="并入的那件的编号。")
    outcome: str = strawberry.field(
        description="办结结果：on_the_spot、satisfied、mostly、unreasonable、unverified、"
        "withdrawn、rejected、merged、redirected；没结束为空。"
    )
    closed_at: datetime | None
    supporters: int
    ask: TimeAsk | None
    draft_id: UUID | None = strawberry.field(description="等单位负责人签发的反馈是哪一步。")
    to_be_signed: bool = strawberry.field(description="这位读者的反馈要先由单位负责人签发。")
    closure: Closure | None = strawberry.field(description="办结的记录。")
    photos: list[Photo]
    timeline: list[TimelineLine]
    steps: list[StepLine]
    allowed: list[str] = strawberry.field(description="这个身份现在能做的命令，按表里的次序。")
    own: bool = strawberry.field(description="这位读者本人上报的。")

    @classmethod
    def of(cls, view: queries.IssueView, words: Words) -> Issue:
        row = view.row
        ask = view.ask
        return cls(
            id=row["id"],
            version=row["version"],
            number=row["number"],
            state=row["state"],
            round=row["round"],
            source=row["source"],
            environment=row["environment"],
            topic=words.topic(row["topic"]),
            title=row["title"],
            description=row["description"],
            own_words=view.own_words,
            paraphrase=row["paraphrase"],
            protected=row["protected"],
            place_text=row["place_text"],
            place=Place.of(view.place),
            voice_id=row["voice_id"],
            enterprise=words.enterprise(
                row["enterprise_id"], row["enterprise_name"], row["region"]
            ),
            enterprise_hidden=row["enterprise_hidden"],
            region=words.region(row["region"]),
            visit_id=row["visit_id"],
            reported_at=row["reported_at"],
            received_at=row["received_at"],
            urgency=row["urgency"],
            lead_unit=unit_of(row),
            handler_name=row["handler_name"],
            co_units=view.co_units,
            designated=row["designated"],
            assigned_at=row["assigned_at"],
            acknowledge_by=row["acknowledge_by"],
            due=DueDate.of(row),
            noted_at=row["noted_at"],
            sent_back=row["sent_back"],
            escalation=row["escalation"],
            suspended_until=row["suspended_until"],
            merged_into=view.merged_into,
            outcome=row["outcome"],
            closed_at=row["closed_at"],
            supporters=view.supporters,
            ask=TimeAsk(kind=ask.kind, until=ask.until, text=ask.text) if ask else None,
            draft_id=row["draft_id"],
            to_be_signed=view.to_be_signed,
            closure=Closure.of(view.closure) if view.closure else None,
            photos=[Photo.of(photo) for photo in view.photos],
            timeline=[
                TimelineLine(at=line.at, device_at=line.device_at, text=line.text, who=line.who)
                for line in view.lines
            ],
            steps=[StepLine.of(line) for line in view.lines],
            allowed=view.allowed,
            own=view.own,
        )
