"""Enterprises at the GraphQL edge: translate in, call one deed or question, translate out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend.enterprises import handing_over, pairings, queries, service
from backend.enterprises.rules import (
    ContactContent,
    EnterpriseContent,
    NewHandOver,
    NewLoan,
    PairingContent,
)
from backend.kernel import page
from backend.kernel.graphql import Info, Ok, OkResult, Refused
from backend.people.graphql import RegionRef


@strawberry.type
class EnterpriseRef:
    id: UUID
    name: str
    region: RegionRef


@strawberry.type
class Contact:
    id: UUID
    name: str
    title: str
    phone: str


@strawberry.type
class Protection:
    since: date
    until: date | None
    note: str


@strawberry.type
class PairingRow:
    id: UUID
    tier: int
    person_id: UUID
    person_name: str
    from_at: datetime
    until_at: datetime | None


@strawberry.type
class EnterpriseRow:
    id: UUID
    code: str
    name: str
    uscc: str | None
    region: RegionRef
    address: str
    active: bool
    lat_deg: float | None
    lng_deg: float | None
    protection: Protection | None
    quiet_days: list[date]
    contacts: list[Contact]
    pairings: list[PairingRow]

    @classmethod
    def of(cls, line: queries.EnterpriseLine) -> EnterpriseRow:
        protection = Protection(**asdict(line.protection)) if line.protection else None
        return cls(
            id=line.id,
            code=line.code,
            name=line.name,
            uscc=line.uscc,
            region=RegionRef(code=line.region, name=line.region_name),
            address=line.address,
            active=line.active,
            lat_deg=line.lat_deg,
            lng_deg=line.lng_deg,
            protection=protection,
            quiet_days=line.quiet_days,
            contacts=[Contact(**asdict(contact)) for contact in line.contacts],
            pairings=[PairingRow(**asdict(pairing)) for pairing in line.pairings],
        )


@strawberry.type
class EnterprisePage:
    items: list[EnterpriseRow]
    after: str | None

    @classmethod
    def of(cls, lines: list[queries.EnterpriseLine], first: int) -> EnterprisePage:
        shown, more = lines[: page.size(first)], len(lines) > page.size(first)
        after = page.text_cursor(shown[-1].name, shown[-1].id) if more else None
        return cls(items=[EnterpriseRow.of(line) for line in shown], after=after)


EnterprisesResult = Annotated[EnterprisePage | Refused, strawberry.union("EnterprisesResult")]


@strawberry.type
class HandedOver:
    pairings: int


HandOverResult = Annotated[HandedOver | Refused, strawberry.union("HandOverResult")]


@strawberry.input
class SaveEnterpriseInput:
    id: UUID
    name: str
    uscc: str | None = strawberry.UNSET
    region: str
    address: str = ""
    lat_deg: float | None = strawberry.UNSET
    lng_deg: float | None = strawberry.UNSET
    active: bool = True


@strawberry.input
class SaveContactInput:
    id: UUID
    enterprise_id: UUID
    name: str
    title: str = ""
    phone: str = ""
    active: bool = True


@strawberry.input
class SavePairingInput:
    id: UUID
    enterprise_id: UUID
    person_id: UUID
    tier: int
    from_at: datetime
    until_at: datetime | None = strawberry.UNSET


@strawberry.input
class SaveProtectionInput:
    enterprise_id: UUID
    since: date
    until: date | None = strawberry.UNSET
    note: str = ""


@strawberry.input
class SaveQuietDayInput:
    enterprise_id: UUID
    on: date
    quiet: bool


@strawberry.input
class HandOverInput:
    id: UUID
    from_person_id: UUID
    to_person_id: UUID
    at: datetime
    reason: str


@strawberry.input
class LendPairingsInput:
    id: UUID
    from_person_id: UUID
    to_person_id: UUID
    from_at: datetime
    until_at: datetime
    reason: str = ""


@strawberry.type
class EnterpriseQuery:
    @strawberry.field
    async def enterprises(
        self,
        info: Info,
        text: str = "",
        region: str | None = None,
        first: int = 30,
        after: str | None = None,
    ) -> EnterprisesResult:
        context = info.context
        lines = await queries.enterprises_page(
            context.signed_in(),
            text=text,
            region=region,
            first=first,
            after=after,
            now=context.now,
        )
        return EnterprisePage.of(lines, first)


@strawberry.type
class EnterpriseMutation:
    @strawberry.mutation
    async def save_enterprise(self, info: Info, input: SaveEnterpriseInput) -> OkResult:
        context = info.context
        content = EnterpriseContent(
            name=input.name,
            uscc=input.uscc or None,
            region=input.region,
            address=input.address,
            lat_deg=_or_none(input.lat_deg),
            lng_deg=_or_none(input.lng_deg),
            active=input.active,
        )
        await service.save_enterprise(context.signed_in(), input.id, content, now=context.now)
        return Ok()

    @strawberry.mutation
    async def save_contact(self, info: Info, input: SaveContactInput) -> OkResult:
        context = info.context
        content = ContactContent(
            input.enterprise_id, input.name, input.title, input.phone, input.active
        )
        await service.save_contact(context.signed_in(), input.id, content, now=context.now)
        return Ok()

    @strawberry.mutation
    async def save_pairing(self, info: Info, input: SavePairingInput) -> OkResult:
        context = info.context
        content = PairingContent(
            input.enterprise_id,
            input.person_id,
            input.tier,
            input.from_at,
            input.until_at or None,
        )
        await pairings.save_pairing(context.signed_in(), input.id, content, now=context.now)
        return Ok()

    @strawberry.mutation
    async def end_pairing(self, info: Info, id: UUID) -> OkResult:
        await pairings.end_pairing(info.context.signed_in(), id, now=info.context.now)
        return Ok()

    @strawberry.mutation
    async def save_protection(self, info: Info, input: SaveProtectionInput) -> OkResult:
        context = info.context
        await service.save_protection(
            context.signed_in(),
            input.enterprise_id,
            since=input.since,
            until=input.until or None,
            note=input.note,
            now=context.now,
        )
        return Ok()

    @strawberry.mutation
    async def save_quiet_day(self, info: Info, input: SaveQuietDayInput) -> OkResult:
        context = info.context
        await service.save_quiet_day(
            context.signed_in(),
            input.enterprise_id,
            day=input.on,
            quiet=input.quiet,
            now=context.now,
        )
        return Ok()

    @strawberry.mutation
    async def hand_over_pairings(self, info: Info, input: HandOverInput) -> HandOverResult:
        context = info.context
        new = NewHandOver(
            input.id, input.from_person_id, input.to_person_id, input.at, input.reason
        )
        moved = await handing_over.hand_over_pairings(context.signed_in(), new, now=context.now)
        return HandedOver(pairings=moved)

    @strawberry.mutation
    async def lend_pairings(self, info: Info, input: LendPairingsInput) -> OkResult:
        context = info.context
        new = NewLoan(
            input.id,
            input.from_person_id,
            input.to_person_id,
            input.from_at,
            input.until_at,
            input.reason,
        )
        await handing_over.lend_pairings(context.signed_in(), new, now=context.now)
        return Ok()


def _or_none(value: float | None) -> float | None:
    return None if value is None or value is strawberry.UNSET else value
