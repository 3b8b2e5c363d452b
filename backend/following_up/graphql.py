"""Following up at the GraphQL edge: translate in, call one deed, translate out."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Annotated
from uuid import UUID

import strawberry

from backend.following_up import (
    calling_back,
    duplicates,
    letters,
    listing,
    looking_back,
    spot_checks,
)
from backend.following_up.outputs import (
    CallBackList,
    ClosedIssues,
    IssueBoard,
    LikelyDuplicates,
    LookBackList,
    SpotCheckList,
)
from backend.following_up.rules import Described
from backend.issues import states
from backend.issues.inputs import WordsInput, receipt_of
from backend.issues.outputs import Words
from backend.kernel.graphql import DeedResult, Info, Refused
from backend.kernel.text import clean


@strawberry.enum
class Rating(Enum):
    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    UNSATISFIED = "unsatisfied"


@strawberry.input
class CallBackIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    result: states.CallBackResult
    text: str = strawberry.field(
        default="", description="不满意：还差什么；不合理：书面依据；其他：选填。"
    )
    sealed_at: datetime

    def letter(self) -> letters.CallBack:
        return _letter(self, self.result, self.text)


@strawberry.input(description="上报人自己评一评；责任单位看不到评分。")
class RateIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    rating: Rating
    missing: str = strawberry.field(default="", description="不满意时必填：还差什么。")
    sealed_at: datetime

    def letter(self) -> letters.CallBack:
        return _letter(self, self.rating, self.missing)


@strawberry.enum(description="抽查回访时对方怎么说。")
class SpotCheckResult(Enum):
    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    UNSATISFIED = "unsatisfied"
    NO_ANSWER = "no_answer"


@strawberry.input(description="当场解决的，监督室抽到后自己问企业。")
class SpotCheckInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    result: SpotCheckResult
    text: str = strawberry.field(default="", description="不满意时必填：还差什么。")
    sealed_at: datetime

    def letter(self) -> letters.CallBack:
        return _letter(self, self.result, self.text)


def _letter(
    given: CallBackIssueInput | RateIssueInput | SpotCheckInput, said: Enum, text: str
) -> letters.CallBack:
    """What was said when somebody was asked, however it is called there."""
    return letters.CallBack(
        given.command_id, given.issue_id, given.expected_version, said.value, clean(text),
        given.sealed_at,
    )  # fmt: skip


@strawberry.input
class PlanLookBackInput:
    command_id: UUID
    issue_id: UUID
    owner_id: UUID
    due_on: date
    sealed_at: datetime

    def letter(self) -> letters.Plan:
        return letters.Plan(
            self.command_id, self.issue_id, self.owner_id, self.due_on, self.sealed_at
        )


@strawberry.input
class LookBackInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    holds: bool = strawberry.field(description="没有反弹；否：又发生了，重新受理。")
    text: str
    photo_ids: list[UUID] = strawberry.field(default_factory=list)
    sealed_at: datetime

    def letter(self) -> letters.Finding:
        return letters.Finding(
            self.command_id, self.issue_id, self.expected_version, self.holds, clean(self.text),
            self.sealed_at, tuple(dict.fromkeys(self.photo_ids)),
        )  # fmt: skip


BoardResult = Annotated[IssueBoard | Refused, strawberry.union("BoardResult")]
CallBacksResult = Annotated[CallBackList | Refused, strawberry.union("CallBacksResult")]
SpotChecksResult = Annotated[SpotCheckList | Refused, strawberry.union("SpotChecksResult")]
LookBacksResult = Annotated[LookBackList | Refused, strawberry.union("LookBacksResult")]
ClosedIssuesResult = Annotated[ClosedIssues | Refused, strawberry.union("ClosedIssuesResult")]
DuplicatesResult = Annotated[LikelyDuplicates | Refused, strawberry.union("DuplicatesResult")]


@strawberry.type
class FollowingUpQuery:
    @strawberry.field
    async def in_hand(
        self, info: Info, colour: str | None = None, first: int = 30, after: str | None = None
    ) -> BoardResult:
        actor, now = info.context.signed_in(), info.context.now
        rows = await listing.in_hand(actor, colour=colour, first=first, after=after)
        total = await listing.count_in_hand(actor, colour=colour)
        return IssueBoard.of(rows, first, total, await Words.of(now))

    @strawberry.field
    async def call_backs(
        self, info: Info, first: int = 30, after: str | None = None
    ) -> CallBacksResult:
        actor, now = info.context.signed_in(), info.context.now
        found = await listing.to_call_back(actor, first=first, after=after, now=now)
        return CallBackList.of(found, first, await Words.of(now))

    @strawberry.field
    async def spot_checks(self, info: Info) -> SpotChecksResult:
        actor, now = info.context.signed_in(), info.context.now
        return SpotCheckList.of(await listing.to_spot_check(actor, now=now), await Words.of(now))

    @strawberry.field
    async def look_backs(self, info: Info) -> LookBacksResult:
        actor, now = info.context.signed_in(), info.context.now
        mine = await listing.to_look_back(actor)
        return LookBackList.of(mine, await listing.unowned(actor, now=now), await Words.of(now))

    @strawberry.field
    async def closed_issues(
        self, info: Info, first: int = 30, after: str | None = None
    ) -> ClosedIssuesResult:
        actor, now = info.context.signed_in(), info.context.now
        rows = await listing.closed_lately(actor, first=first, after=after)
        return ClosedIssues.of(rows, first, await Words.of(now))

    @strawberry.field
    async def likely_duplicates(
        self,
        info: Info,
        text: str,
        enterprise_id: UUID | None = None,
        topic: str | None = None,
        but: UUID | None = None,
        first: int = 3,
    ) -> DuplicatesResult:
        actor, now = info.context.signed_in(), info.context.now
        one = Described(clean(text), enterprise_id, topic or None, but)
        found = await duplicates.likely(actor, one, first=first, now=now)
        return LikelyDuplicates.of(found, await Words.of(now))


@strawberry.type
class FollowingUpMutation:
    @strawberry.mutation
    async def answer_issue(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await calling_back.answer(actor, input.letter(), now=now))

    @strawberry.mutation
    async def call_back_issue(self, info: Info, input: CallBackIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await calling_back.call_back(actor, input.letter(), now=now))

    @strawberry.mutation
    async def spot_check(self, info: Info, input: SpotCheckInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await spot_checks.check(actor, input.letter(), now=now))

    @strawberry.mutation
    async def rate_issue(self, info: Info, input: RateIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await calling_back.call_back(actor, input.letter(), now=now))

    @strawberry.mutation
    async def plan_look_back(self, info: Info, input: PlanLookBackInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await looking_back.plan(actor, input.letter(), now=now))

    @strawberry.mutation
    async def look_back(self, info: Info, input: LookBackInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await looking_back.look_back(actor, input.letter(), now=now))

    @strawberry.mutation
    async def ask_look_back(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await looking_back.ask_look_back(actor, input.letter(), now=now))
