"""A custodian holds no other role at the same time, however it would come about."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from backend.kernel.actor import Role
from backend.kernel.refusal import Refusal
from backend.people import grants
from backend.people.models import Grant, Person
from backend.people.rules import NewGrant, NewLoan
from tests.people.conftest import ADMIN, START, District, give

DAY = timedelta(days=1)
FROM, UNTIL = START, START + 10 * DAY


async def refusal(deed: Any) -> str:
    with pytest.raises(Refusal) as no:
        await deed
    return no.value.code


@pytest.mark.parametrize(
    ("held", "given"), [(Role.CUSTODIAN, Role.SUPERVISOR), (Role.LEADER, Role.CUSTODIAN)]
)
async def test_a_custodian_holds_no_other_role_at_the_same_time(
    district: District, held: Role, given: Role
) -> None:
    person = district.other.id
    region = {role: None if role is Role.CUSTODIAN else "410403" for role in Role}
    await give(person, held, region=region[held], from_at=FROM, until_at=UNTIL)

    def new(since: datetime, until: datetime | None) -> NewGrant:
        return NewGrant(uuid4(), person, given, None, region[given], since, until)

    for since, until in ((FROM, UNTIL), (UNTIL - DAY, None), (FROM - DAY, FROM + DAY)):
        deed = grants.save_grant(ADMIN, new(since, until), now=START)
        assert await refusal(deed) == "custodian_alone"
    await grants.save_grant(ADMIN, new(UNTIL, None), now=START)
    longer = NewGrant(
        (await Grant.get(person_id=person, role=held)).id,
        person, held, None, region[held], FROM, UNTIL + DAY,
    )  # fmt: skip
    assert await refusal(grants.save_grant(ADMIN, longer, now=START)) == "custodian_alone"


async def test_nor_by_a_loan(district: District) -> None:
    custodian = await Person.create(id=uuid4(), name="吴管案", phone="13900000060")
    await give(custodian.id, Role.CUSTODIAN)
    loan = NewLoan(uuid4(), district.liaison, custodian.id, FROM, UNTIL)
    assert await refusal(grants.lend_grant(ADMIN, loan, now=START)) == "custodian_alone"


async def test_two_admins_at_once_do_not_give_what_excludes_each_other(
    district: District,
) -> None:
    person = district.other.id
    news = [
        NewGrant(uuid4(), person, Role.CUSTODIAN, None, None, FROM),
        NewGrant(uuid4(), person, Role.SUPERVISOR, None, "410403", FROM),
    ]
    done = await asyncio.gather(
        *(grants.save_grant(ADMIN, new, now=START) for new in news), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in done) == ["CustodianAlone", "NoneType"]
    assert await Grant.filter(person_id=person).count() == 1
