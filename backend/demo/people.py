"""Regions, units, people and what they may act as. Rows in bulk: this is what an import brings."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from backend.demo import words
from backend.demo.chance import Chance
from backend.kernel.actor import Actor, Environment, Role
from backend.kernel.duties import Duty
from backend.people.models import Credential, Grant, Person, Region, Setting, Unit
from backend.people.passwords import VAULT
from backend.people.settings import packed

REGIONS = Path(__file__).with_name("regions.csv")
PASSWORD = "weidong-demo-2026"  # fictional people, a database of fictional data
FIRST_PHONE = 19900000000

OFFICERS, SPECIAL, SUPERVISORS, HANDLERS_A_UNIT = 388, 20, 15, 2
# Most look at services and the market; at the law only one, and the first, who looks at everything.
LOOK_AT = (
    (Environment.GOVERNMENT,),
    (Environment.MARKET,),
    (Environment.GOVERNMENT, Environment.MARKET),
)
LEAD_OF_OFFICE = ("OFFICE", "CALLBACK", "INTAKE")
DISCIPLINE, DISCIPLINE_LEAD = ("DISC_REVIEWER",), ("DISC_REVIEWER", "DISC_LEAD")
UNIT_LEAD = ("UNIT_LEAD",)
HANDLING_UNIT = 11  # of the handler to sign in as
SETTINGS = {
    "district_code": "410403",
    "district_name": "卫东区",
    "hotline": "0375-0000000",
    "number_prefix": "WD",
    "visits_per_month_limit": 3,
    "tiers": ["县级领导包联", "科级干部包联", "助企专员包联"],
}


@dataclass(slots=True)
class Cast:
    """Everybody, by what they do."""

    streets: list[Region] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    actors: dict[Role, list[Actor]] = field(default_factory=dict)

    def first(self, role: Role) -> Actor:
        return self.actors[role][0]


async def build(chance: Chance, *, now: datetime) -> Cast:
    """Write regions, units, settings and everybody with one grant each."""
    cast = Cast()
    district = await _regions(cast)
    await _units(cast, chance)
    await Setting.bulk_create(
        [Setting(key=k, value=packed(v), changed_at=now) for k, v in SETTINGS.items()]
    )
    people: list[Person] = []
    grants: list[Grant] = []
    since = now - timedelta(days=400)
    for place in _places(cast, district):
        role, unit_id = place.role, place.unit.id if place.unit else None
        person = _person(chance, role, place.unit, len(people))
        grant = Grant(
            id=chance.id(),
            person_id=person.id,
            role=role,
            unit_id=unit_id,
            region=place.region,
            bundles=list(place.bundles),
            environments=[one.value for one in place.environments],
            from_at=since,
        )
        people.append(person)
        grants.append(grant)
        bundles = frozenset(place.bundles)
        actor = Actor(person.id, grant.id, role, unit_id, place.region, bundles)
        cast.actors.setdefault(role, []).append(actor)
    secret = await VAULT.hash(PASSWORD)
    await Person.bulk_create(people, batch_size=500)
    await Grant.bulk_create(grants, batch_size=500)
    await Credential.bulk_create([_credential(p.id, secret, now) for p in people], batch_size=500)
    return cast


async def _regions(cast: Cast) -> str:
    with REGIONS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    regions = [
        Region(code=r["code"], level=r["level"], parent=r["parent"] or None, name=r["name"])
        for r in rows
    ]
    await Region.bulk_create(regions)
    cast.streets = [region for region in regions if region.level == "street"]
    return next(region.code for region in regions if region.level == "district")


async def _units(cast: Cast, chance: Chance) -> None:
    cast.units = [Unit(id=chance.id(), name=name) for name in words.UNITS] + [
        Unit(id=chance.id(), name=f"{s.name}办事处", kind="street", region=s.code)
        for s in cast.streets
    ]
    cast.units[HANDLING_UNIT].signs_first = True
    await Unit.bulk_create(cast.units)


class Place(NamedTuple):
    """What somebody may act as, and where."""

    role: Role
    unit: Unit | None
    region: str | None
    bundles: tuple[str, ...] = ()
    environments: tuple[Environment, ...] = ()


def _places(cast: Cast, district: str) -> Iterator[Place]:
    """Everybody's. The first eight are one of each role, to sign in as; the next few are to try."""
    units, streets = cast.units, cast.units[len(words.UNITS) :]
    yield Place(Role.LIAISON, streets[0], streets[0].region)
    yield Place(Role.SPECIAL_SUPERVISOR, None, district)
    yield Place(Role.HANDLER, units[HANDLING_UNIT], district)
    yield Place(Role.SUPERVISOR, None, district, LEAD_OF_OFFICE)
    for role in (Role.APPROVER, Role.LEADER, Role.CUSTODIAN, Role.ADMIN):
        yield Place(role, None, district)
    yield Place(Role.HANDLER, units[HANDLING_UNIT], district, UNIT_LEAD)
    yield Place(Role.SUPERVISOR, None, district, DISCIPLINE_LEAD)
    for duty in Duty:  # the eighth, of all three, is how an installation begins
        yield Place(Role.ADMIN, None, district, (duty.value,))
    for n in range(1, OFFICERS):
        unit = streets[n % len(streets)] if n % 3 == 0 else units[n % len(units)]
        yield Place(Role.LIAISON, unit, unit.region or district)
    for n in range(1, SPECIAL):
        looks_at = LOOK_AT[n % len(LOOK_AT)] if n > 1 else (Environment.RULE_OF_LAW,)
        yield Place(Role.SPECIAL_SUPERVISOR, None, district, environments=looks_at)
    for n in range(len(units) * HANDLERS_A_UNIT):
        leads = n < len(units) and n != HANDLING_UNIT
        yield Place(Role.HANDLER, units[n % len(units)], district, UNIT_LEAD if leads else ())
    for n in range(2, SUPERVISORS):
        yield Place(Role.SUPERVISOR, None, district, DISCIPLINE if n % 3 == 0 else ("OFFICE",))
    for role in (Role.APPROVER, Role.LEADER):
        yield Place(role, None, district)


def _person(chance: Chance, role: Role, unit: Unit | None, number: int) -> Person:
    return Person(
        id=chance.id(),
        name=full_name(chance),
        phone=str(FIRST_PHONE + number + 1),
        title=chance.of(words.OFFICER_TITLES) if role is Role.LIAISON else "",
        unit_id=unit.id if unit else None,
    )


def full_name(chance: Chance) -> str:
    return chance.of(words.SURNAMES) + chance.of(words.GIVEN)


def _credential(person_id: UUID, secret: str, now: datetime) -> Credential:
    return Credential(
        person_id=person_id,
        password_hash=secret,
        must_change=False,
        changed_at=now,
    )
