"""The first administrator, made at the command line."""

from __future__ import annotations

import pytest

from backend.kernel.refusal import Refusal
from backend.people.first_admin import AdminExists, first_admin
from backend.people.models import Grant, Person
from tests.people.conftest import PASSWORD, START, Browsers


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
