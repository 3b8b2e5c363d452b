"""Grants: from and until, lent ones, who may hold what together."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.kernel.actor import Environment, Role
from backend.kernel.ledger import LedgerEvent
from backend.kernel.refusal import GrantNotInForce, NotFound, Refusal
from backend.people import grants, queries, service
from backend.people.models import Grant, Person, Region, Unit
from backend.people.rules import NewGrant, NewLoan
from backend.people.session import SESSION_COOKIE, authenticate, start
from tests.people.conftest import ADMIN, START, District, acting, give

DAY = timedelta(days=1)
FROM, UNTIL = START, START + 10 * DAY


async def refusal(deed: Any) -> str:
    with pytest.raises(Refusal) as no:
        await deed
    return no.value.code


async def holds(person_id: UUID, grant_id: UUID, at: datetime) -> bool:
    """By both readings: the deed's, and the list of those to be told."""
    actor = acting(person_id, grant_id, Role.SUPERVISOR, "410403")
    try:
        await queries.grant_in_force(actor, at)
    except GrantNotInForce:
        deed = False
    else:
        deed = True
    told = person_id in await queries.holders(Role.SUPERVISOR, "410403001", now=at)
    assert deed is told
    return deed


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (FROM - timedelta(microseconds=1), False),
        (FROM, True),
        (UNTIL - timedelta(microseconds=1), True),
        (UNTIL, False),
    ],
)
async def test_a_grant_holds_from_its_first_instant_and_not_at_its_last(
    district: District, at: datetime, expected: bool
) -> None:
    person = district.other.id
    grant = await give(person, Role.SUPERVISOR, region="410403", from_at=FROM, until_at=UNTIL)
    assert await holds(person, grant, at) is expected

    token, _ = await start(person, device_id=uuid4(), label="", must_change=False, now=at)
    arrival = await authenticate({SESSION_COOKIE: token}, str(grant), at)
    assert arrival is not None
    assert (arrival.actor is not None) is expected
    assert arrival.sender is not None


async def test_a_grant_is_in_force_for_its_own_person_only(district: District) -> None:
    stolen = acting(district.other.id, district.liaison, Role.LIAISON, "410403001")
    with pytest.raises(GrantNotInForce):
        await queries.grant_in_force(stolen, START)


@pytest.mark.parametrize(
    ("granted", "asked", "reached"),
    [
        ("410403", "410403001", True),
        ("410403001", "410403001", True),
        ("410403001", "410403001001", True),
        ("410403001", "410403002", False),
        ("410403001", "410403", False),
    ],
)
async def test_a_region_covers_what_its_code_begins(
    district: District, granted: str, asked: str, reached: bool
) -> None:
    await give(district.other.id, Role.SUPERVISOR, region=granted)
    found = await queries.holders(Role.SUPERVISOR, asked, now=START)
    assert found == ([district.other.id] if reached else [])
    assert await queries.holders(Role.LEADER, asked, now=START) == []


async def test_somebody_whose_account_is_closed_is_not_told(district: District) -> None:
    await give(district.other.id, Role.SUPERVISOR, region="410403")
    await Person.filter(id=district.other.id).update(active=False)
    assert await queries.holders(Role.SUPERVISOR, "410403001", now=START) == []


async def test_a_lent_grant_lets_the_stand_in_act_in_their_own_name(district: District) -> None:
    lender, stand_in = district.person, district.other
    loan = NewLoan(uuid4(), district.liaison, stand_in.id, FROM, UNTIL)
    for _ in range(2):  # sent twice, lent once
        await grants.lend_grant(ADMIN, loan, now=START)
    assert await Grant.filter(lent_from_id=district.liaison).count() == 1

    token, entered = await start(
        stand_in.id, device_id=uuid4(), label="", must_change=False, now=START
    )
    arrival = await authenticate({SESSION_COOKIE: token}, None, START)
    assert arrival is not None
    assert arrival.actor is not None
    assert arrival.actor.person_id == stand_in.id
    assert arrival.actor.stands_in_for == lender.id
    assert arrival.actor.region == "410403001"
    line = (await queries.me(entered, now=START)).grants[0]
    assert (line.stand_in_for, line.label) == ("赵明远", "包联干部 · 东安路街道")
    assert (await queries.me(entered, now=UNTIL)).grants == []
    told = await queries.holders(Role.LIAISON, "410403001", now=START)
    assert set(told) == {lender.id, stand_in.id}


