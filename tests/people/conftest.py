"""A district with two streets and a few people, and browsers that speak the phone's documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import strawberry
from argon2 import PasswordHasher

from backend.kernel.actor import Actor, Role
from backend.kernel.graphql import Context, MaskFaults, RefusalHandler, Visitor
from backend.people import grants, passwords, service
from backend.people.graphql import PeopleMutation, PeopleQuery
from backend.people.models import Person, Region, Unit
from backend.people.rules import NewGrant
from backend.people.session import authenticate, device_of

DOCUMENTS = Path(__file__).parents[2] / "schema" / "documents"
SCHEMA = strawberry.Schema(
    query=PeopleQuery,
    mutation=PeopleMutation,
    exception_handlers=[RefusalHandler()],
    extensions=[MaskFaults],
)
START = datetime(2026, 5, 13, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in Pingdingshan
ADMIN = service.COMMAND_LINE
PASSWORD = "lvshu-4tang"


@dataclass
class Clock:
    """A clock the test winds by hand."""

    now: datetime = START

    def advance(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@dataclass
class Browser:
    """One browser on one device: keeps its cookies, sends the very documents of the phone."""

    clock: Clock
    address: str = "203.0.113.7"
    grant: UUID | None = None
    cookies: dict[str, str] = field(default_factory=dict)

    def set_cookie(self, name: str, value: str, *, max_age_s: int) -> None:
        assert max_age_s > 0
        self.cookies[name] = value

    def clear_cookie(self, name: str) -> None:
        self.cookies.pop(name, None)

    async def send(self, document: str, **variables: Any) -> dict[str, Any]:
        """What the one field of a document answered; a fault fails the test."""
        grant = str(self.grant) if self.grant else None
        arrival = await authenticate(self.cookies, grant, self.clock.now)
        context = Context(
            now=self.clock.now,
            visitor=Visitor(self.address, device_of(self.cookies)),
            reply=self,
            session=arrival.session if arrival else None,
            actor=arrival.actor if arrival else None,
            sealed_as=arrival.sender if arrival else None,
        )
        text = (DOCUMENTS / f"{document}.graphql").read_text()
        answer = await SCHEMA.execute(text, variables, context_value=context)
        assert answer.errors is None, answer.errors
        assert answer.data is not None
        (result,) = answer.data.values()
        assert isinstance(result, dict)
        return result

    async def sign_in(self, phone: str, password: str = PASSWORD) -> dict[str, Any]:
        given = {"phone": phone, "password": password, "deviceLabel": "Android · Chrome"}
        return await self.send("people/SignIn", input=given)


@dataclass(frozen=True)
class District:
    """Who and what there is."""

    person: Person  # 赵明远, a liaison officer of the first street, with PASSWORD
    other: Person  # 钱立新, with PASSWORD too
    admin: Person
    unit: Unit
    liaison: UUID  # the first person's grant
    administration: UUID  # the admin's grant


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id with the least costs: the tests are about who gets in."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords.VAULT, "hasher", quick)
    monkeypatch.setattr(passwords.VAULT, "_dummy", "")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def browser(clock: Clock) -> Callable[[], Browser]:
    """Makes a browser on a device of its own, without any cookie."""
    return lambda: Browser(clock)


@pytest.fixture
async def district(database: object) -> District:
    del database
    await Region.create(code="410403", level="district", name="卫东区")
    for code, name in (("410403001", "东安路街道"), ("410403002", "优越路街道")):
        await Region.create(code=code, level="street", parent="410403", name=name)
    unit = await Unit.create(id=uuid4(), name="区税务局")
    person = await make_person("赵明远", "13900000012", unit)
    other = await make_person("钱立新", "13900000013", unit)
    admin = await make_person("孙静", "13900000014", unit)
    return District(
        person=person,
        other=other,
        admin=admin,
        unit=unit,
        liaison=await give(person.id, Role.LIAISON, region="410403001"),
        administration=await give(admin.id, Role.ADMIN),
    )


async def make_person(name: str, phone: str, unit: Unit, *, must_change: bool = False) -> Person:
    person = await Person.create(id=uuid4(), name=name, phone=phone, unit=unit)
    hashed = await passwords.VAULT.hash(PASSWORD)
    await service.give_password(person.id, hashed, must_change=must_change, now=START)
    return person


async def give(
    person_id: UUID,
    role: Role,
    *,
    region: str | None = None,
    unit_id: UUID | None = None,
    from_at: datetime = START - timedelta(days=30),
    until_at: datetime | None = None,
) -> UUID:
    new = NewGrant(uuid4(), person_id, role, unit_id, region, from_at, until_at)
    await grants.save_grant(ADMIN, new, now=START)
    return new.id


def acting(person_id: UUID, grant_id: UUID, role: Role, region: str | None = None) -> Actor:
    return Actor(person_id, grant_id, role, region=region)
