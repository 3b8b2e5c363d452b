"""The ledger at the GraphQL edge: translate in, ask one question, translate out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import strawberry

from backend.exports import ledger, searching, service, snapshots
from backend.exports.columns import columns
from backend.exports.inputs import ExportLedgerInput, LedgerFilter
from backend.exports.ledger import Order
from backend.exports.outputs import (
    LedgerChange,
    LedgerChanges,
    LedgerExport,
    LedgerExports,
    LedgerFigures,
    LedgerPage,
    LedgerSnapshot,
    LedgerSnapshots,
    LedgerTotals,
    SearchHits,
)
from backend.issues.outputs import Words
from backend.kernel.actor import Role
from backend.kernel.graphql import Info, Refused

LedgerResult = Annotated[LedgerPage | Refused, strawberry.union("LedgerResult")]
LedgerFiguresResult = Annotated[LedgerFigures | Refused, strawberry.union("LedgerFiguresResult")]
LedgerTotalsResult = Annotated[LedgerTotals | Refused, strawberry.union("LedgerTotalsResult")]

LedgerExportResult = Annotated[LedgerExport | Refused, strawberry.union("LedgerExportResult")]
LedgerExportsResult = Annotated[LedgerExports | Refused, strawberry.union("LedgerExportsResult")]
LedgerSnapshotsResult = Annotated[
    LedgerSnapshots | Refused, strawberry.union("LedgerSnapshotsResult")
]
LedgerChangesResult = Annotated[LedgerChanges | Refused, strawberry.union("LedgerChangesResult")]

SearchResult = Annotated[SearchHits | Refused, strawberry.union("SearchResult")]


@strawberry.type
class ExportQuery:
    @strawberry.field
    async def ledger(
        self,
        info: Info,
        filter: LedgerFilter = LedgerFilter(),
        order: Order = Order.NEWEST,
        first: int = 30,
        after: str | None = None,
    ) -> LedgerResult:
        actor, now = info.context.signed_in(), info.context.now
        lines = await ledger.ledger(actor, filter.wanted(), order=order, first=first, after=after)
        shown = await columns(unit=actor.role is Role.HANDLER)
        words = await Words.of(now)
        return LedgerPage.of(lines, first, order, words=words, columns=shown, now=now)

    @strawberry.field
    async def ledger_figures(
        self, info: Info, filter: LedgerFilter = LedgerFilter()
    ) -> LedgerFiguresResult:
        found = await ledger.ledger_figures(info.context.signed_in(), filter.wanted())
        return LedgerFigures.of(found)

    @strawberry.field
    async def ledger_totals(self, info: Info, filters: list[LedgerFilter]) -> LedgerTotalsResult:
        views = [each.wanted() for each in filters]
        return LedgerTotals(totals=await ledger.ledger_totals(info.context.signed_in(), views))

    @strawberry.field
    async def ledger_exports(self, info: Info) -> LedgerExportsResult:
        own = await service.own_exports(info.context.signed_in())
        return LedgerExports(items=[LedgerExport.of(job) for job in own])

    @strawberry.field
    async def ledger_snapshots(self, info: Info) -> LedgerSnapshotsResult:
        found = await snapshots.snapshots(info.context.signed_in())
        return LedgerSnapshots(items=[LedgerSnapshot.of(row) for row in found])

    @strawberry.field
    async def ledger_changes(self, info: Info, snapshot_id: UUID) -> LedgerChangesResult:
        actor, now = info.context.signed_in(), info.context.now
        found = await snapshots.changes_since(actor, snapshot_id, now=now)
        return LedgerChanges(items=[LedgerChange.of(one) for one in found], at=now)

    @strawberry.field
    async def search_all(self, info: Info, text: str) -> SearchResult:
        now = info.context.now
        found = await searching.search_all(info.context.signed_in(), text, now=now)
        return SearchHits.of(found, await Words.of(now))


@strawberry.type
class ExportMutation:
    @strawberry.mutation
    async def export_ledger(
        self, info: Info, input: ExportLedgerInput, order: Order = Order.NEWEST
    ) -> LedgerExportResult:
        job = await service.ask_export(
            info.context.signed_in(),
            input.id,
            input.filter.wanted(),
            order=order,
            snapshot_id=input.snapshot_id,
            now=info.context.now,
        )
        return LedgerExport.of(job)
