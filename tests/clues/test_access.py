"""The table of sealed hand-overs, cell by cell, and the same through the API."""

from __future__ import annotations

from itertools import product
from uuid import uuid4

import pytest

from backend.clues.access import TABLE, Action
from backend.kernel.access import allows
from backend.kernel.actor import Actor, Role
from tests.clues.conftest import acknowledge, letter, public_key
from tests.fixtures.phone import Phone
from tests.world import make_actor

EVERYBODYS = {Action.SEE_KEY, Action.HAND_OVER}


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_every_cell(role: Role, action: Action) -> None:
    actor = Actor(uuid4(), uuid4(), role, region="410403")
    expected = action in EVERYBODYS or role is Role.CUSTODIAN
    assert allows(TABLE, actor, action, None) is expected


@pytest.mark.parametrize("role", Role)
async def test_whoever_is_signed_in_may_hand_over_but_only_the_custodian_lists_and_takes(
    phone: Phone, key: str, role: Role
) -> None:
    await phone.sign_in(await make_actor(role))
    sent = await phone.send("HandOverClue", input=letter(key))
    answers = [
        await phone.send("CluePile"),
        await phone.send("ClueEnvelope", id=sent["id"]),
        await phone.send("AcknowledgeClue", input=acknowledge(sent["id"])),
        await phone.send("PublishClueKey", id=str(uuid4()), publicKey=public_key()),
    ]

    codes = [answer.get("code") for answer in answers]
    if role is Role.CUSTODIAN:
        assert codes == [None] * 4
    else:
        assert codes == ["not_allowed", "not_found", "not_allowed", "not_allowed"]


async def test_an_envelope_that_exists_looks_to_others_like_one_that_does_not(
    phone: Phone, key: str
) -> None:
    await phone.sign_in(await make_actor(Role.ADMIN))
    sent = await phone.send("HandOverClue", input=letter(key))

    there = await phone.send("ClueEnvelope", id=sent["id"])

    assert there == await phone.send("ClueEnvelope", id=str(uuid4()))


async def test_who_is_not_signed_in_is_told_nothing(phone: Phone, key: str) -> None:
    answers = [
        await phone.send("ClueKey"),
        await phone.send("CluePile"),
        await phone.send("ClueReceipts", secrets=[]),
        await phone.send("HandOverClue", input=letter(key)),
    ]

    assert {answer["code"] for answer in answers} == {"sign_in_needed"}
