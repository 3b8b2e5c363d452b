"""Passwords and reset codes: what is taken, what ends, what works once."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from backend.people import passwords
from backend.people.models import Credential, ResetCode, Session
from backend.people.rules import NewPerson
from backend.people.service import issue_reset_code, save_person
from tests.fixtures.phone import Clock
from tests.people.conftest import ADMIN, PASSWORD, START, Browser, Browsers, District

PHONE, NEW = "13900000012", "湛河边的三棵银杏树真高"


async def change(browser: Browser, new: str = NEW, current: str = PASSWORD) -> dict[str, Any]:
    return await browser.send("people/SetPassword", input={"current": current, "new": new})


async def reset(browser: Browser, code: str, *, phone: str = PHONE, new: str = NEW) -> Any:
    given = {"phone": phone, "code": code, "newPassword": new, "deviceLabel": ""}
    return await browser.send("people/UseResetCode", input=given)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("九个字符的密码太短", "password_length"),
        ("x" * 129, "password_length"),
        ("my-13900000012", "password_personal"),
        ("my-１３９００００００１２", "password_personal"),
        ("赵明远的密码好长好长", "password_personal"),
        ("1234567890", "password_common"),
        ("QwertyUIOP", "password_common"),
        ("aaaaaaaaaaaa", "password_common"),
        ("abcdefghijkl", "password_common"),
        ("9876543210", "password_common"),
        (PASSWORD, "password_unchanged"),
    ],
)
async def test_a_password_that_is_not_taken_says_why_and_changes_nothing(
    browser: Browsers, district: District, new: str, code: str
) -> None:
    phone = browser()
    await phone.sign_in(PHONE)
    before = await Credential.get(person_id=district.person.id)
    refused = await change(phone, new)
    assert (refused["code"], refused["remedy"], refused["field"]) == (code, "FIX", "new")
    after = await Credential.get(person_id=district.person.id)
    assert after.password_hash == before.password_hash


@pytest.mark.parametrize(
    "new", [NEW, "x y z w v u!", "😀🎈🍀🌊🐟🌱🚲🧭📎🔭", "a\x00bcdefghijk", "lowercase only"]
)
async def test_no_classes_of_characters_are_asked_for(
    browser: Browsers, district: District, new: str
) -> None:
    del district
    phone = browser()
    await phone.sign_in(PHONE)
    assert (await change(phone, new))["__typename"] == "Me"
    assert (await browser().sign_in(PHONE, new))["__typename"] == "Me"
    assert (await browser().sign_in(PHONE))["code"] == "wrong_password"


async def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(
    browser: Browsers, district: District
) -> None:
    del district
    phone, elsewhere = browser(), browser()
    await phone.sign_in(PHONE)
    await elsewhere.sign_in(PHONE)
    assert (await change(phone))["mustChangePassword"] is False
    assert (await phone.send("people/Me"))["__typename"] == "Me"
    assert (await elsewhere.send("people/Me"))["code"] == "sign_in_needed"


async def test_the_present_password_is_asked_for_and_guessing_it_locks(
    browser: Browsers, district: District
) -> None:
    del district
    phone = browser()
    await phone.sign_in(PHONE)
    answers = [await change(phone, current="guess") for _ in range(6)]
    assert [(a["code"], a["facts"].get("left")) for a in answers] == [
        *(("wrong_current_password", left) for left in (4, 3, 2, 1)),
        ("locked", None),
        ("locked", None),
    ]


async def test_with_the_initial_password_only_three_things_can_be_done(
    browser: Browsers, district: District
) -> None:
    del district
    newcomer = NewPerson(uuid4(), "周敏", "13900000044")
    initial = await save_person(ADMIN, newcomer, now=START)
    assert initial is not None
    phone = browser()
    me = await phone.sign_in("13900000044", initial)
    assert me["mustChangePassword"] is True

    assert (await phone.send("people/Me"))["mustChangePassword"] is True
    for document in ("admin/Units", "admin/Settings", "people/Devices"):
        refused = await phone.send(document)
        assert (refused["code"], refused["remedy"]) == ("password_change_needed", "SIGN_IN")
    assert (await change(phone, initial, initial))["code"] == "password_unchanged"
    assert (await change(phone, NEW, initial))["mustChangePassword"] is False
    assert (await phone.send("admin/Units"))["code"] == "grant_not_in_force"
    assert (await browser().sign_in("13900000044", NEW))["mustChangePassword"] is False


async def test_the_initial_password_is_told_once_and_kept_nowhere(district: District) -> None:
    del district
    newcomer = NewPerson(uuid4(), "周敏", "13900000044")
    initial = await save_person(ADMIN, newcomer, now=START)
    assert initial is not None
    assert len(initial) == 14
    assert not set("0O1Il") & set(initial)
    assert await save_person(ADMIN, newcomer, now=START) is None
    row = await Credential.get(person_id=newcomer.id)
    assert row.must_change is True
    assert initial not in row.password_hash
    assert row.password_hash.startswith("$argon2id$")


async def test_a_reset_code_sets_a_password_signs_in_and_ends_what_was(
    browser: Browsers, district: District
) -> None:
    thief = browser()
    await thief.sign_in(PHONE)
    code, until = await issue_reset_code(ADMIN, district.person.id, now=START)
    assert (until - START).total_seconds() == 1800
    assert len(code) == 8
    assert not set("0O1I") & set(code)

    phone = browser()
    me = await reset(phone, f" {code[:4].lower()}-{code[4:]} ")
    assert (me["__typename"], me["mustChangePassword"]) == ("Me", False)
    assert (await phone.send("people/Me"))["__typename"] == "Me"
    assert (await thief.send("people/Me"))["code"] == "sign_in_needed"
    assert (await browser().sign_in(PHONE))["code"] == "wrong_password"
    assert (await browser().sign_in(PHONE, NEW))["__typename"] == "Me"

    again = await reset(browser(), code)
    assert (again["code"], again["facts"]) == ("wrong_reset_code", {"left": 4})


async def test_a_code_holds_for_thirty_minutes_and_a_newer_one_voids_it(
    browser: Browsers, district: District, clock: Clock
) -> None:
    first, _ = await issue_reset_code(ADMIN, district.person.id, now=START)
    second, _ = await issue_reset_code(ADMIN, district.person.id, now=START)
    assert (await reset(browser(), first))["code"] == "wrong_reset_code"
    clock.advance(minutes=30)
    assert (await reset(browser(), second))["code"] == "wrong_reset_code"
    clock.advance(seconds=-1)
    assert (await reset(browser(), second))["__typename"] == "Me"


async def test_codes_are_throttled_apart_from_passwords_and_unknown_numbers_alike(
    browser: Browsers, district: District
) -> None:
    code, _ = await issue_reset_code(ADMIN, district.person.id, now=START)
    phone, unknown = browser(), browser()
    for _ in range(6):
        await phone.sign_in(PHONE, "forgotten")
    for left in (4, 3, 2, 1, None, None):
        answers = [
            await reset(phone, "ABCD2345"),
            await reset(unknown, "ABCD2345", phone="13900009999"),
        ]
        assert answers[0] == answers[1]
        assert answers[0]["facts"].get("left") == left
    assert (await reset(phone, code))["code"] == "locked"
    assert (await reset(browser(), code))["__typename"] == "Me"


async def test_a_password_that_is_not_taken_does_not_use_the_code_up(
    browser: Browsers, district: District
) -> None:
    code, _ = await issue_reset_code(ADMIN, district.person.id, now=START)
    phone = browser()
    for new in ("short", "13900000012 yes", "1234567890", "赵明远的密码好长好长"):
        refused = await reset(phone, code, new=new)
        assert (refused["remedy"], refused["field"]) == ("FIX", "newPassword")
    assert await ResetCode.filter(used_at=None).count() == 1
    assert (await reset(phone, code))["__typename"] == "Me"


async def test_two_devices_with_one_code_one_gets_in(browser: Browsers, district: District) -> None:
    code, _ = await issue_reset_code(ADMIN, district.person.id, now=START)
    answers = await asyncio.gather(*(reset(browser(), code) for _ in range(4)))
    kinds = sorted(answer["__typename"] for answer in answers)
    assert kinds == ["Me", "Refused", "Refused", "Refused"]
    assert await Session.filter(person_id=district.person.id, ended_at=None).count() == 1


async def test_a_stored_hash_of_something_else_lets_nobody_in() -> None:
    assert await passwords.VAULT.verify("no hash at all", "x") is False
    assert await passwords.VAULT.verify(None, "x") is False
