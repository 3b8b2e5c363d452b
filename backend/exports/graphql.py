"""The ledger at the GraphQL edge: translate in, ask one question, translate out."""

from __future__ import annotations

from typing import Annotated

import strawberry

from backend.exports import ledger
from backend.exports.inputs import LedgerFilter
from backend.exports.ledger import Order
from backend.exports.outputs import LedgerFigures, LedgerPage, LedgerTotals
from backend.issues.outputs import Words
from backend.kernel.graphql import Info, Refused

LedgerResult = Annotated[LedgerPage | Refused, strawberry.union("LedgerResult")]
LedgerFiguresResult = Annotated[LedgerFigures | Refused, strawberry.union("LedgerFiguresResult")]
LedgerTotalsResult = Annotated[LedgerTotals | Refused, strawberry.union("LedgerTotalsResult")]


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
        return LedgerPage.of(lines, first, order, await Words.of(now), now)

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
