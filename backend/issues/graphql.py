"""Issues at the GraphQL edge: translate in, call one question or deed, translate out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

from backend.identities import queries as identities
from backend.issues import authoring, deciding, listing, queries, reporting, tracing, unheard
from backend.issues.inputs import (
    MergeIssueInput,
    RedirectIssueInput,
    RejectIssueInput,
    ReportIssueInput,
    ResubmitIssueInput,
    SupportIssueInput,
    WordsInput,
    receipt_of,
)
from backend.issues.outputs import (
    FieldSize,
    IdentityAnswer,
    IdentityReadingLine,
    IdentityReadings,
    IssueLine,
    MyIssue,
    MyIssuePage,
    TodoList,
    TransitionRow,
    TransitionTable,
    TriageQueue,
    Words,
)
from backend.issues.outputs_detail import Issue
from backend.issues.states import Environment
from backend.issues.trace_outputs import IssueTrace, UnheardAlerts
from backend.issues.transitions import ROWS
from backend.kernel import page
from backend.kernel.graphql import DeedResult, Info, Refused

IssueResult = Annotated[Issue | Refused, strawberry.union("IssueResult")]
FieldSizeResult = Annotated[FieldSize | Refused, strawberry.union("FieldSizeResult")]
TransitionsResult = Annotated[TransitionTable | Refused, strawberry.union("TransitionsResult")]
TodoResult = Annotated[TodoList | Refused, strawberry.union("TodoResult")]
TriageResult = Annotated[TriageQueue | Refused, strawberry.union("TriageResult")]
MyIssuesResult = Annotated[MyIssuePage | Refused, strawberry.union("MyIssuesResult")]
IdentityResult = Annotated[IdentityAnswer | Refused, strawberry.union("IdentityResult")]
TraceResult = Annotated[IssueTrace | Refused, strawberry.union("TraceResult")]
UnheardResult = Annotated[UnheardAlerts | Refused, strawberry.union("UnheardResult")]
ReadingsResult = Annotated[IdentityReadings | Refused, strawberry.union("ReadingsResult")]


@strawberry.type
class IssueQuery:
    @strawberry.field
    async def issue(self, info: Info, id: UUID) -> IssueResult:
        now = info.context.now
        view = await queries.issue_by_id(info.context.signed_in(), id, now=now)
        return Issue.of(view, await Words.of(now))

    @strawberry.field
    async def issue_trace(self, info: Info, id: UUID) -> TraceResult:
        now = info.context.now
        return IssueTrace.of(await tracing.trace_of(info.context.signed_in(), id, now=now))

    @strawberry.field
    async def unheard_alerts(
        self, info: Info, first: int = 30, after: str | None = None
    ) -> UnheardResult:
        actor, now = info.context.signed_in(), info.context.now
        found = await unheard.unheard(actor, first=first, after=after, now=now)
        total = await unheard.count_unheard(actor)
        return UnheardAlerts.of(found, first, total, await Words.of(now))

    @strawberry.field
    async def my_todo(self, info: Info) -> TodoResult:
        now = info.context.now
        rows = await listing.todo(info.context.signed_in())
        words = await Words.of(now)
        return TodoList(items=[IssueLine.of(row, words) for row in rows], at=now)

    @strawberry.field
    async def triage_queue(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> TriageResult:
        actor, now = info.context.signed_in(), info.context.now
        rows = await listing.triage(actor, first=first, after=after, now=now)
        return TriageQueue.of(
            rows, first, await listing.waiting(actor, now=now), await Words.of(now)
        )

    @strawberry.field
    async def my_issues(
        self, info: Info, first: int = 30, after: str | None = None
    ) -> MyIssuesResult:
        actor, now = info.context.signed_in(), info.context.now
        lines = await listing.mine(actor, first=first, after=after, now=now)
        shown, more = lines[: page.size(first)], len(lines) > page.size(first)
        last = shown[-1].row if more else None
        return MyIssuePage(
            items=[MyIssue.of(line) for line in shown],
            after=page.cursor(last["reported_at"], last["id"]) if last else None,
        )

    @strawberry.field
    async def field_size(self, info: Info, environment: Environment) -> FieldSizeResult:
        actor, now = info.context.signed_in(), info.context.now
        people = await listing.field_size(actor, environment, now)
        return FieldSize(people=people, few=people is not None and people < listing.ENOUGH_IN_FIELD)

    @strawberry.field
    async def identity_readings(self, info: Info) -> ReadingsResult:
        found = await identities.readings(info.context.signed_in())
        return IdentityReadings(
            items=[
                IdentityReadingLine(
                    issue_id=one.issue_id,
                    reader_name=one.reader_name,
                    reason=one.reason,
                    at=one.at,
                    what=one.what,
                )
                for one in found
            ]
        )

    @strawberry.field
    async def transitions(self) -> TransitionsResult:
        return TransitionTable(rows=[TransitionRow.of(row) for row in ROWS])


@strawberry.type
class IssueMutation:
    @strawberry.mutation
    async def report_issue(self, info: Info, input: ReportIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await reporting.report_issue(actor, input.letter(), now=now))

    @strawberry.mutation
    async def withdraw_issue(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await authoring.withdraw(actor, input.letter(), now=now))

    @strawberry.mutation
    async def resubmit_issue(self, info: Info, input: ResubmitIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await authoring.resubmit(actor, input.letter(), now=now))

    @strawberry.mutation
    async def object_issue(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await authoring.object_to(actor, input.letter(), now=now))

    @strawberry.mutation
    async def support_issue(self, info: Info, input: SupportIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await authoring.support(actor, input.letter(), now=now))

    @strawberry.mutation
    async def return_issue(self, info: Info, input: WordsInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await deciding.return_issue(actor, input.letter(), now=now))

    @strawberry.mutation
    async def reject_issue(self, info: Info, input: RejectIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await deciding.reject(actor, input.letter(), now=now))

    @strawberry.mutation
    async def merge_issue(self, info: Info, input: MergeIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await deciding.merge(actor, input.letter(), now=now))

    @strawberry.mutation
    async def redirect_issue(self, info: Info, input: RedirectIssueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await deciding.redirect(actor, input.letter(), now=now))

    @strawberry.mutation
    async def read_identity(self, info: Info, issue_id: UUID, reason: str) -> IdentityResult:
        found = await queries.identity_of(
            info.context.signed_in(), issue_id, reason=reason, now=info.context.now
        )
        return IdentityAnswer(name=found.name, phone=found.phone, reported_at=found.reported_at)
