"""Following up at the GraphQL edge: translate in, call one deed, translate out."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from uuid import UUID

import strawberry

from backend.following_up import calling_back, letters, looking_back
from backend.issues import states
from backend.issues.inputs import WordsInput, receipt_of
from backend.kernel.graphql import DeedResult, Info
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
        return letters.CallBack(
            self.command_id, self.issue_id, self.expected_version, self.result.value,
            clean(self.text), self.sealed_at,
        )  # fmt: skip


@strawberry.input(description="上报人自己评一评；责任单位看不到评分。")
class RateIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    rating: Rating
    missing: str = strawberry.field(default="", description="不满意时必填：还差什么。")
    sealed_at: datetime

    def letter(self) -> letters.CallBack:
        return letters.CallBack(
            self.command_id, self.issue_id, self.expected_version, self.rating.value,
            clean(self.missing), self.sealed_at,
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
