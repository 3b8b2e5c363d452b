"""The questions of people. Those without an actor are for other slices, which narrow themselves."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import connections
from tortoise.expressions import Q, RawSQL

from backend.kernel import access as permit
from backend.kernel import page
from backend.kernel.actor import ROLE_NAMES, Actor, Environment, Role, covering
from backend.kernel.duties import admin_name
from backend.kernel.graphql import SignedIn
from backend.kernel.refusal import GrantNotInForce, SignInNeeded
from backend.kernel.text import clean
from backend.people import access, settings
from backend.people.access import Action
from backend.people.models import Grant, Person, Region, Session, Setting, Unit

SEARCH_MAX = 40  # characters of a search text that count

_GRANTS = """
    FROM "grant" g
    LEFT JOIN "unit" u ON u."id" = g."unit_id"
    LEFT JOIN "region" r ON r."code" = g."region"
    LEFT JOIN "grant" l ON l."id" = g."lent_from_id"
    LEFT JOIN "person" lp ON lp."id" = l."person_id"
    WHERE g."person_id" = "person"."id"
"""
_COLUMNS = (
    'g."id", g."role", g."unit_id", u."name", g."region", r."name", {bundles}, '
    '{environments}, g."from_at", g."until_at", lp."name"'
)


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A grant as it is shown; one row of the JSON column of a person's line."""

    id: UUID
    role: Role
    unit_id: UUID | None
    unit_name: str | None
    region: str | None
    region_name: str | None
    bundles: list[str]
    environments: list[Environment]
    from_at: datetime
    until_at: datetime | None
    stand_in_for: str | None  # the lender's name

    def holds(self, at: datetime) -> bool:
        return self.from_at <= at and (self.until_at is None or at < self.until_at)

    def acting(self, person_id: UUID) -> Actor:
        """Its holder, acting in it; for whom they stand in is not among what a line knows."""
        bundles = frozenset(self.bundles)
        return Actor(person_id, self.id, self.role, self.unit_id, self.region, bundles)

    @property
    def label(self) -> str:
        """The role and how far it reaches, e.g. 监督室 · 卫东区."""
        where = self.unit_name or self.region_name or self.region
        lead = "（负责人）" if "UNIT_LEAD" in self.bundles else ""
        name = admin_name(self.bundles) if self.role is Role.ADMIN else ROLE_NAMES[self.role]
        return f"{name}{lead}" + (f" · {where}" if where else "")


@dataclass(frozen=True, slots=True)
class PersonLine:
    id: UUID
    name: str
    phone: str
    title: str
    active: bool
    unit_id: UUID | None
    unit_name: str | None
    grants: list[GrantLine]


@dataclass(frozen=True, slots=True)
class DeviceLine:
    session_id: UUID
    label: str
    signed_in_at: datetime
    last_seen_at: datetime
    current: bool


async def holders(
    role: Role, region: str | None, *, bundle: str | None = None, now: datetime
) -> list[UUID]:
    """The people whose grant of this role, own or lent, is in force and covers this region.

    ``region`` None: for roles that have none. ``bundle``: only those who hold it.
    """
    found = Grant.filter(in_force(now), role=role, person__active=True)
    if region is not None:
        found = found.filter(region__in=covering(region))
    held = [grant async for grant in found if bundle is None or bundle in grant.bundles]
    return list(dict.fromkeys(grant.person_id for grant in held))


async def handlers_with(bundle: str, unit_ids: Collection[UUID], *, now: datetime) -> list[UUID]:
    """The people who handle for these units now and hold this bundle, own or lent."""
    held = Grant.filter(
        in_force(now), role=Role.HANDLER, unit_id__in=list(unit_ids), person__active=True
    )
    return list(dict.fromkeys([grant.person_id async for grant in held if bundle in grant.bundles]))


async def handlers_of(unit_id: UUID, *, now: datetime) -> list[UUID]:
    """The people who handle for this unit now, by their own grant or a lent one."""
    held = Grant.filter(in_force(now), role=Role.HANDLER, unit_id=unit_id, person__active=True)
    return list(dict.fromkeys([grant.person_id async for grant in held]))


async def handles_for(person_id: UUID, unit_id: UUID, *, now: datetime) -> bool:
    """Whether the person handles for this unit now, by their own grant or a lent one."""
    held = Grant.filter(in_force(now), role=Role.HANDLER, person_id=person_id, unit_id=unit_id)
    return await held.exists()


async def stand_ins_of(person_id: UUID, *roles: Role, now: datetime) -> list[UUID]:
    """Who acts for this person in one of these roles now (代)."""
    own = await Grant.filter(person_id=person_id, role__in=roles).values_list("id", flat=True)
    lent = Grant.filter(in_force(now), lent_from_id__in=list(own), person__active=True)
    return list(dict.fromkeys([grant.person_id async for grant in lent])) if own else []


async def grant_in_force(actor: Actor, at: datetime) -> None:
    """For a deed, at its device time; for a deed without one, now.

    Raises:
        GrantNotInForce: the acting grant is not this person's or was not in force (remedy: fix).
    """
    held = Grant.filter(in_force(at), id=actor.grant_id, person_id=actor.person_id)
    if not await held.exists():
        raise GrantNotInForce()


async def district(now: datetime) -> settings.District:
    """The district's own data."""
    del now  # settings keep no history; callers hand it over for the day they do
    rows = await Setting.all().values_list("key", "value")
    return settings.district({str(key): value for key, value in rows})


