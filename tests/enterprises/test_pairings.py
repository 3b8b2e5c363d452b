"""Pairings: one officer a tier; their days are corrected, never on top of another's."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from backend.enterprises import pairings, queries
from backend.enterprises.models import Pairing
from backend.enterprises.queries import PairedAs
from backend.enterprises.rules import PairingContent
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.kernel.refusal import NotFound, Refusal
from tests.enterprises.makers import (
    LONG_AGO,
    NOW,
    make_actor,
    make_admin,
    make_district,
    make_enterprise,
    pair,
)

pytestmark = pytest.mark.usefixtures("database")
DAY = timedelta(days=1)


@pytest.fixture
async def admin() -> Actor:
    await make_district()
    return await make_admin()


@pytest.fixture
async def liaison() -> Actor:
    return await make_actor(name="张建国")


@pytest.fixture
async def colleague() -> Actor:
    return await make_actor(name="李红梅")


async def test_an_officer_is_paired_from_an_instant_until_another(
    admin: Actor, liaison: Actor
) -> None:
    one, id_ = await make_enterprise(), uuid4()
    said = PairingContent(one, liaison.person_id, 2, NOW, NOW + DAY)

    assert await pairings.save_pairing(admin, id_, said, now=NOW)
    assert not await pairings.save_pairing(admin, id_, said, now=NOW)

    async def at(instant: datetime) -> PairedAs | None:
        return await queries.paired(liaison.person_id, one, at=instant)

    assert [await at(NOW - timedelta(seconds=1)), await at(NOW)] == [None, PairedAs(2)]
    assert await at(NOW + DAY) is None
    assert await LedgerEvent.filter(name="enterprises.pairing_saved").count() == 1


async def test_a_tier_has_one_officer_at_a_time(
    admin: Actor, liaison: Actor, colleague: Actor
) -> None:
    one = await make_enterprise()
    await pair(liaison, one, tier=1, until=NOW)
    said = PairingContent(one, colleague.person_id, 1, NOW - DAY)

    with pytest.raises(pairings.TierTaken) as no:
        await pairings.save_pairing(admin, uuid4(), said, now=NOW)
    assert no.value.facts == {"name": "张建国"}
    assert await pairings.save_pairing(admin, uuid4(), replace(said, from_at=NOW), now=NOW)


async def test_the_days_of_a_pairing_are_corrected(admin: Actor, liaison: Actor) -> None:
    one, id_ = await make_enterprise(), uuid4()
    said = PairingContent(one, liaison.person_id, 1, NOW, NOW + DAY)
    await pairings.save_pairing(admin, id_, said, now=NOW)

    corrected = replace(said, from_at=NOW - DAY, until_at=NOW + 2 * DAY)
    assert await pairings.save_pairing(admin, id_, corrected, now=NOW)
    assert not await pairings.save_pairing(admin, id_, corrected, now=NOW)

    (row,) = await Pairing.all()
    assert (row.id, row.from_at, row.until_at) == (id_, NOW - DAY, NOW + 2 * DAY)
    told = [event.facts["created"] async for event in LedgerEvent.filter(subject_id=id_)]
    assert sorted(told) == [False, True]


async def test_corrected_days_reach_into_no_other_pairing(
    admin: Actor, liaison: Actor, colleague: Actor
) -> None:
    one, id_ = await make_enterprise(), uuid4()
    said = PairingContent(one, liaison.person_id, 1, NOW, NOW + DAY)
    await pairings.save_pairing(admin, id_, said, now=NOW)
    await pair(colleague, one, tier=1, since=NOW + 2 * DAY)
    await pair(liaison, one, tier=2, since=NOW - 9 * DAY, until=NOW - DAY)

    for change, refused in (
        ({"until_at": NOW + 3 * DAY}, pairings.TierTaken),
        ({"until_at": None}, pairings.TierTaken),
        ({"from_at": NOW - 2 * DAY}, pairings.AlreadyPaired),
    ):
        with pytest.raises(refused):
            await pairings.save_pairing(admin, id_, replace(said, **change), now=NOW)
    with pytest.raises(Refusal) as no:
        await pairings.save_pairing(admin, id_, replace(said, until_at=NOW - DAY), now=NOW)
    assert no.value.code == "span_wrong"
    assert (await Pairing.get(id=id_)).until_at == NOW + DAY


async def test_nobody_has_two_tiers_of_an_enterprise(admin: Actor, liaison: Actor) -> None:
    one = await make_enterprise()
    await pair(liaison, one, tier=1)

    with pytest.raises(pairings.AlreadyPaired):
        await pairings.save_pairing(
            admin, uuid4(), PairingContent(one, liaison.person_id, 2, NOW), now=NOW
        )


async def test_only_a_liaison_officer_is_paired(admin: Actor) -> None:
    one, handler = await make_enterprise(), await make_actor(Role.HANDLER)

    with pytest.raises(pairings.NoLiaison):
        await pairings.save_pairing(
            admin, uuid4(), PairingContent(one, handler.person_id, 1, NOW), now=NOW
        )


async def test_enterprise_and_officer_of_a_pairing_never_change(
    admin: Actor, liaison: Actor, colleague: Actor
) -> None:
    one = await make_enterprise()
    id_ = await pair(liaison, one)

    for said in (
        PairingContent(one, colleague.person_id, 1, LONG_AGO),
        PairingContent(await make_enterprise(), liaison.person_id, 1, LONG_AGO),
    ):
        with pytest.raises(pairings.PairingFixed):
            await pairings.save_pairing(admin, id_, said, now=NOW)


@pytest.mark.parametrize("tier", [0, 4, -1, 2**31 - 1])
async def test_there_are_three_tiers(admin: Actor, liaison: Actor, tier: int) -> None:
    said = PairingContent(await make_enterprise(), liaison.person_id, tier, NOW)

    with pytest.raises(Refusal) as no:
        await pairings.save_pairing(admin, uuid4(), said, now=NOW)
    assert no.value.code == "tier_unknown"


async def test_ids_that_were_never_issued(admin: Actor, liaison: Actor) -> None:
    one = await make_enterprise()
    for said in (
        PairingContent(uuid4(), liaison.person_id, 1, NOW),
        PairingContent(one, uuid4(), 1, NOW),
    ):
        with pytest.raises(NotFound):
            await pairings.save_pairing(admin, uuid4(), said, now=NOW)
    with pytest.raises(NotFound):
        await pairings.end_pairing(admin, uuid4(), now=NOW)


async def test_a_pairing_ends_now_and_one_to_come_is_taken_back(
    admin: Actor, liaison: Actor
) -> None:
    begun = await pair(liaison, await make_enterprise())
    to_come = await pair(liaison, await make_enterprise(), since=NOW + DAY)

    assert await pairings.end_pairing(admin, begun, now=NOW)
    assert not await pairings.end_pairing(admin, begun, now=NOW + DAY)
    assert await pairings.end_pairing(admin, to_come, now=NOW)

    assert [row.until_at async for row in Pairing.all()] == [NOW]


@pytest.mark.postgres
async def test_two_admins_at_once_leave_one_officer_in_a_tier(
    admin: Actor, liaison: Actor, colleague: Actor
) -> None:
    one = await make_enterprise()

    async def take(officer: Actor) -> str:
        said = PairingContent(one, officer.person_id, 1, NOW)
        try:
            await pairings.save_pairing(admin, uuid4(), said, now=NOW)
        except pairings.TierTaken as no:
            return no.code
        return "saved"

    said = await asyncio.gather(*(take(officer) for officer in (liaison, colleague)))

    assert sorted(said) == ["saved", "tier_taken"]
