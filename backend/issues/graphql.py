"""Issues at the GraphQL edge: translate in, call one question, translate out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend.enterprises.graphql import EnterpriseRef
from backend.evidence.graphql import Photo
from backend.issues import models, queries, timeline
from backend.kernel.graphql import Info, Refused
from backend.people.graphql import RegionRef, Topic
from backend.people.queries import district, region_names

strawberry.enum(models.IssueSource)
strawberry.enum(models.IssueState)


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


@strawberry.type
class Issue:
    id: UUID
    version: int
    number: str | None
    state: models.IssueState
    source: models.IssueSource
    topic: Topic
    title: str
    description: str
    enterprise: EnterpriseRef | None
    visit_id: UUID | None
    reported_at: datetime
    received_at: datetime
    closure: Closure | None = strawberry.field(description="当场解决的记录。")
    photos: list[Photo]
    timeline: list[TimelineLine]

    @classmethod
    def of(cls, view: queries.IssueView, words: Words) -> Issue:
        row = view.row
        return cls(
            id=row["id"],
            version=row["version"],
            number=row["number"],
            state=row["state"],
            source=row["source"],
            topic=words.topic(row["topic"]),
            title=row["title"],
            description=row["description"],
            enterprise=words.enterprise(
                row["enterprise_id"], row["enterprise_name"], row["region"]
            ),
            visit_id=row["visit_id"],
            reported_at=row["reported_at"],
            received_at=row["received_at"],
            closure=Closure.of(view.closure) if view.closure else None,
            photos=[Photo.of(photo) for photo in view.photos],
            timeline=[TimelineLine.of(line) for line in view.timeline],
        )


@strawberry.type
class IssueLine:
    id: UUID
    version: int
    number: str | None
    state: models.IssueState
    source: models.IssueSource
    topic: Topic
    title: str
    enterprise: EnterpriseRef | None
    reported_at: datetime
    wanted: str | None

    @classmethod
    def of(cls, row: queries.IssueRow, words: Words) -> IssueLine:
        return cls(
            id=row["id"],
            version=row["version"],
            number=row["number"],
            state=row["state"],
            source=row["source"],
            topic=words.topic(row["topic"]),
            title=row["title"],
            enterprise=words.enterprise(
                row["enterprise_id"], row["enterprise_name"], row["region"]
            ),
            reported_at=row["reported_at"],
            wanted=None,
        )


IssueResult = Annotated[Issue | Refused, strawberry.union("IssueResult")]


@strawberry.type
class IssueQuery:
    @strawberry.field
    async def issue(self, info: Info, id: UUID) -> IssueResult:
        now = info.context.now
        view = await queries.issue_by_id(info.context.signed_in(), id, now=now)
        return Issue.of(view, await Words.of(now))
