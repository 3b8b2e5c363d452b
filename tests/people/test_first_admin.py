"""The first administrator, made at the command line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.kernel.actor import Role
from backend.kernel.refusal import Refusal
from backend.people.first_admin import AdminExists, first_admin
from backend.people.grants import end_grant
from backend.people.models import Grant, Person
from tests.people.conftest import ADMIN, PASSWORD, START, Browsers, District, give


async def test_the_first_admin_signs_in_and_administers(browser: Browsers) -> None:
    await first_admin("139 0000 0001", "孙静", PASSWORD, now=START)
    office = browser()
    me = await office.sign_in("13900000001")
    assert me["mustChangePassword"] is False
    assert [grant["role"] for grant in me["grants"]] == ["ADMIN"]
    assert (await office.send("admin/Units"))["items"] == []

    with pytest.raises(AdminExists):
        await first_admin("13900000002", "李明", PASSWORD, now=START)
    assert await Person.all().count() == 1


async def test_a_district_whose_last_keeper_of_accounts_ran_out_begins_again(
    browser: Browsers, district: District
) -> None:
    until = START + timedelta(days=3)
    await give(district.other.id, Role.ADMIN, bundles=("SEC_ADMIN",), until_at=until)
    await give(district.person.id, Role.ADMIN, bundles=("SYS_ADMIN",))
    await end_grant(ADMIN, district.administration, now=START)
    with pytest.raises(AdminExists):
        await first_admin("13900000031", "孙静", PASSWORD, now=until - timedelta(minutes=1))

    await first_admin("13900000031", "孙静", PASSWORD, now=until)

    office = browser()
    office.clock.now = until
    await office.sign_in("13900000031")
    assert (await office.send("admin/People", text="", first=10))["__typename"] == "PersonPage"


@pytest.mark.usefixtures("application")
async def test_what_is_refused_leaves_nothing_behind() -> None:
    for phone, name, password, code in (
        ("1390000", "孙静", PASSWORD, "phone_invalid"),
        ("13900000001", "", PASSWORD, "text_length"),
        ("13900000001", "孙静", "short", "password_length"),
        ("13900000001", "孙静", "+13900000001", "password_personal"),
    ):
        with pytest.raises(Refusal) as no:
            await first_admin(phone, name, password, now=START)
        assert no.value.code == code
    assert (await Person.all().count(), await Grant.all().count()) == (0, 0)