async def test_what_cannot_be_lent(district: District) -> None:
    lender, other, admin = district.person.id, district.other.id, district.admin.id
    closed = await Person.create(id=uuid4(), name="李离任", phone="13900000050", active=False)
    bounded = await give(lender, Role.SUPERVISOR, region="410403", from_at=FROM, until_at=UNTIL)

    async def lend(grant: UUID, to: UUID, since: datetime = FROM, until: datetime = UNTIL) -> str:
        return await refusal(
            grants.lend_grant(ADMIN, NewLoan(uuid4(), grant, to, since, until), now=START)
        )

    assert await lend(uuid4(), other) == "not_found"
    assert await lend(bounded, lender) == "loan_to_self"
    assert await lend(bounded, uuid4()) == "person_unknown"
    assert await lend(bounded, closed.id) == "person_unknown"
    assert await lend(bounded, other, until=UNTIL + DAY) == "loan_outside"
    assert await lend(bounded, other, since=FROM - DAY) == "loan_outside"
    assert await lend(bounded, other, since=UNTIL, until=FROM) == "period_wrong"
    loan = NewLoan(uuid4(), bounded, other, FROM, UNTIL)
    await grants.lend_grant(ADMIN, loan, now=START)
    assert await lend(loan.id, admin) == "loan_of_loan"
    longer = NewLoan(loan.id, bounded, other, FROM, UNTIL - DAY)
    assert await refusal(grants.lend_grant(ADMIN, longer, now=START)) == "id_reused"


async def test_ending_a_grant_ends_what_was_lent_of_it(district: District) -> None:
    person, other = district.person.id, district.other.id
    grant = await give(person, Role.SUPERVISOR, region="410403", from_at=FROM)
    running = NewLoan(uuid4(), grant, other, FROM, UNTIL)
    coming = NewLoan(uuid4(), grant, other, FROM + 5 * DAY, UNTIL)
    for loan in (running, coming):
        await grants.lend_grant(ADMIN, loan, now=START)

    for _ in range(2):  # sent twice, ended once
        await grants.end_grant(ADMIN, grant, now=START + DAY)

    assert await LedgerEvent.filter(name="people.grant_ended").count() == 3
    assert await holds(person, grant, START + DAY - timedelta(seconds=1))
    for moment in (START + DAY, START + 6 * DAY):
        assert not await holds(person, grant, moment)
        assert await queries.holders(Role.SUPERVISOR, "410403", now=moment) == []
    with pytest.raises(NotFound):
        await grants.end_grant(ADMIN, uuid4(), now=START)


async def test_shortening_a_grant_shortens_what_was_lent_of_it(district: District) -> None:
    person, other = district.person.id, district.other.id
    grant = await give(person, Role.SUPERVISOR, region="410403", from_at=FROM)
    loan = NewLoan(uuid4(), grant, other, FROM, UNTIL)
    await grants.lend_grant(ADMIN, loan, now=START)
    shorter = NewGrant(grant, person, Role.SUPERVISOR, None, "410403", FROM, START + DAY)
    for _ in range(2):
        await grants.save_grant(ADMIN, shorter, now=START)
    assert (await Grant.get(id=loan.id)).until_at == START + DAY
    assert await LedgerEvent.filter(name="people.grant_changed").count() == 1


async def test_a_grant_that_begins_later_lets_no_loan_begin_before_it(district: District) -> None:
    person, other = district.person.id, district.other.id
    grant = await give(person, Role.SUPERVISOR, region="410403", from_at=FROM)
    over = NewLoan(uuid4(), grant, other, FROM, FROM + DAY)
    cut = NewLoan(uuid4(), grant, other, FROM + DAY, UNTIL)
    for loan in (over, cut):
        await grants.lend_grant(ADMIN, loan, now=START)
    later = NewGrant(grant, person, Role.SUPERVISOR, None, "410403", FROM + 2 * DAY)
    await grants.save_grant(ADMIN, later, now=START)
    assert (await Grant.get(id=cut.id)).from_at == FROM + 2 * DAY
    assert not await holds(other, over.id, FROM)
    assert not await holds(other, cut.id, FROM + DAY)


async def test_the_sides_a_special_supervisor_looks_at_are_changed_and_lent_with_the_grant(
    district: District,
) -> None:
    person, other, id_ = district.person.id, district.other.id, uuid4()
    law, market = Environment.RULE_OF_LAW, Environment.MARKET
    for chosen, kept in (
        ((), []),
        ((law, market), ["market", "rule_of_law"]),
        (tuple(Environment), []),  # all of them: none in particular
        ((law,), ["rule_of_law"]),
    ):
        new = NewGrant(
            id_, person, Role.SPECIAL_SUPERVISOR, None, "410403", FROM, environments=chosen
        )
        await grants.save_grant(ADMIN, new, now=START)
        assert (await Grant.get(id=id_)).environments == kept
    loan = NewLoan(uuid4(), id_, other, FROM, UNTIL)
    await grants.lend_grant(ADMIN, loan, now=START)
    assert (await Grant.get(id=loan.id)).environments == ["rule_of_law"]


