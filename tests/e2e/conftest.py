"""A small town for the tests of the offline promise: people with passwords, enterprises."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor, Role
from backend.people.models import Credential, Person
from backend.people.passwords import VAULT
from tests.e2e import desk
from tests.e2e.bad_network import BadNetwork, bad_network
from tests.fixtures.phone import Clock, Phone
from tests.fixtures.server import Served
from tests.life import Town as Life
from tests.world import (
    LONG_AGO,
    make_actor,
    make_contact,
    make_enterprise,
    make_region,
    make_unit,
    pair,
)

PASSWORD = desk.PASSWORD
NAMES = ("天润机械", "禾墨盈服装", "安泰粮油")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in."""

    actor: Actor
    phone: str
    password: str = PASSWORD


@dataclass(frozen=True, slots=True)
class Town:
    """An officer with three enterprises, a colleague with one of their own, a supervisor."""

    officer: Account
    colleague: Account
    supervisor: Account
    enterprises: tuple[Enterprise, ...]


@pytest.fixture
async def network() -> AsyncIterator[BadNetwork]:
    """A network that the test can cut: ``new_phone(**network.options)`` has no other."""
    async with bad_network() as listening:
        yield listening


@pytest.fixture
async def admin(database: Any) -> Actor:
    """An administrator of the district with a password; one street, one unit."""
    assert database
    await make_region()
    await make_unit("区营商环境局")
    actor = await make_actor(Role.ADMIN, name="周管理")
    await desk.knows_password(actor)
    return actor


@pytest.fixture
async def town(database: Any) -> Town:
    assert database  # connected
    await make_region()
    secret = await VAULT.hash(PASSWORD)
    officer = await _account(secret, "张建国")
    colleague = await _account(secret, "李秋萍")
    supervisor = await _account(secret, "韩监督", Role.SUPERVISOR)
    own = tuple([await _paired(officer, name) for name in NAMES])
    await _paired(colleague, "新华文具")
    return Town(officer, colleague, supervisor, own)


@pytest.fixture
async def elsewhere(served: Served) -> AsyncIterator[Phone]:
    """The other people's phones, somewhere else."""
    async with httpx.AsyncClient(base_url=served.url) as http:
        yield Phone(http, Clock(datetime.now(UTC)))


@pytest.fixture
async def life(elsewhere: Phone, database: Any) -> Life:
    """Everybody that an issue meets; who signs in on a phone of the test gets an ``account``."""
    assert database
    return await Life.built(elsewhere)


async def account(actor: Actor) -> Account:
    """From now on this person can sign in."""
    await desk.knows_password(actor)
    return Account(actor, await desk.phone_of(actor.person_id))


async def _account(secret: str, name: str, role: Role = Role.LIAISON) -> Account:
    actor = await make_actor(role, name=name)
    await Credential.create(
        person_id=actor.person_id, password_hash=secret, must_change=False, changed_at=LONG_AGO
    )
    return Account(actor, (await Person.get(id=actor.person_id)).phone)


async def _paired(officer: Account, name: str) -> Enterprise:
    enterprise = await make_enterprise(name)
    await make_contact(enterprise)
    await pair(officer.actor, enterprise)
    return enterprise
