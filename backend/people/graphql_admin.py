"""The admin's pages at the GraphQL edge: people, grants, units, regions, settings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from backend.kernel import page
from backend.kernel.actor import Environment, Role
from backend.kernel.graphql import Info, Ok, OkResult, Refused
from backend.people import grants, models, queries, rules, service
from backend.people.grant_types import Grant, UnitRef, unit_ref
from backend.people.settings import Key


@strawberry.type
class PersonRow:
    id: UUID
    name: str
    phone: str
    title: str
    unit: UnitRef | None
    active: bool
    grants: list[Grant]

    @classmethod
    def of(cls, line: queries.PersonLine) -> PersonRow:
        return cls(
            id=line.id,
            name=line.name,
            phone=line.phone,
            title=line.title,
            unit=unit_ref(line.unit_id, line.unit_name),
            active=line.active,
            grants=[Grant.of(grant) for grant in line.grants],
        )


@strawberry.type
class PersonPage:
    items: list[PersonRow]
    after: str | None

    @classmethod
    def of(cls, lines: list[queries.PersonLine], first: int) -> PersonPage:
        shown, more = lines[: page.size(first)], len(lines) > page.size(first)
        after = page.text_cursor(shown[-1].name, shown[-1].id) if more else None
        return cls(items=[PersonRow.of(line) for line in shown], after=after)


@strawberry.input
class SavePersonInput:
    id: UUID
    name: str
    phone: str
    title: str = ""
    unit_id: UUID | None = None
    active: bool = True


@strawberry.type
class NewPassword:
    person_id: UUID
    initial_password: str | None


@strawberry.input
class SaveGrantInput:
    id: UUID
    person_id: UUID
    role: Role
    unit_id: UUID | None = None
    region: str | None = None
    bundles: list[str] = strawberry.field(default_factory=list)
    environments: list[Environment] = strawberry.field(
        default_factory=list, description="特邀监督员看哪几个方面；空为全部。"
    )
    from_at: datetime
    until_at: datetime | None = None


@strawberry.input
class LendGrantInput:
    id: UUID
    grant_id: UUID
    to_person_id: UUID
    from_at: datetime
    until_at: datetime


@strawberry.type
class ResetCode:
    code: str
    expires_at: datetime


@strawberry.type
class UnitRow:
    id: UUID
    name: str
    kind: str
    region: str | None
    active: bool
    signs_first: bool = strawberry.field(description="反馈先由负责人签发，再到监督室。")

    @classmethod
    def of(cls, row: models.Unit) -> UnitRow:
        return cls(
            id=row.id, name=row.name, kind=row.kind, region=row.region, active=row.active,
            signs_first=row.signs_first,
        )  # fmt: skip


@strawberry.type
class UnitList:
    items: list[UnitRow]


@strawberry.input
class SaveUnitInput:
    id: UUID
    name: str
    kind: str = "department"
    region: str | None = None
    active: bool = True
    signs_first: bool | None = strawberry.field(
        default=None, description="反馈先由负责人签发；空：不变。"
    )


@strawberry.type
class RegionRow:
    code: str
    level: str
    parent: str | None
    name: str
    active: bool

    @classmethod
    def of(cls, row: models.Region) -> RegionRow:
        return cls(
            code=row.code, level=row.level, parent=row.parent, name=row.name, active=row.active
        )


@strawberry.type
class RegionList:
    items: list[RegionRow]


@strawberry.input
class SaveRegionInput:
    code: str
    level: str
    parent: str | None = None
    name: str
    active: bool = True


@strawberry.type
class Setting:
    key: str
    value: JSON
    default: JSON = strawberry.field(description="没有人设过时是什么。")
    description: str

    @classmethod
    def of(cls, key: str, value: Any, known: Key) -> Setting:
        return cls(
            key=key,
            value=JSON(value),
            default=JSON(known.default),
            description=known.description,
        )


@strawberry.type
class SettingList:
    items: list[Setting]


PeopleResult = Annotated[PersonPage | Refused, strawberry.union("PeopleResult")]
SavePersonResult = Annotated[NewPassword | Refused, strawberry.union("SavePersonResult")]
ResetCodeResult = Annotated[ResetCode | Refused, strawberry.union("ResetCodeResult")]
UnitsResult = Annotated[UnitList | Refused, strawberry.union("UnitsResult")]
RegionsResult = Annotated[RegionList | Refused, strawberry.union("RegionsResult")]
SettingsResult = Annotated[SettingList | Refused, strawberry.union("SettingsResult")]


@strawberry.type
class PeopleAdminQuery:
    @strawberry.field
    async def people(
        self, info: Info, text: str = "", first: int = 30, after: str | None = None
    ) -> PeopleResult:
        actor = info.context.signed_in()
        lines = await queries.people_page(actor, text=text, first=first, after=after)
        return PersonPage.of(lines, first)

    @strawberry.field
    async def units(self, info: Info) -> UnitsResult:
        rows = await queries.units(info.context.signed_in())
        return UnitList(items=[UnitRow.of(row) for row in rows])

    @strawberry.field
    async def regions(self, info: Info) -> RegionsResult:
        rows = await queries.regions(info.context.signed_in())
        return RegionList(items=[RegionRow.of(row) for row in rows])

    @strawberry.field
    async def settings(self, info: Info) -> SettingsResult:
        rows = await queries.settings_list(info.context.signed_in())
        return SettingList(items=[Setting.of(*row) for row in rows])


@strawberry.type
class PeopleAdminMutation:
    @strawberry.mutation
    async def save_person(self, info: Info, input: SavePersonInput) -> SavePersonResult:
        context = info.context
        new = rules.NewPerson(
            input.id, input.name, input.phone, input.title, input.unit_id, input.active
        )
        password = await service.save_person(context.signed_in(), new, now=context.now)
        return NewPassword(person_id=input.id, initial_password=password)

    @strawberry.mutation
    async def save_grant(self, info: Info, input: SaveGrantInput) -> OkResult:
        context = info.context
        new = rules.NewGrant(
            id=input.id,
            person_id=input.person_id,
            role=input.role,
            unit_id=input.unit_id,
            region=input.region or None,
            from_at=input.from_at,
            until_at=input.until_at,
            bundles=tuple(input.bundles),
            environments=tuple(input.environments),
        )
        await grants.save_grant(context.signed_in(), new, now=context.now)
        return Ok()

    @strawberry.mutation
    async def end_grant(self, info: Info, id: UUID) -> OkResult:
        await grants.end_grant(info.context.signed_in(), id, now=info.context.now)
        return Ok()

    @strawberry.mutation
    async def lend_grant(self, info: Info, input: LendGrantInput) -> OkResult:
        context = info.context
        new = rules.NewLoan(
            input.id, input.grant_id, input.to_person_id, input.from_at, input.until_at
        )
        await grants.lend_grant(context.signed_in(), new, now=context.now)
        return Ok()

    @strawberry.mutation
    async def issue_reset_code(self, info: Info, person_id: UUID) -> ResetCodeResult:
        context = info.context
        code, until = await service.issue_reset_code(
            context.signed_in(), person_id, now=context.now
        )
        return ResetCode(code=code, expires_at=until)

    @strawberry.mutation
    async def save_unit(self, info: Info, input: SaveUnitInput) -> OkResult:
        context = info.context
        new = rules.NewUnit(
            input.id, input.name, input.kind, input.region or None, input.active, input.signs_first
        )
        await service.save_unit(context.signed_in(), new, now=context.now)
        return Ok()

    @strawberry.mutation
    async def save_region(self, info: Info, input: SaveRegionInput) -> OkResult:
        context = info.context
        new = rules.NewRegion(
            input.code, input.level, input.parent or None, input.name, input.active
        )
        await service.save_region(context.signed_in(), new, now=context.now)
        return Ok()

    @strawberry.mutation
    async def save_setting(self, info: Info, key: str, value: JSON) -> OkResult:
        context = info.context
        await service.save_setting(context.signed_in(), key, value, now=context.now)
        return Ok()
