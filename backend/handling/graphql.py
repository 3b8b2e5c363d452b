"""Handling at the GraphQL edge: translate in, call one deed or question, translate out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

from backend.handling import assigning, doing, leaving, pressing, suggesting, time
from backend.handling.inputs import (
    AcknowledgeIssueInput,
    AssignIssueInput,
    DeclineIssueInput,
    HandOverIssuesInput,
    NoteIssueInput,
    ReassignIssueInput,
    RespondIssueInput,
    TransferIssueInput,
    UntilInput,
)
from backend.issues.inputs import WordsInput, receipt_of
from backend.issues.states import Urgency
from backend.kernel.graphql import DeedResult, Info, Refused
from backend.notify.models import Reach
from backend.people.graphql import UnitRef

strawberry.enum(Reach, description="RINGS：手机收得到；SILENT：手机近来没回音；INBOX：没开推送。")


@strawberry.type(description="一个可以主办的单位，和它的经办人。")
class UnitChoice:
    unit: UnitRef
    people: list[HandlerChoice]
    reason: str | None = strawberry.field(description="建议它的理由，用数字说；不是建议的为空。")


@strawberry.type
class HandlerChoice:
    id: UUID
    name: str
    lead: bool = strawberry.field(description="单位负责人。")
    reach: Reach
    stand_in: str | None = strawberry.field(description="本人不在，现在代理的人。")

    @classmethod
    def of(cls, person: suggesting.Person) -> HandlerChoice:
        return cls(
            id=person.id, name=person.name, lead=person.lead, reach=person.reach,
            stand_in=person.stand_in,
        )  # fmt: skip


@strawberry.type(description="交办时的选择：建议的单位在最前，其余按名称。")
class AssignChoices:
    units: list[UnitChoice]

    @classmethod
    def of(cls, found: list[suggesting.Choice]) -> AssignChoices:
        return cls(
            units=[
                UnitChoice(
                    unit=UnitRef(id=one.unit_id, name=one.unit_name),
                    people=[HandlerChoice.of(person) for person in one.people],
                    reason=one.reason,
                )
                for one in found
            ]
        )


AssignChoicesResult = Annotated[AssignChoices | Refused, strawberry.union("AssignChoicesResult")]


@strawberry.type(description="责任单位的选择：退单时可以建议的单位；负责人可以改派的本单位的人。")
class HandlingChoices:
    units: list[UnitRef]
    people: list[HandlerChoice]

    @classmethod
    def of(cls, found: suggesting.Choices) -> HandlingChoices:
        return cls(
            units=[UnitRef(id=unit_id, name=name) for unit_id, name in found.units],
            people=[HandlerChoice.of(person) for person in found.people],
        )


HandlingChoicesResult = Annotated[
    HandlingChoices | Refused, strawberry.union("HandlingChoicesResult")
]


@strawberry.type
class HandedOverIssues:
    issues: int
    left: int = strawberry.field(description="接手的人不是那个单位的经办人，没有交过去的。")


HandedOverIssuesResult = Annotated[
    HandedOverIssues | Refused, strawberry.union("HandedOverIssuesResult")
]
DuePreviewResult = Annotated[suggesting.DuePreview | Refused, strawberry.union("DuePreviewResult")]


@strawberry.type
class HandlingQuery:
    @strawberry.field
    async def assign_choices(
        self, info: Info, issue_id: UUID, topic: str | None = None
    ) -> AssignChoicesResult:
        found = await suggesting.choices(
            info.context.signed_in(), issue_id, topic=topic, now=info.context.now
        )
        return AssignChoices.of(found)

    @strawberry.field
    async def handling_choices(self, info: Info, issue_id: UUID) -> HandlingChoicesResult:
        actor, now = info.context.signed_in(), info.context.now
        return HandlingChoices.of(await suggesting.of_the_unit(actor, issue_id, now=now))

    @strawberry.field
    async def due_preview(self, info: Info, urgency: Urgency) -> DuePreviewResult:
        return await suggesting.due_preview(urgency, now=info.context.now)


@strawberry.type
class HandlingMutation:
    @strawberry.mutation
    async def assign_issue(self, info: Info, input: AssignIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await assigning.assign(actor, input.letter(), now=now))

    @strawberry.mutation
    async def transfer_issue(self, info: Info, input: TransferIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await assigning.transfer(actor, input.letter(), now=now))

    @strawberry.mutation
    async def acknowledge_issue(self, info: Info, input: AcknowledgeIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await doing.acknowledge(actor, input.letter(), now=now))

    @strawberry.mutation
    async def decline_issue(self, info: Info, input: DeclineIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await doing.decline(actor, input.letter(), now=now))

    @strawberry.mutation
    async def reassign_issue(self, info: Info, input: ReassignIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await leaving.reassign(actor, input.letter(), now=now))

    @strawberry.mutation
    async def hand_over_issues(
        self, info: Info, input: HandOverIssuesInput
    ) -> HandedOverIssuesResult:
        actor, now = info.context.signed_in(), info.context.now
        done = await leaving.hand_over_issues(actor, input.letter(), now=now)
        return HandedOverIssues(issues=done.issues, left=done.left)

    @strawberry.mutation
    async def note_issue(self, info: Info, input: NoteIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await doing.note(actor, input.letter(), now=now))

    @strawberry.mutation
    async def respond_issue(self, info: Info, input: RespondIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await doing.respond(actor, input.letter(), now=now))

    @strawberry.mutation
    async def ask_extension(self, info: Info, input: UntilInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await time.ask_extension(actor, input.letter(), now=now))

    @strawberry.mutation
    async def extend_issue(self, info: Info, input: UntilInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await time.extend(actor, input.letter(), now=now))

    @strawberry.mutation
    async def refuse_request(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await time.refuse_request(actor, input.letter(), now=now))

    @strawberry.mutation
    async def ask_suspension(self, info: Info, input: UntilInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await time.ask_suspension(actor, input.letter(), now=now))

    @strawberry.mutation
    async def suspend_issue(self, info: Info, input: UntilInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await time.suspend(actor, input.letter(), now=now))

    @strawberry.mutation
    async def resume_issue(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await time.resume(actor, input.letter(), now=now))

    @strawberry.mutation
    async def urge_issue(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await pressing.urge(actor, input.letter(), now=now))

    @strawberry.mutation
    async def escalate_issue(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await pressing.escalate(actor, input.letter(), now=now))

    @strawberry.mutation
    async def reject_response(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await pressing.reject_response(actor, input.letter(), now=now))
