"""A district with two streets and a few people, and browsers that speak the phone's documents."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

import httpx
import pytest
from argon2 import PasswordHasher

from backend.kernel.actor import Actor, Role
from backend.people import grants, passwords, service
from backend.people.models import Person, Region, Unit
from backend.people.rules import NewGrant
from tests.fixtures.phone import Clock

DOCUMENTS = Path(__file__).parents[2] / "schema" / "documents"
START = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in Pingdingshan
ADMIN = service.COMMAND_LINE
PASSWORD = "lvshu-4tang"


@dataclass
class Browser:
    """One browser on one device: keeps its cookies, sends the very documents of the phone."""

    http: httpx.AsyncClient
    clock: Clock
    grant: UUID | None = None

    @property
    def cookies(self) -> dict[str, str]:
        return dict(self.http.cookies)

    @cookies.setter
    def cookies(self, kept: dict[str, str]) -> None:
        self.http.cookies.clear()
        for name, value in kept.items():
            self.http.cookies.set(name, value)

    async def send(self, document: str, **variables: Any) -> dict[str, Any]:
        """What the one field of a document answered; a fault fails the test."""
        body = {"query": (DOCUMENTS / f"{document}.graphql").read_text(), "variables": variables}
        headers = {"content-type": "application/json"}
        if self.grant:
            headers["x-acting-grant"] = str(self.grant)
        # As JSON.stringify writes it: half an emoji as an escape.
        reply = await self.http.post("/graphql", content=json.dumps(body), headers=headers)
        answer = reply.json()
        assert reply.status_code == 200, answer
        assert "errors" not in answer, answer
        (result,) = answer["data"].values()
        assert isinstance(result, dict)
        return result

    async def sign_in(self, phone: str, password: str = PASSWORD) -> dict[str, Any]:
        given = {"phone": phone, "password": password, "deviceLabel": "Android · Chrome"}
        return await self.send("people/SignIn", input=given)


class Browsers(Protocol):
    def __call__(self, address: str = ...) -> Browser: ...


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
async def browser(application: Any, clock: Clock) -> AsyncIterator[Browsers]:
    """Makes a browser on a device of its own, without any cookie, at an address."""
    async with AsyncExitStack() as open_clients:

        def make(address: str = "203.0.113.7") -> Browser:
            transport = httpx.ASGITransport(app=application, client=(address, 50_000))
            http = httpx.AsyncClient(transport=transport, base_url="http://phone.test")
            open_clients.push_async_callback(http.aclose)
            return Browser(http, clock)

        yield make


@pytest.fixture
async def district(application: Any) -> District:
    del application
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


@pytest.fixture
async def office(browser: Browsers, district: District) -> Browser:
    """The admin's desktop."""
    desk = browser()
    await desk.sign_in(district.admin.phone)
    desk.grant = district.administration
    return desk


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
    bundles: tuple[str, ...] = (),
) -> UUID:
    new = NewGrant(uuid4(), person_id, role, unit_id, region, from_at, until_at, bundles)
    await grants.save_grant(ADMIN, new, now=START)
    return new.id


def acting(person_id: UUID, grant_id: UUID, role: Role, region: str | None = None) -> Actor:
    return Actor(person_id, grant_id, role, region=region)