@pytest.mark.parametrize(
    ("role", "scope", "code"),
    [
        (Role.LIAISON, {"region": None}, "grant_scope_needed"),
        (Role.SUPERVISOR, {"region": ""}, "grant_scope_needed"),
        (Role.HANDLER, {"unit_id": None, "region": "410403"}, "grant_scope_needed"),
        (Role.SUPERVISOR, {"region": "410499"}, "region_unknown"),
        (Role.SUPERVISOR, {"region": "4104030010010010010010"}, "region_unknown"),
        (Role.SUPERVISOR, {"region": "\x00"}, "region_unknown"),
        (Role.HANDLER, {"unit_id": uuid4()}, "unit_unknown"),
        (Role.SUPERVISOR, {"region": "410403", "bundles": ("UNIT_LEAD",)}, "bundle_unknown"),
        (Role.LIAISON, {"region": "410403", "bundles": ("OFFICE",)}, "bundle_unknown"),
        (Role.HANDLER, {"bundles": ("\x00" * 5000,)}, "grant_scope_needed"),
        (Role.ADMIN, {"person_id": uuid4()}, "person_unknown"),
        (
            Role.SUPERVISOR,
            {"region": "410403", "environments": (Environment.MARKET,)},
            "environments_of_another",
        ),
        (Role.ADMIN, {"until_at": START}, "period_wrong"),
        (Role.ADMIN, {"from_at": datetime(1999, 1, 1, tzinfo=UTC)}, "period_wrong"),
        (Role.ADMIN, {"until_at": datetime(9999, 12, 31, tzinfo=UTC)}, "period_wrong"),
        (Role.ADMIN, {"from_at": datetime(2026, 5, 1)}, "bad_input"),  # noqa: DTZ001
        (Role.ADMIN, {"until_at": datetime(2027, 5, 1)}, "bad_input"),  # noqa: DTZ001
    ],
)
async def test_what_cannot_be_granted(
    district: District, role: Role, scope: dict[str, Any], code: str
) -> None:
    values: dict[str, Any] = {
        "id": uuid4(),
        "person_id": district.other.id,
        "role": role,
        "unit_id": None,
        "region": None,
        "from_at": START,
    }
    before = await Grant.all().count()
    new = NewGrant(**(values | scope))
    assert await refusal(grants.save_grant(ADMIN, new, now=START)) == code
    assert await Grant.all().count() == before


async def test_person_role_and_scope_of_a_grant_never_change(district: District) -> None:
    unit = await Unit.create(id=uuid4(), name="区市场监督管理局")
    await Region.filter(code="410403002").update(active=False)
    grant = NewGrant(uuid4(), district.other.id, Role.HANDLER, unit.id, None, FROM, UNTIL)
    await grants.save_grant(ADMIN, grant, now=START)
    for change in (
        {"person_id": district.person.id},
        {"role": Role.SUPERVISOR, "region": "410403"},
        {"unit_id": district.unit.id},
        {"region": "410403"},
    ):
        values = {name: getattr(grant, name) for name in grant.__dataclass_fields__}
        changed = NewGrant(**(values | change))
        assert await refusal(grants.save_grant(ADMIN, changed, now=START)) == "grant_fixed"
    lead = NewGrant(
        grant.id, district.other.id, Role.HANDLER, unit.id, None, FROM, None, ("UNIT_LEAD",)
    )
    await grants.save_grant(ADMIN, lead, now=START)
    row = await Grant.get(id=grant.id)
    assert (row.until_at, row.bundles) == (None, ["UNIT_LEAD"])


async def test_copies_in_flight_give_one_grant_and_one_event(district: District) -> None:
    new = NewGrant(uuid4(), district.other.id, Role.SUPERVISOR, None, "410403", FROM)
    await asyncio.gather(*(grants.save_grant(ADMIN, new, now=START) for _ in range(6)))
    assert await Grant.filter(id=new.id).count() == 1
    assert await LedgerEvent.filter(subject_id=new.id, name="people.grant_given").count() == 1


async def test_the_command_line_acts_as_an_admin_without_being_a_person() -> None:
    assert service.COMMAND_LINE.role is Role.ADMIN
    assert service.COMMAND_LINE.person_id == UUID(int=0)
