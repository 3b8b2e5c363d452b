"""The auditor's log: every deed that matters is there once, with nothing that is protected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tortoise.context import TortoiseContext

from backend.exports.running import run_due_exports
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.people.models import Grant, Person
from backend.people.passwords import VAULT
from backend.people.service import give_password
from storage.connect import open_store
from tests.fixtures.phone import Phone
from tests.intake.test_desk import PHONE, slip
from tests.life import Town, unit_actor
from tests.statements import statements
from tests.world import STREET, make_actor, make_enterprise, pair

PASSWORD, WRONG = "lvshu-4tang", "lvshu-5tang"
WORDS = "我是修车的老马，门口路灯坏了。"
Line = dict[str, Any]


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


@pytest.fixture
async def admin(town: Town) -> Actor:
    assert town
    return await make_actor(Role.ADMIN, region=None, name="周管理")


@pytest.fixture
async def auditor(town: Town) -> Actor:
    assert town
    actor = await make_actor(Role.ADMIN, region=None, name="宋审计")
    await Grant.filter(id=actor.grant_id).update(bundles=["AUDITOR"])
    return actor


async def log(town: Town, auditor: Actor, **given: Any) -> list[Line]:
    """The whole log, page by page."""
    await town.phone.sign_in(auditor)
    lines: list[Line] = []
    after = None
    while True:
        first = given.get("first", 50)
        asked = {name: value for name, value in given.items() if name != "first"}
        page = await town.phone.send("AuditLog", filter=asked, first=first, after=after)
        assert page["__typename"] == "AuditLog", page
        lines += page["items"]
        if (after := page["after"]) is None:
            return lines


def said(lines: list[Line]) -> list[tuple[Any, ...]]:
    """The oldest first, without times and ids."""
    return [
        (one["deed"], one["who"], one["about"], one["other"], one["thing"])
        for one in reversed(lines)
    ]


async def sign_in(town: Town, number: str, password: str) -> None:
    given = {"phone": number, "password": password, "deviceLabel": "Android · Chrome"}
    await town.phone.send("SignIn", input=given)
    town.phone.clock.advance(seconds=1)


async def test_who_signed_in_who_tried_and_who_left(town: Town, auditor: Actor) -> None:
    person = await Person.get(id=town.liaison.person_id)
    hashed = await VAULT.hash(PASSWORD)
    await give_password(person.id, hashed, must_change=False, now=town.now)
    for number, password in (
        (person.phone, WRONG), ("13900000099", WRONG), (person.phone, PASSWORD),
    ):  # fmt: skip
        await sign_in(town, number, password)
    chosen = {"current": PASSWORD, "new": "qingshan-7shu"}
    set_to = await town.phone.send("SetPassword", input=chosen)
    assert set_to["__typename"] == "Me"
    town.phone.clock.advance(seconds=1)
    await town.phone.send("SignOut")
    await town.phone.send("SignOut")

    lines = await log(town, auditor, kind="SIGN_IN")

    assert said(lines) == [
        ("people.sign_in_failed", None, "张建国", None, None),
        ("people.sign_in_failed", None, None, None, None),
        ("people.session_started", "张建国", None, None, "Android · Chrome"),
        ("people.password_set", "张建国", "张建国", None, None),
        ("people.session_ended", "张建国", None, None, "Android · Chrome"),
    ]
    assert [one["facts"] for one in reversed(lines)] == [
        {"known_device": False}, {"known_device": False}, {"by": "password"},
        {"by": "password"}, {"by": "itself"},
    ]  # fmt: skip
    assert person.phone not in json.dumps(lines)


async def test_what_the_administrators_did(town: Town, admin: Actor, auditor: Actor) -> None:
    new, grant, unit = str(uuid4()), str(uuid4()), str(uuid4())
    at, until = "2026-11-18T02:00:00Z", "2027-11-18T02:00:00Z"
    given = {"id": grant, "personId": new, "role": "SUPERVISOR", "region": STREET}
    await town.phone.sign_in(admin)
    for document, variables in (
        ("SavePerson", {"input": {"id": new, "name": "周敏", "phone": "13900000044"}}),
        ("SaveGrant", {"input": given | {"bundles": ["OFFICE"], "fromAt": at}}),
        ("SaveGrant", {"input": given | {"fromAt": at, "untilAt": until}}),
        ("EndGrant", {"id": grant}),
        ("IssueResetCode", {"personId": new}),
        ("SaveUnit", {"input": {"id": unit, "name": "区教育体育局"}}),
        ("SaveSetting", {"key": "hotline", "value": "0375-1234567"}),
        ("ChangeCalendarDay", {"day": "2026-12-25", "kind": "OFF"}),
    ):
        town.phone.clock.advance(seconds=1)
        answer = await town.phone.send(document, **variables)
        assert answer["__typename"] != "Refused", (document, answer)

    accounts = await log(town, auditor, kind="ACCOUNT")
    assert said(accounts) == [
        ("people.person_saved", "周管理", "周敏", None, None),
        ("people.grant_given", "周管理", "周敏", None, None),
        ("people.grant_changed", "周管理", "周敏", None, None),
        ("people.grant_ended", "周管理", "周敏", None, None),
        ("people.reset_code_issued", "周管理", "周敏", None, None),
    ]
    given_line = accounts[-2]
    assert (given_line["role"], given_line["facts"]["bundles"]) == ("SUPERVISOR", ["OFFICE"])
    assert all(set(one["facts"]) & {"person_id", "region", "unit_id"} == set() for one in accounts)
    settings = await log(town, auditor, kind="SETTING")
    assert said(settings) == [
        ("people.unit_saved", "周管理", None, None, "区教育体育局"),
        ("people.setting_saved", "周管理", None, None, "咨询电话，可以为空"),
        ("calendar.changed", "周管理", None, None, None),
    ]
    assert settings[0]["facts"] == {"years": [2026], "days": ["2026-12-25"]}
    assert settings[1]["facts"] == {"key": "hotline", "value": '"0375-1234567"'}


async def test_tables_in_tables_out_and_hand_overs(
    town: Town, admin: Actor, auditor: Actor, tmp_path: Path
) -> None:
    enterprise = await make_enterprise("禾墨盈服装")
    await pair(town.liaison, enterprise)
    other = await make_actor(name="李秋萍")
    people = {"fromPersonId": str(town.liaison.person_id), "toPersonId": str(other.person_id)}
    colleague = await unit_actor(town.unit, "吴承办")
    issue = await town.report(town.liaison)
    await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    await town.phone.sign_in(admin)
    reply = await town.phone.http.post("/imports?kind=units", content="名称\n区水利局\n".encode())
    assert reply.status_code == 201
    town.phone.clock.advance(seconds=1)
    handed = people | {"id": str(uuid4()), "at": town.now.isoformat(), "reason": "调动"}
    assert (await town.phone.send("HandOverPairings", input=handed))["pairings"] == 1
    town.phone.clock.advance(seconds=1)
    moved = {
        "fromPersonId": str(town.handler.person_id), "toPersonId": str(colleague.person_id),
        "commandId": str(uuid4()), "reason": "调离本单位", "sealedAt": town.now.isoformat(),
    }  # fmt: skip
    assert (await town.phone.send("HandOverIssues", input=moved))["issues"] == 1
    town.phone.clock.advance(seconds=1)
    await town.phone.sign_in(town.supervisor)
    wanted = {"id": str(uuid4()), "filter": {}}
    await town.phone.send("ExportLedger", input=wanted, order="NUMBER")
    await run_due_exports(open_store(f"file:{tmp_path}/objects"), now=town.now)
    town.phone.clock.advance(seconds=1)
    assert (await town.phone.http.get(f"/exports/{wanted['id']}")).status_code == 200

    lines = await log(town, auditor)

    assert said(lines) == [
        ("imports.uploaded", "周管理", None, None, None),
        ("enterprises.pairings_handed_over", "周管理", "张建国", "李秋萍", None),
        ("handling.handed_over", "周管理", None, "吴承办", None),
        ("exports.made", "陈监督", None, None, None),
        ("exports.fetched", "陈监督", None, None, None),
    ]
    assert [one["kind"] for one in lines] == [
        "EXPORT",
        "EXPORT",
        "HAND_OVER",
        "HAND_OVER",
        "IMPORT",
    ]
    assert lines[0]["facts"] == {"rows": 1}


async def test_a_reading_of_an_identity_is_there_with_its_reason_and_nothing_protected_is(
    town: Town, auditor: Actor
) -> None:
    issue = await town.report(town.special, description=WORDS)
    reader = await make_actor(Role.SUPERVISOR, name="纪书记")
    await Grant.filter(id=reader.grant_id).update(bundles=["DISC_REVIEWER"])
    await town.look(reader, issue)
    town.phone.clock.advance(seconds=1)
    await town.phone.send("ReadIdentity", issueId=issue["id"], reason="核实举报。")

    slipped = await town.send(town.supervisor, "OpenAtDesk", **slip(town))
    await town.phone.sign_in(town.other_supervisor)
    town.phone.clock.advance(seconds=1)
    await town.phone.send("ReporterContact", issueId=slipped["id"], reason="打电话回访")

    lines = await log(town, auditor)

    assert said(lines) == [
        ("issues.protected_read", "纪书记", None, None, None),
        ("identities.read", "纪书记", None, None, None),
        ("intake.contact_read", "刘监督", None, None, None),
    ]
    assert [one["facts"] for one in lines[:2]] == [
        {"reason": "打电话回访"}, {"reason": "核实举报。"},
    ]  # fmt: skip
    phone = (await Person.get(id=town.special.person_id)).phone
    told = json.dumps(lines, ensure_ascii=False)
    for secret in (
        issue["id"],
        "马玉兰",
        str(town.special.person_id),
        phone,
        PHONE,
        "老马",
        "路灯",
    ):
        assert secret not in told
    events = await LedgerEvent.filter(subject_id=issue["id"])
    assert events
    assert not any(str(event.actor_id) in told for event in events)
    assert await log(town, auditor, name="马玉兰") == []


async def test_the_log_is_turned_page_by_page_and_filtered_by_name_and_day(
    town: Town, admin: Actor, auditor: Actor
) -> None:
    await town.phone.sign_in(admin)
    for nth in range(7):  # several in one instant
        town.phone.clock.advance(days=nth // 3)
        unit = {"id": str(uuid4()), "name": f"区第{nth}局"}
        await town.phone.send("SaveUnit", input=unit)
    await town.phone.send("IssueResetCode", personId=str(town.handler.person_id))

    whole = await log(town, auditor)
    paged = await log(town, auditor, first=2)

    assert len(whole) == 8
    assert paged == whole
    assert [one["at"] for one in whole] == sorted((one["at"] for one in whole), reverse=True)
    assert await log(town, auditor, name="管理") == whole
    assert said(await log(town, auditor, name="以砚")) == [
        ("people.reset_code_issued", "周管理", "梁以砚", None, None)
    ]
    assert await log(town, auditor, name="%") == []
    first_day = await log(town, auditor, to="2026-11-18")
    assert {one["thing"] for one in first_day} == {"区第0局", "区第1局", "区第2局"}
    later = await log(town, auditor, **{"from": "2026-11-19"})
    assert later + first_day == whole
    for after in ("x", "", "bm90aGluZw=="):
        refused = await town.phone.send("AuditLog", filter={}, first=2, after=after)
        assert (refused["code"], refused["remedy"]) == ("cursor_unknown", "FIX")


async def test_a_page_is_one_statement(
    town: Town, auditor: Actor, database: TortoiseContext
) -> None:
    await town.phone.sign_in(auditor)
    with statements(database) as said_to_it:
        await town.phone.send("AuditLog", filter={"name": "张"}, first=30)
    assert len([one for one in said_to_it if '"deed"' in one]) == 1
    assert len(said_to_it) == 2  # and the session


@pytest.mark.parametrize("bundles", [["SYS_ADMIN"], ["SEC_ADMIN"]])
async def test_who_keeps_system_or_accounts_reads_no_log(
    town: Town, admin: Actor, bundles: list[str]
) -> None:
    await town.phone.sign_in(admin)
    assert (await town.phone.send("AuditLog", filter={}, first=5))["__typename"] == "AuditLog"
    await Grant.filter(id=admin.grant_id).update(bundles=bundles)
    refused = await town.phone.send("AuditLog", filter={}, first=5)
    assert (refused["code"], refused["remedy"]) == ("not_allowed", "STOP")
