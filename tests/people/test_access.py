"""The people permission table, cell by cell, and that every deed asks it."""

from __future__ import annotations

from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from backend.kernel.access import allows
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.people.access import TABLE, Account, Action
from tests.people.conftest import Browsers, District, give

ME = uuid4()
SUBJECTS = {"my own account": Account(ME), "another's account": Account(uuid4())}
NOT_ON_ONESELF = {Action.DEACTIVATE, Action.GRANT, Action.ISSUE_RESET_CODE}
ALLOWED = {
    (Role.ADMIN, action, subject)
    for action, subject in product(Action, SUBJECTS)
    if subject == "another's account" or action not in NOT_ON_ONESELF
}


@pytest.mark.parametrize(("role", "action", "subject"), list(product(Role, Action, SUBJECTS)))
def test_every_cell(role: Role, action: Action, subject: str) -> None:
    actor = Actor(ME, uuid4(), role, region="410403")
    expected = (role, action, subject) in ALLOWED
    assert allows(TABLE, actor, action, SUBJECTS[subject]) is expected


def deeds(district: District) -> list[tuple[str, dict[str, Any]]]:
    other, when = str(district.other.id), "2026-11-18T02:00:00Z"
    later = "2026-12-18T02:00:00Z"
    grant = {"id": str(uuid4()), "personId": other, "role": "SUPERVISOR", "region": "410403"}
    person = {"id": str(uuid4()), "name": "周敏", "phone": "13900000044"}
    region = {"code": "410403003", "level": "street", "parent": "410403", "name": "五一路街道"}
    loan = {"id": str(uuid4()), "grantId": str(district.liaison), "toPersonId": other}
    return [
        ("admin/People", {"text": "", "first": 10}),
        ("admin/Units", {}),
        ("admin/Regions", {}),
        ("admin/Settings", {}),
        ("admin/SavePerson", {"input": person}),
        ("admin/SaveGrant", {"input": grant | {"fromAt": when}}),
        ("admin/LendGrant", {"input": loan | {"fromAt": when, "untilAt": later}}),
        ("admin/EndGrant", {"id": str(district.liaison)}),
        ("admin/IssueResetCode", {"personId": other}),
        ("admin/SaveUnit", {"input": {"id": str(uuid4()), "name": "区教育体育局"}}),
        ("admin/SaveRegion", {"input": region}),
        ("admin/SaveSetting", {"key": "hotline", "value": "0375-1234567"}),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
async def test_nobody_but_an_admin_does_or_reads_any_of_it(
    browser: Browsers, district: District, role: Role
) -> None:
    region = None if role in (Role.CUSTODIAN, Role.HANDLER) else "410403"
    unit = district.unit.id if role is Role.HANDLER else None
    phone = browser()
    await phone.sign_in(district.other.phone)
    phone.grant = await give(district.other.id, role, region=region, unit_id=unit)
    events = await LedgerEvent.all().count()

    for document, variables in deeds(district):
        refused = await phone.send(document, **variables)
        assert (document, refused["code"]) == (document, "not_allowed")
        assert refused["remedy"] == "STOP"
    assert await LedgerEvent.all().count() == events


async def test_an_admin_does_all_of_it_and_each_deed_is_in_the_ledger(
    browser: Browsers, district: District
) -> None:
    phone = browser()
    await phone.sign_in(district.admin.phone)
    phone.grant = district.administration
    before = [event.id async for event in LedgerEvent.all()]
    for document, variables in deeds(district):
        answer = await phone.send(document, **variables)
        assert answer["__typename"] != "Refused", (document, answer)

    events = await LedgerEvent.exclude(id__in=before)
    names = [event.command for event in events]
    assert sorted(names) == sorted(
        [
            "savePerson", "saveGrant", "lendGrant", "endGrant", "endGrant", "issueResetCode",
            "saveUnit", "saveRegion", "saveSetting",
        ]
    )  # fmt: skip  # ending the lent grant ended its loan
    for event in events:
        assert event.actor_id == district.admin.id
        assert (event.grant_id, event.role) == (district.administration, "admin")
        assert not {"周敏", "13900000044"} & {str(value) for value in event.facts.values()}


async def test_an_admin_changes_no_standing_of_their_own(
    browser: Browsers, district: District
) -> None:
    phone = browser()
    await phone.sign_in(district.admin.phone)
    phone.grant = district.administration
    own, when = str(district.admin.id), "2026-11-18T02:00:00Z"
    grant = {"id": str(uuid4()), "personId": own, "role": "SUPERVISOR", "region": "410403"}
    loan = {"id": str(uuid4()), "grantId": str(district.liaison), "toPersonId": own}
    account = {"id": own, "name": "孙静", "phone": district.admin.phone, "active": False}
    for document, variables in (
        ("admin/SaveGrant", {"input": grant | {"fromAt": when}}),
        ("admin/LendGrant", {"input": loan | {"fromAt": when, "untilAt": "2027-01-01T00:00:00Z"}}),
        ("admin/EndGrant", {"id": str(district.administration)}),
        ("admin/IssueResetCode", {"personId": own}),
        ("admin/SavePerson", {"input": account}),
    ):
        refused = await phone.send(document, **variables)
        assert (document, refused["code"]) == (document, "own_account")
    renamed = account | {"active": True, "title": "科员", "unitId": str(district.unit.id)}
    assert (await phone.send("admin/SavePerson", input=renamed))["__typename"] == "NewPassword"


async def test_an_ended_admin_grant_administers_nothing(
    browser: Browsers, district: District
) -> None:
    phone = browser()
    await phone.sign_in(district.other.phone)
    start = phone.clock.now
    phone.grant = await give(district.other.id, Role.ADMIN, until_at=start)
    for document, variables in deeds(district):
        refused = await phone.send(document, **variables)
        assert (document, refused["code"]) == (document, "grant_not_in_force")
