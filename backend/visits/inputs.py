"""What comes in about visits, and its translation into letters."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

import strawberry

from backend.issues.rules import Problem, Solved
from backend.kernel.graphql_place import PlaceInput
from backend.kernel.text import clean
from backend.visits import letters, models, queries, rules

strawberry.enum(models.VisitMode)
strawberry.enum(models.VisitTrigger)
strawberry.enum(models.VisitState)
strawberry.enum(models.Verdict)


@strawberry.input
class MetInput:
    contact_id: UUID | None = strawberry.field(
        default=strawberry.UNSET, description="企业联系人；其他人时为空。"
    )
    name: str

    def met(self) -> rules.Met:
        return rules.Met(name=clean(self.name), contact_id=self.contact_id or None)


@strawberry.input
class SolvedInput:
    what_done: str = strawberry.field(description="当场怎么解决的。")
    confirmed_by: MetInput = strawberry.field(description="谁确认已解决。")

    def solved(self) -> Solved:
        who = self.confirmed_by.met()
        return Solved(clean(self.what_done), who.name, who.contact_id)


@strawberry.input
class ProblemInput:
    id: UUID = strawberry.field(description="问题自己的 UUID，由设备生成。")
    topic: str
    description: str
    solved: SolvedInput | None = strawberry.field(
        default=None, description="当场解决了就填；空：要上报。"
    )
    photo_ids: list[UUID] = strawberry.field(default_factory=list)

    def problem(self) -> Problem:
        return Problem(
            id=self.id,
            topic=clean(self.topic),
            description=clean(self.description),
            solved=self.solved.solved() if self.solved else None,
            photo_ids=once_each(self.photo_ids),
        )


@strawberry.input
class VisitContentInput:
    enterprise_id: UUID
    started_at: datetime
    mode: models.VisitMode
    trigger: models.VisitTrigger
    met: list[MetInput] = strawberry.field(default_factory=list)
    discussed: str
    needs: str = ""
    visit_reason: str = strawberry.field(default="", description="不在包联名单内时必填。")
    limit_reason: str = strawberry.field(
        default="", description="到了提醒线时写的理由；服务器从不因此拒绝。"
    )
    place: PlaceInput | None = None
    photo_ids: list[UUID] = strawberry.field(default_factory=list)

    def content(self) -> rules.Content:
        return rules.Content(
            enterprise_id=self.enterprise_id,
            started_at=self.started_at,
            mode=self.mode.value,
            trigger=self.trigger.value,
            met=tuple(person.met() for person in self.met),
            discussed=clean(self.discussed),
            needs=clean(self.needs),
            visit_reason=clean(self.visit_reason),
            limit_reason=clean(self.limit_reason),
            place=self.place.place() if self.place else None,
            photo_ids=once_each(self.photo_ids),
        )


@strawberry.input
class LogVisitInput:
    id: UUID = strawberry.field(
        description="由设备生成的 UUID：既是这封信，也是这条走访；重复提交同一条不会重复记录。"
    )
    content: VisitContentInput
    problems: list[ProblemInput] = strawberry.field(default_factory=list)
    sealed_at: datetime = strawberry.field(description="封存时的手机时钟，UTC。")

    def letter(self) -> letters.NewVisit:
        return letters.NewVisit(
            id=self.id,
            content=self.content.content(),
            problems=tuple(problem.problem() for problem in self.problems),
            sealed_at=self.sealed_at,
        )


@strawberry.input
class AmendVisitInput:
    command_id: UUID
    visit_id: UUID
    expected_version: int = strawberry.field(description="改的时候看到的版本。")
    content: VisitContentInput = strawberry.field(description="整份新内容；照片写全，包括留下的。")
    problems: list[ProblemInput] = strawberry.field(
        default_factory=list, description="补正时新加的问题；已上报的问题另走自己的流程。"
    )
    sealed_at: datetime

    def letter(self) -> letters.Amendment:
        return letters.Amendment(
            command_id=self.command_id,
            visit_id=self.visit_id,
            expected_version=self.expected_version,
            content=self.content.content(),
            problems=tuple(problem.problem() for problem in self.problems),
            sealed_at=self.sealed_at,
        )


@strawberry.input
class SupplementVisitInput:
    command_id: UUID
    visit_id: UUID
    text: str
    photo_ids: list[UUID] = strawberry.field(default_factory=list)
    sealed_at: datetime

    def letter(self) -> letters.Supplement:
        return letters.Supplement(
            command_id=self.command_id,
            visit_id=self.visit_id,
            text=clean(self.text),
            photo_ids=once_each(self.photo_ids),
            sealed_at=self.sealed_at,
        )


@strawberry.input
class ReviewVisitInput:
    command_id: UUID
    visit_id: UUID
    expected_version: int
    verdict: models.Verdict
    reason: str = strawberry.field(default="", description="退回时必填：缺什么。")
    sealed_at: datetime

    def letter(self) -> letters.Review:
        return letters.Review(
            command_id=self.command_id,
            visit_id=self.visit_id,
            expected_version=self.expected_version,
            verdict=self.verdict.value,
            reason=clean(self.reason),
            sealed_at=self.sealed_at,
        )


@strawberry.input
class CorrectEnterpriseInput:
    command_id: UUID
    visit_id: UUID
    expected_version: int
    enterprise_id: UUID
    reason: str
    sealed_at: datetime

    def letter(self) -> letters.Correction:
        return letters.Correction(
            command_id=self.command_id,
            visit_id=self.visit_id,
            expected_version=self.expected_version,
            enterprise_id=self.enterprise_id,
            reason=clean(self.reason),
            sealed_at=self.sealed_at,
        )


@strawberry.enum
class VisitOrder(Enum):
    NEWEST_FIRST = "newest_first"
    OLDEST_FIRST = "oldest_first"


@strawberry.input
class VisitFilter:
    region: str | None = strawberry.UNSET
    unit_id: UUID | None = strawberry.UNSET
    author_id: UUID | None = strawberry.UNSET
    enterprise_id: UUID | None = strawberry.UNSET
    from_: date | None = strawberry.field(
        name="from", default=strawberry.UNSET, description="到访日期，含；上海时间。"
    )
    to: date | None = strawberry.UNSET
    with_problems: bool | None = strawberry.UNSET
    state: models.VisitState | None = strawberry.UNSET
    text: str | None = strawberry.field(
        default=strawberry.UNSET, description="在内容、企业名里全文搜索。"
    )

    def wanted(self) -> queries.Filter:
        told = self.with_problems
        return queries.Filter(
            region=self.region or None,
            unit_id=self.unit_id or None,
            author_id=self.author_id or None,
            enterprise_id=self.enterprise_id or None,
            from_day=self.from_ or None,
            to_day=self.to or None,
            with_problems=None if told is strawberry.UNSET else told,
            state=self.state or None,
            text=self.text or None,
        )


@strawberry.input
class SaveFilterInput:
    id: UUID
    list: str
    name: str
    filter: strawberry.scalars.JSON


def once_each(photo_ids: list[UUID]) -> tuple[UUID, ...]:
    """The same photo named twice is one photo."""
    return tuple(dict.fromkeys(photo_ids))
