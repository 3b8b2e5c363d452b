"""Visits at the GraphQL edge: translate in, call one deed or question, translate out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

from backend.issues.outputs import IssueLine, Words
from backend.kernel.graphql import DeedResult, Info, Ok, OkResult, Refused
from backend.visits import detail, filters, queries, reviewing, service
from backend.visits.inputs import (
    AmendVisitInput,
    CorrectEnterpriseInput,
    LogVisitInput,
    ReviewVisitInput,
    SaveFilterInput,
    SupplementVisitInput,
    VisitFilter,
    VisitOrder,
)
from backend.visits.outputs import (
    FilterChoices,
    MyReports,
    PersonChoiceList,
    ReviewQueue,
    SavedFilter,
    SavedFilterList,
    VisitLine,
    VisitPage,
    receipt_of,
)
from backend.visits.outputs_detail import Visit

VisitResult = Annotated[Visit | Refused, strawberry.union("VisitResult")]
VisitsResult = Annotated[VisitPage | Refused, strawberry.union("VisitsResult")]
ReviewQueueResult = Annotated[ReviewQueue | Refused, strawberry.union("ReviewQueueResult")]
MyReportsResult = Annotated[MyReports | Refused, strawberry.union("MyReportsResult")]
SavedFiltersResult = Annotated[SavedFilterList | Refused, strawberry.union("SavedFiltersResult")]
FilterChoicesResult = Annotated[FilterChoices | Refused, strawberry.union("FilterChoicesResult")]
PersonChoicesResult = Annotated[PersonChoiceList | Refused, strawberry.union("PersonChoicesResult")]


@strawberry.type
class VisitQuery:
    @strawberry.field
    async def visit(self, info: Info, id: UUID) -> VisitResult:
        view = await detail.visit_by_id(info.context.signed_in(), id)
        return Visit.of(view, await Words.of(info.context.now))

    @strawberry.field
    async def visits(
        self,
        info: Info,
        filter: VisitFilter = VisitFilter(),
        order: VisitOrder = VisitOrder.NEWEST_FIRST,
        first: int = 20,
        after: str | None = None,
    ) -> VisitsResult:
        lines = await queries.visits_page(
            info.context.signed_in(),
            filter.wanted(),
            newest_first=order is VisitOrder.NEWEST_FIRST,
            first=first,
            after=after,
        )
        return VisitPage.of(lines, first)

    @strawberry.field
    async def review_queue(
        self, info: Info, first: int = 20, after: str | None = None
    ) -> ReviewQueueResult:
        actor = info.context.signed_in()
        lines = await queries.review_queue(actor, first=first, after=after)
        return ReviewQueue.of(lines, first, await queries.pending_reviews(actor))

    @strawberry.field
    async def my_reports(self, info: Info) -> MyReportsResult:
        now = info.context.now
        since, visits, issues = await queries.my_visits(info.context.signed_in(), now=now)
        words = await Words.of(now)
        return MyReports(
            visits=[VisitLine.of(line) for line in visits],
            issues=[IssueLine.of(row, words) for row in issues],
            since=since,
            at=now,
        )

    @strawberry.field
    async def filter_choices(self, info: Info) -> FilterChoicesResult:
        return FilterChoices.of(*await queries.filter_choices(info.context.signed_in()))

    @strawberry.field
    async def officers_by_name(self, info: Info, text: str) -> PersonChoicesResult:
        found = await queries.officers_by_name(info.context.signed_in(), text)
        return PersonChoiceList.of(found)

    @strawberry.field
    async def saved_filters(self, info: Info, list: str) -> SavedFiltersResult:
        own = await queries.saved_filters(info.context.signed_in().person_id, list)
        return SavedFilterList(items=[SavedFilter.of(row) for row in own])


@strawberry.type
class VisitMutation:
    @strawberry.mutation
    async def log_visit(self, info: Info, input: LogVisitInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await service.log_visit(actor, input.letter(), now=now))

    @strawberry.mutation
    async def amend_visit(self, info: Info, input: AmendVisitInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await service.amend_visit(actor, input.letter(), now=now))

    @strawberry.mutation
    async def supplement_visit(self, info: Info, input: SupplementVisitInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await service.supplement_visit(actor, input.letter(), now=now))

    @strawberry.mutation
    async def review_visit(self, info: Info, input: ReviewVisitInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await reviewing.review_visit(actor, input.letter(), now=now))

    @strawberry.mutation
    async def correct_enterprise(self, info: Info, input: CorrectEnterpriseInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        return receipt_of(await reviewing.correct_enterprise(actor, input.letter(), now=now))

    @strawberry.mutation
    async def save_filter(self, info: Info, input: SaveFilterInput) -> OkResult:
        await filters.save_filter(
            info.context.signed_in().person_id,
            input.id,
            list_name=input.list,
            name=input.name,
            conditions=input.filter,
        )
        return Ok()

    @strawberry.mutation
    async def delete_filter(self, info: Info, id: UUID) -> OkResult:
        await filters.delete_filter(info.context.signed_in().person_id, id)
        return Ok()