async def setting(key: str) -> Any:
    """One setting: as set, or its default."""
    row = await Setting.get_or_none(key=key)
    return settings.present(key, row.value if row else None)


async def region_names() -> dict[str, str]:
    """The name of every region by code, also of those no longer used: records name them."""
    rows = await Region.all().values_list("code", "name")
    return {str(code): str(name) for code, name in rows}


async def me(session: SignedIn, *, now: datetime) -> PersonLine:
    """The person behind a session, with the grants they can act in now.

    Raises:
        SignInNeeded: the account was closed (remedy: sign in).
    """
    found = await _lines(Q(id=session.person_id, active=True), limit=1)
    if not found:
        raise SignInNeeded()
    person = found[0]
    person.grants[:] = [grant for grant in person.grants if grant.holds(now)]
    return person


async def devices(session: SignedIn, *, now: datetime) -> list[DeviceLine]:
    """The person's own devices that are signed in, the one last used first."""
    rows = (
        await Session.filter(person_id=session.person_id, ended_at=None, expires_at__gt=now)
        .order_by("-last_seen_at", "-id")
        .limit(page.FIRST_MAX)
        .values("id", "label", "created_at", "last_seen_at")
    )
    return [
        DeviceLine(
            session_id=row["id"],
            label=row["label"],
            signed_in_at=row["created_at"],
            last_seen_at=row["last_seen_at"],
            current=row["id"] == session.session_id,
        )
        for row in rows
    ]


async def people_page(
    actor: Actor, *, text: str, first: int, after: str | None
) -> list[PersonLine]:
    """By name, then id; one line more than asked for when there is more.

    Raises:
        NotAllowed: only who keeps the accounts, or chooses a person for a pairing (remedy: stop).
        CursorUnknown: ``after`` was not made here (remedy: fix).
    """
    permit.require(access.TABLE, actor, Action.LIST_PEOPLE, None)
    wanted = clean(text[:SEARCH_MAX])
    where = Q(name__icontains=wanted) | Q(phone__contains=wanted) if wanted else Q()
    return await _lines(where & page.later_than(after, by="name"), limit=page.size(first) + 1)


async def units(actor: Actor) -> list[Unit]:
    """All units by name, those no longer used too. Raises NotAllowed."""
    permit.require(access.TABLE, actor, Action.LIST_UNITS, None)
    return await Unit.all().order_by("name")


async def regions(actor: Actor) -> list[Region]:
    """All regions by code, those no longer used too. Raises NotAllowed."""
    permit.require(access.TABLE, actor, Action.LIST_REGIONS, None)
    return await Region.all().order_by("code")


async def settings_list(actor: Actor) -> list[tuple[str, Any, settings.Key]]:
    """Key and present value of every setting, with what is known of it. Raises NotAllowed."""
    permit.require(access.TABLE, actor, Action.LIST_SETTINGS, None)
    rows = {str(k): v for k, v in await Setting.all().values_list("key", "value")}
    return [
        (key, settings.present(key, rows.get(key)), known) for key, known in settings.KEYS.items()
    ]


def in_force(at: datetime) -> Q:
    """The grants that hold at this instant."""
    return Q(from_at__lte=at) & (Q(until_at__isnull=True) | Q(until_at__gt=at))


async def _lines(where: Q, *, limit: int) -> list[PersonLine]:
    """People with their grants in one statement, by name, then id."""
    rows = (
        await Person.filter(where)
        .annotate(held=_grants_column())
        .order_by("name", "id")
        .limit(limit)
        .values("id", "name", "phone", "title", "active", "unit_id", "held", unit_name="unit__name")
    )
    return [
        PersonLine(
            id=row["id"],
            name=row["name"],
            phone=row["phone"],
            title=row["title"],
            active=row["active"],
            unit_id=row["unit_id"],
            unit_name=row["unit_name"],
            grants=[_grant_line(cells) for cells in _json(row["held"])],
        )
        for row in rows
    ]


def _grants_column() -> RawSQL:
    if connections.get("default").capabilities.dialect == "sqlite":
        columns = _COLUMNS.format(
            bundles='json(g."bundles")', environments='json(g."environments")'
        )
        rows = f'SELECT json_array({columns}) AS cells {_GRANTS} ORDER BY g."from_at", g."id"'
        return RawSQL(f"(SELECT json_group_array(json(cells)) FROM ({rows}))")
    columns = _COLUMNS.format(bundles='g."bundles"', environments='g."environments"')
    rows = f'json_agg(json_build_array({columns}) ORDER BY g."from_at", g."id")'
    return RawSQL(f"(SELECT coalesce({rows}, '[]') {_GRANTS})")


def _grant_line(cells: list[Any]) -> GrantLine:
    grant_id, role, unit_id, unit_name, region, region_name, *rest = cells
    bundles, environments, since, until, lender = rest
    return GrantLine(
        id=UUID(grant_id),
        role=Role(role),
        unit_id=UUID(unit_id) if unit_id else None,
        unit_name=unit_name,
        region=region,
        region_name=region_name,
        bundles=_json(bundles),
        environments=[Environment(one) for one in _json(environments)],
        from_at=datetime.fromisoformat(since),
        until_at=datetime.fromisoformat(until) if until else None,
        stand_in_for=lender,
    )


def _json(value: Any) -> Any:
    """A JSON column arrives as text or read, depending on the engine."""
    return json.loads(value) if isinstance(value, str) else value
