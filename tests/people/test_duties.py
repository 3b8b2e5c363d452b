"""The three duties of an administrator (三员): each does its own, nobody holds two."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.kernel.actor import Actor, Role
from backend.kernel.duties import (
    UNDIVIDED_NAME,
    Duty,
    keeps_the_accounts,
    keeps_the_system,
    reads_the_log,
)
from backend.kernel.ledger import LedgerEvent
from backend.people import grants
from backend.people.models import Grant
from backend.people.rules import NewGrant, NewLoan
from tests.people.conftest import ADMIN, START, Browser, Browsers, District, give
from tests.people.test_custodian import refusal

SYSTEM, SECURITY, AUDIT = Duty.SYSTEM, Duty.SECURITY, Duty.AUDIT
BOTH = frozenset({SYSTEM, SECURITY})
AT, LATER = "2026-11-18T02:00:00Z", "2026-12-18T02:00:00Z"
ENTERPRISE = "00000000-0000-4000-8000-00000000000e"  # nobody's: who may is refused for that


def deeds(district: District) -> list[tuple[str, dict[str, Any], frozenset[Duty]]]:
    """Every question and deed of the desk: document, variables, whose it is."""
    other, new = str(district.other.id), str(uuid4())
    period = {"fromAt": AT, "untilAt": LATER}
    people = {"fromPersonId": str(district.person.id), "toPersonId": other}
    grant = {"id": new, "personId": other, "role": "SUPERVISOR", "region": "410403", "fromAt": AT}
    loan = {"id": str(uuid4()), "grantId": str(district.liaison), "toPersonId": other} | period
    region = {"code": "410403003", "level": "street", "parent": "410403", "name": "五一路街道"}
    shop = {"id": ENTERPRISE, "name": "天润机械", "region": "410403001"}
    pairing = {"id": new, "enterpriseId": ENTERPRISE, "personId": other, "tier": 1, "fromAt": AT}
    protection = {"enterpriseId": str(uuid4()), "since": "2026-11-18"}
    person = {"id": new, "name": "周敏", "phone": "13900000044"}
    contact = {"id": new, "enterpriseId": str(uuid4()), "name": "孙经理"}
    handed = people | {"id": str(uuid4()), "at": AT, "reason": "调动"}
    issues = people | {"commandId": str(uuid4()), "reason": "调动交接", "sealedAt": AT}
    system, security = frozenset({SYSTEM}), frozenset({SECURITY})
    return [
        ("admin/People", {"text": "", "first": 10}, BOTH),
        ("admin/Units", {}, BOTH),
        ("admin/Regions", {}, BOTH),
        ("admin/Settings", {}, system),
        ("admin/SaveUnit", {"input": {"id": new, "name": "区教育体育局"}}, system),
        ("admin/SaveRegion", {"input": region}, system),
        ("admin/SaveSetting", {"key": "hotline", "value": "0375-1234567"}, system),
        ("calendar/CalendarYears", {}, system),
        ("calendar/ChangeCalendarDay", {"day": "2026-12-25", "kind": "OFF"}, system),
        (
            "calendar/ImportCalendarYear",
            {"year": 2027, "text": "2027-01-01 休", "dryRun": True},
            system,
        ),
        ("admin/Enterprises", {"text": "", "first": 10}, system),
        ("admin/SaveEnterprise", {"input": shop}, system),
        ("admin/SavePairing", {"input": pairing}, system),
        ("admin/EndPairing", {"id": str(uuid4())}, system),
        ("admin/SaveContact", {"input": contact}, system),
        ("admin/SaveProtection", {"input": protection}, system),
        (
            "admin/SaveQuietDay",
            {"input": {"enterpriseId": str(uuid4()), "on": "2026-11-20", "quiet": True}},
            system,
        ),
        ("admin/HandOverPairings", {"input": handed}, system),
        ("admin/LendPairings", {"input": people | period | {"id": str(uuid4())}}, system),
        ("admin/SavePerson", {"input": person}, security),
        ("admin/SaveGrant", {"input": grant}, security),
        ("admin/LendGrant", {"input": loan}, security),
        ("admin/EndGrant", {"id": str(district.liaison)}, security),
        ("admin/EndGrant", {"id": str(uuid4())}, security),
        ("admin/IssueResetCode", {"personId": other}, security),
        ("handling/HandOverChoices", {}, security),
        ("handling/HeldIssues", {"personId": other}, security),
        ("handling/HandOverIssues", {"input": issues}, security),
        ("audit/AuditLog", {"filter": {}, "first": 10}, frozenset({AUDIT})),
    ]  # fmt: skip


@pytest.fixture
async def desk(browser: Browsers, district: District) -> Browser:
    """The browser of somebody who is to be one of the three."""
    found = browser()
    await found.sign_in(district.other.phone)
    return found


@pytest.mark.parametrize("duty", list(Duty))
async def test_each_duty_does_its_own_and_nothing_else(
    desk: Browser, district: District, duty: Duty
) -> None:
    desk.grant = await give(district.other.id, Role.ADMIN, bundles=(duty.value,))
    for document, variables, whose in deeds(district):
        before = await LedgerEvent.all().count()
        answer = await desk.send(document, **variables)
        refused = (answer.get("code"), answer.get("remedy")) == ("not_allowed", "STOP")
        assert (document, refused) == (document, duty not in whose), answer
        if refused:
            assert await LedgerEvent.all().count() == before


async def test_one_who_is_not_divided_does_all_of_it(office: Browser, district: District) -> None:
    for document, variables, _ in deeds(district):
        answer = await office.send(document, **variables)
        assert (document, answer.get("code")) != (document, "not_allowed")


@pytest.mark.parametrize(
    ("duty", "kind", "taken"),
    [
        (duty, kind, duty is (SECURITY if kind == "people" else SYSTEM))
        for duty in Duty
        for kind in ("regions", "units", "people", "enterprises", "pairings")
    ],
)
async def test_accounts_are_imported_by_who_keeps_them_and_the_rest_by_the_other(
    desk: Browser, office: Browser, district: District, duty: Duty, kind: str, taken: bool
) -> None:
    desk.grant = await give(district.other.id, Role.ADMIN, bundles=(duty.value,))
    headers = {"x-acting-grant": str(desk.grant), "x-file-name": "a.csv"}
    own = await desk.http.post(f"/imports?kind={kind}", content=b"x", headers=headers)
    assert own.status_code == (201 if taken else 403)
    template = await desk.http.get(f"/imports/template/{kind}.csv")
    assert template.status_code == (200 if taken else 403)

    headers["x-acting-grant"] = str(office.grant)
    job = (await office.http.post(f"/imports?kind={kind}", content=b"x", headers=headers)).json()
    seen = await desk.send("admin/ImportJob", id=job["id"])
    applied = await desk.send("admin/ApplyImport", id=job["id"])
    if taken:
        assert (seen["kind"], applied["code"]) == (kind.upper(), "import_not_checked")
    else:  # an auditor has nothing to do with imports; another duty's job does not exist
        hidden = "not_allowed" if duty is AUDIT else "not_found"
        assert (seen["code"], applied["code"]) == (hidden, hidden)


@pytest.mark.parametrize("held", ["SYS_ADMIN", "SEC_ADMIN", "AUDITOR", ""])
@pytest.mark.parametrize("given", ["SYS_ADMIN", "SEC_ADMIN", "AUDITOR", ""])
async def test_nobody_holds_two_duties_at_one_time(
    office: Browser, district: District, held: str, given: str
) -> None:
    until = START + timedelta(days=10)
    first, second = ((one,) if one else () for one in (held, given))
    await give(district.other.id, Role.ADMIN, bundles=first, until_at=until)

    answer = await save(office, district.other.id, second)

    if held == given:
        assert answer["__typename"] == "Ok"
    else:
        assert (answer["code"], answer["remedy"], answer["field"]) == (
            "admin_duties_apart", "FIX", "bundles",
        )  # fmt: skip
    after = NewGrant(uuid4(), district.other.id, Role.ADMIN, None, None, until, bundles=second)
    await grants.save_grant(ADMIN, after, now=START)  # one after the other


async def test_one_grant_carries_one_duty_and_no_bundle_of_another_role(
    office: Browser, district: District
) -> None:
    for bundles, code in (
        (("SYS_ADMIN", "AUDITOR"), "admin_one_duty"),
        (("OFFICE",), "bundle_unknown"),
    ):
        assert (await save(office, district.other.id, bundles))["code"] == code
    grant = await give(district.other.id, Role.ADMIN, bundles=("AUDITOR",))
    answer = await save(office, district.other.id, ("SYS_ADMIN", "AUDITOR"), grant_id=grant)
    assert answer["code"] == "admin_one_duty"
    assert (await Grant.get(id=grant)).bundles == ["AUDITOR"]


async def test_who_keeps_the_accounts_brings_no_undivided_grant_back(
    desk: Browser, district: District
) -> None:
    desk.grant = await give(district.other.id, Role.ADMIN, bundles=("SEC_ADMIN",))
    me = await desk.send("people/Me")
    assert [one["label"] for one in me["grants"]] == ["安全管理员"]

    assert (await save(desk, district.person.id, ()))["code"] == "admin_duty_needed"
    auditor = uuid4()
    named = await save(desk, district.person.id, ("AUDITOR",), grant_id=auditor)
    assert named["__typename"] == "Ok"
    widened = await save(desk, district.person.id, (), grant_id=auditor)
    assert widened["code"] == "admin_duty_needed"
    loan = {
        "id": str(uuid4()), "grantId": str(district.administration),
        "toPersonId": str(district.person.id), "fromAt": AT, "untilAt": LATER,
    }  # fmt: skip
    assert (await desk.send("admin/LendGrant", input=loan))["code"] == "admin_duty_needed"

    ended = await desk.send("admin/EndGrant", id=str(district.administration))
    assert ended["__typename"] == "Ok"  # the district is divided from now on
    own = await desk.send("admin/EndGrant", id=str(desk.grant))
    assert own["code"] == "own_account"  # so the accounts are always kept by somebody


async def test_no_second_duty_comes_by_a_loan_or_by_two_admins_at_once(district: District) -> None:
    person = district.other.id
    system = await give(district.person.id, Role.ADMIN, bundles=("SYS_ADMIN",))
    news = [
        NewGrant(uuid4(), person, Role.ADMIN, None, None, START, bundles=(one,))
        for one in ("SEC_ADMIN", "AUDITOR")
    ]
    done = await asyncio.gather(
        *(grants.save_grant(ADMIN, new, now=START) for new in news), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in done) == ["DutiesApart", "NoneType"]
    loan = NewLoan(uuid4(), system, person, START, START + timedelta(days=3))
    assert await refusal(grants.lend_grant(ADMIN, loan, now=START)) == "admin_duties_apart"
    assert await Grant.filter(person_id=person).count() == 1


async def test_a_grant_without_a_duty_is_called_what_it_is(office: Browser) -> None:
    me = await office.send("people/Me")
    assert [one["label"] for one in me["grants"]] == [UNDIVIDED_NAME]


async def save(
    desk: Browser, person_id: UUID, bundles: tuple[str, ...], *, grant_id: UUID | None = None
) -> dict[str, Any]:
    given = {
        "id": str(grant_id or uuid4()), "personId": str(person_id), "role": "ADMIN",
        "bundles": list(bundles), "fromAt": AT,
    }  # fmt: skip
    return await desk.send("admin/SaveGrant", input=given)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_a_duty_makes_nobody_an_administrator_who_is_none(role: Role) -> None:
    actor = Actor(uuid4(), uuid4(), role, bundles=frozenset(duty.value for duty in Duty))
    assert not any(
        has(actor, None) for has in (keeps_the_system, keeps_the_accounts, reads_the_log)
    )
