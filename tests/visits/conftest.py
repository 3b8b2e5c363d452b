"""The phone of an officer, and who is there for it: an enterprise of theirs, a supervisor."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor, Role
from tests.fixtures import phone as fixtures
from tests.world import make_actor, make_enterprise, pair


@dataclass
class Phone(fixtures.Phone):
    """It knows who is signed in, so that a test can lend it and take it back."""

    actor: Actor | None = None

    async def sign_in(self, actor: Actor, *, must_change: bool = False) -> None:
        await super().sign_in(actor, must_change=must_change)
        self.actor = actor

    async def post(self, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        """As a browser writes it: half a character leaves as its escape."""
        body = {"query": fixtures.DOCUMENTS[document].read_text(), "variables": variables}
        reply = await self.http.post(
            "/graphql", content=json.dumps(body), headers={"content-type": "application/json"}
        )
        assert reply.status_code < 500, reply.text
        answer = reply.json()
        assert isinstance(answer, dict)
        return answer


@pytest.fixture
async def phone(phone: fixtures.Phone) -> Phone:
    return Phone(phone.http, phone.clock)


@pytest.fixture
async def liaison(phone: Phone) -> Actor:
    """Signed in on the phone."""
    actor = await make_actor()
    await phone.sign_in(actor)
    return actor


@pytest.fixture
async def enterprise(liaison: Actor) -> Enterprise:
    """One that the officer looks after."""
    row = await make_enterprise()
    await pair(liaison, row)
    return row


@pytest.fixture
async def supervisor(phone: Phone) -> Actor:  # noqa: ARG001
    return await make_actor(Role.SUPERVISOR, name="李审核")
