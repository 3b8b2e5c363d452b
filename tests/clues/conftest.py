"""Envelopes as the server sees them: bytes that begin like one, and nothing it could read."""

from __future__ import annotations

import base64
import os
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest

from backend.kernel.actor import Actor, Role
from tests.fixtures.phone import Phone
from tests.world import make_actor

SEALED_AT = "2026-11-18T01:58:00+00:00"


def sealed(length: int = 400) -> str:
    return base64.b64encode(b"\x01\x04" + os.urandom(length)).decode()


def public_key() -> str:
    return base64.b64encode(b"\x04" + os.urandom(64)).decode()


def secret() -> str:
    return os.urandom(32).hex()


def mark(of: str) -> str:
    return sha256(bytes.fromhex(of)).hexdigest()


def letter(key_id: str, **change: Any) -> dict[str, Any]:
    """HandOverClueInput."""
    return {
        "id": str(uuid4()),
        "keyId": key_id,
        "envelope": sealed(),
        "senderMark": mark(secret()),
        "sealedAt": SEALED_AT,
    } | change


def acknowledge(clue_id: str) -> dict[str, Any]:
    return {"commandId": str(uuid4()), "clueId": clue_id, "sealedAt": SEALED_AT}


@pytest.fixture
async def custodian(phone: Phone) -> Actor:  # noqa: ARG001
    return await make_actor(Role.CUSTODIAN, region=None, name="吴管案")


@pytest.fixture
async def sender(phone: Phone) -> Actor:  # noqa: ARG001
    return await make_actor(Role.LEADER, name="郑区长")


@pytest.fixture
async def key(phone: Phone, custodian: Actor) -> str:
    """The id of the key that is published; nobody is signed in on the phone afterwards."""
    await phone.sign_in(custodian)
    key_id = str(uuid4())
    assert "ok" in await phone.send("PublishClueKey", id=key_id, publicKey=public_key())
    phone.sign_out()
    return key_id
