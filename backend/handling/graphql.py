"""Handling at the GraphQL edge: translate in, call one deed or question, translate out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

from backend.handling import (
    assigning,
    doing,
    handing_over,
    leaving,
    pressing,
    signing,
    suggesting,
    time,
)
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
from backend.handling.outputs import (
    AssignChoices,
    HandedOverIssues,
    HandlingChoices,
    HandOverChoices,
    HeldIssues,
)
from backend.issues.inputs import WordsInput, receipt_of
from backend.issues.states import Urgency
from backend.kernel.graphql import DeedResult, Info, Refused

AssignChoicesResult = Annotated[AssignChoices | Refused, strawberry.union("AssignChoicesResult")]
HandlingChoicesResult = Annotated[
    HandlingChoices | Refused, strawberry.union("HandlingChoicesResult")
]
HandOverChoicesResult = Annotated[
    HandOverChoices | Refused, strawberry.union("HandOverChoicesResult")
]
HeldIssuesResult = Annotated[HeldIssues | Refused, strawberry.union("HeldIssuesResult")]
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
    async def hand_over_choices(self, info: Info) -> HandOverChoicesResult:
        actor, now = info.context.signed_in(), info.context.now
        return HandOverChoices.of(await handing_over.staff(actor, now=now))

    @strawberry.field
    async def held_issues(self, info: Info, person_id: UUID) -> HeldIssuesResult:
        actor, now = info.context.signed_in(), info.context.now
        return HeldIssues.of(await handing_over.held_by(actor, person_id, now=now))

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
        done = await handing_over.hand_over_issues(actor, input.letter(), now=now)
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
    async def sign_response(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await signing.sign(actor, input.letter(), now=now))

    @strawberry.mutation
    async def return_draft(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await signing.return_draft(actor, input.letter(), now=now))

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
