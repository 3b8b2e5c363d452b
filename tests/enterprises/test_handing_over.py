"""All pairings of an officer: handed over at an instant, lent for a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from tortoise.context import TortoiseContext

from backend.enterprises import handing_over, queries
from backend.enterprises.models import Enterprise, HandOver, Pairing, PairingLoan
from backend.enterprises.queries import PairedAs
from backend.enterprises.rules import NewHandOver, NewLoan
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.kernel.refusal import IdReused, NotAllowed, Refusal
from backend.people.models import Person
from tests.enterprises.makers import (
    NOW,
    OTHER_STREET,
    STREET,
    make_actor,
    make_admin,
    make_district,
    make_enterprise,
    pair,
)
from tests.statements import statements

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


async def enterprises_of(liaison: Actor, count: int) -> list[UUID]:
    first = await Enterprise.get(id=await make_enterprise())
    rows = [
        Enterprise(
            id=uuid4(), code=f"C{n:07}", name=f"企业{n}", region=STREET, pinyin="", initials="",
            changed_at=first.changed_at,
        )
        for n in range(count)
    ]  # fmt: skip
    await Enterprise.bulk_create(rows)
    for row in rows:
        await pair(liaison, row.id)
    return [row.id for row in rows]


async def test_everything_is_handed_over_at_an_instant_in_few_statements(
    admin: Actor, liaison: Actor, colleague: Actor, database: TortoiseContext
) -> None:
    ids = await enterprises_of(liaison, 500)
    handed = NewHandOver(uuid4(), liaison.person_id, colleague.person_id, NOW, "调离")

    with statements(database) as said:
        count = await handing_over.hand_over_pairings(admin, handed, now=NOW)

    assert (count, len(said) < 30) == (500, True), len(said)
    just_before = NOW - timedelta(microseconds=1)
    for at, holder, other in ((just_before, liaison, colleague), (NOW, colleague, liaison)):
        assert set(await queries.paired_ids(holder.person_id, at=at)) == set(ids)
        assert await queries.paired_ids(other.person_id, at=at) == {}
    assert await LedgerEvent.filter(name="enterprises.pairings_handed_over").count() == 1


async def test_a_hand_over_sent_twice_is_done_once(
    admin: Actor, liaison: Actor, colleague: Actor
) -> None:
    await enterprises_of(liaison, 3)
    handed = NewHandOver(uuid4(), liaison.person_id, colleague.person_id, NOW, "调离")

    both = await asyncio.gather(
        *(handing_over.hand_over_pairings(admin, handed, now=NOW) for _ in range(4))
    )

    assert both == [3, 3, 3, 3]
    assert (await Pairing.all().count(), await HandOver.all().count()) == (6, 1)
    with pytest.raises(IdReused):
        await handing_over.hand_over_pairings(admin, replace(handed, at=NOW + DAY), now=NOW)


async def test_what_begins_later_is_handed_over_too_and_what_ended_stays(
    admin: Actor, liaison: Actor, colleague: Actor
) -> None:
    later, over = await make_enterprise(), await make_enterprise()
    await pair(liaison, later, since=NOW + DAY, until=NOW + 2 * DAY)
    await pair(liaison, over, until=NOW - DAY)

    count = await handing_over.hand_over_pairings(
        admin, NewHandOver(uuid4(), liaison.person_id, colleague.person_id, NOW, "轮岗"), now=NOW
    )

    assert count == 1
    (row,) = await Pairing.filter(liaison_id=colleague.person_id)
    assert (row.enterprise_id, row.from_at, row.until_at) == (later, NOW + DAY, NOW + 2 * DAY)
    assert [r.enterprise_id async for r in Pairing.filter(liaison_id=liaison.person_id)] == [over]


async def test_nothing_moves_when_one_enterprise_is_out_of_reach(
    admin: Actor, liaison: Actor, colleague: Actor
) -> None:
    for region in (STREET, OTHER_STREET):
        await pair(liaison, await make_enterprise(region=region))
    handed = NewHandOver(uuid4(), liaison.person_id, colleague.person_id, NOW, "调离")

    with pytest.raises(NotAllowed):
        await handing_over.hand_over_pairings(replace(admin, region=STREET), handed, now=NOW)

    assert await Pairing.filter(liaison_id=colleague.person_id).count() == 0
    assert await Pairing.filter(until_at=None).count() == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": " "}, "text_length"),
        ({"at": NOW - timedelta(days=60)}, "day_out_of_reach"),
        ({"at": NOW + timedelta(days=800)}, "day_out_of_reach"),
        ({"at": NOW.replace(tzinfo=None)}, "span_wrong"),
        ({"to_person_id": uuid4()}, "not_found"),
        ({"from_person_id": uuid4()}, "not_found"),
    ],
)
async def test_a_hand_over_that_makes_no_sense(
    admin: Actor, liaison: Actor, colleague: Actor, change: dict[str, object], code: str
) -> None:
    handed = NewHandOver(uuid4(), liaison.person_id, colleague.person_id, NOW, "调离")

    with pytest.raises(Refusal) as no:
        await handing_over.hand_over_pairings(admin, replace(handed, **change), now=NOW)  # type: ignore[arg-type]
    assert no.value.code == code
    assert not await HandOver.exists()


async def test_nothing_is_handed_to_oneself_or_to_a_closed_account(
    admin: Actor, liaison: Actor, colleague: Actor
) -> None:
    await Person.filter(id=colleague.person_id).update(active=False)
    for to, code in ((liaison, "same_person"), (colleague, "no_liaison")):
        handed = NewHandOver(uuid4(), liaison.person_id, to.person_id, NOW, "调离")
        with pytest.raises(Refusal) as no:
            await handing_over.hand_over_pairings(admin, handed, now=NOW)
        assert no.value.code == code


async def test_a_stand_in_looks_after_everything_for_a_time(
    admin: Actor, liaison: Actor, colleague: Actor
) -> None:
    one = await make_enterprise()
    await pair(liaison, one)
    lent = NewLoan(uuid4(), liaison.person_id, colleague.person_id, NOW, NOW + DAY, "年休假")

    assert await handing_over.lend_pairings(admin, lent, now=NOW)
    assert not await handing_over.lend_pairings(admin, lent, now=NOW)

    stands_in = PairedAs(1, stands_in_for=liaison.person_id)
    assert await queries.paired(colleague.person_id, one, at=NOW) == stands_in
    assert await queries.paired_ids(colleague.person_id, at=NOW) == {one: stands_in}
    assert await queries.paired(colleague.person_id, one, at=NOW + DAY) is None
    assert await queries.paired(liaison.person_id, one, at=NOW) == PairedAs(1)
    with pytest.raises(IdReused):
        await handing_over.lend_pairings(admin, replace(lent, reason="别的"), now=NOW)
    with pytest.raises(handing_over.LoanOverlaps):
        await handing_over.lend_pairings(admin, replace(lent, id=uuid4()), now=NOW)
    assert await PairingLoan.all().count() == 1


@pytest.mark.usefixtures("database", "admin")
async def test_ones_own_pairing_comes_before_one_stood_in_for(
    liaison: Actor, colleague: Actor
) -> None:
    one = await make_enterprise()
    await pair(liaison, one, tier=1)
    await pair(colleague, one, tier=3)

    lent_by = liaison.person_id
    found = await queries.paired(colleague.person_id, one, at=NOW, lent_by=lent_by)
    assert found == PairedAs(3)
    all_of_them = await queries.paired_ids(colleague.person_id, at=NOW, lent_by=lent_by)
    assert all_of_them == {one: PairedAs(3)}


@pytest.mark.parametrize("until", [NOW, NOW - DAY, NOW + timedelta(days=400)])
async def test_a_loan_lasts_at_most_a_year(
    admin: Actor, liaison: Actor, colleague: Actor, until: datetime
) -> None:
    lent = NewLoan(uuid4(), liaison.person_id, colleague.person_id, NOW, until)

    with pytest.raises(Refusal) as no:
        await handing_over.lend_pairings(admin, lent, now=NOW)
    assert no.value.code == "span_wrong"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
async def test_nobody_else_hands_over_or_lends(
    role: Role, liaison: Actor, colleague: Actor
) -> None:
    other = await make_actor(role)
    handed = NewHandOver(uuid4(), liaison.person_id, colleague.person_id, NOW, "调离")
    lent = NewLoan(uuid4(), liaison.person_id, colleague.person_id, NOW, NOW + DAY)

    with pytest.raises(NotAllowed):
        await handing_over.hand_over_pairings(other, handed, now=NOW)
    with pytest.raises(NotAllowed):
        await handing_over.lend_pairings(other, lent, now=NOW)
