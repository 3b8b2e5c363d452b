"""Signing in: who gets in, who is locked, and that nobody learns which numbers have an account."""

from __future__ import annotations

import asyncio
from typing import Literal

import pytest
from argon2 import PasswordHasher

from backend.people import passwords
from backend.people.lockout import PER_ADDRESS
from backend.people.models import Credential, Person, Session, SignInTry
from backend.people.service import give_password
from backend.people.session import DEVICE_COOKIE, SESSION_COOKIE
from tests.fixtures.phone import Clock
from tests.people.conftest import PASSWORD, START, Browser, Browsers, District

PHONE, UNKNOWN = "13900000012", "13900009999"


async def fail(browser: Browser, times: int, phone: str = PHONE) -> list[tuple[str, object]]:
    answers = [await browser.sign_in(phone, "wrong password") for _ in range(times)]
    return [(a["code"], a["facts"].get("left", a["facts"].get("clock"))) for a in answers]


@pytest.mark.parametrize(
    "phone",
    [PHONE, "+86 139-0000-0012", "0086 13900000012", "１３９００００００１２", " 139 0000 0012 "],
)
async def test_the_number_may_be_written_in_any_way(
    browser: Browsers, district: District, phone: str
) -> None:
    phone_in_hand = browser()
    me = await phone_in_hand.sign_in(phone)

    assert me["person"]["name"] == "赵明远"
    assert me["person"]["phone"] == PHONE
    assert [grant["label"] for grant in me["grants"]] == ["包联干部 · 东安路街道"]
    assert me["badges"] == {"unread": 0, "pendingReviews": None}
    assert me["mustChangePassword"] is False
    assert set(phone_in_hand.cookies) == {SESSION_COOKIE, DEVICE_COOKIE}
    row = await Session.get(person_id=district.person.id)
    assert phone_in_hand.cookies[SESSION_COOKIE] not in repr(vars(row))


async def test_tries_count_down_then_lock_until_a_time_that_is_told(
    browser: Browsers, district: District, clock: Clock
) -> None:
    del district
    stranger = browser()
    assert await fail(stranger, 5) == [
        ("wrong_password", 4),
        ("wrong_password", 3),
        ("wrong_password", 2),
        ("wrong_password", 1),
        ("locked", "10:15"),
    ]
    refused = await stranger.sign_in(PHONE)
    assert (refused["code"], refused["remedy"]) == ("locked", "FIX")
    assert refused["message"] == "已锁定，到 10:15 再试。"
    assert refused["facts"]["until"] == "2026-11-18T02:15:00+00:00"
    assert SESSION_COOKIE not in stranger.cookies

    clock.advance(minutes=15)
    assert (await stranger.sign_in(PHONE))["__typename"] == "Me"


async def test_a_locked_try_is_neither_verified_nor_counted(
    browser: Browsers, district: District, clock: Clock
) -> None:
    del district
    stranger = browser()
    await fail(stranger, 5)
    clock.advance(minutes=14)
    await fail(stranger, 3)
    assert await SignInTry.all().count() == 5
    clock.advance(minutes=1)
    assert await fail(stranger, 1) == [("wrong_password", 4)]


async def test_a_device_that_signed_in_before_is_never_locked_by_others(
    browser: Browsers, district: District, clock: Clock
) -> None:
    del district
    own = browser()
    await own.sign_in(PHONE)
    await own.send("people/SignOut")
    for _ in range(5):
        await fail(browser(), 5)  # each a new device, all behind the same address
    assert await fail(browser(), 1) == [("locked", "10:15")]

    assert (await own.sign_in(PHONE))["__typename"] == "Me"
    assert await fail(own, 4) == [("wrong_password", left) for left in (4, 3, 2, 1)]
    clock.advance(seconds=1)
    assert (await own.sign_in(PHONE))["__typename"] == "Me"


async def test_a_device_that_was_disowned_is_a_stranger_again(
    browser: Browsers, district: District
) -> None:
    del district
    lost, own = browser(), browser()
    lost_id = (await lost.sign_in(PHONE))["sessionId"]
    await own.sign_in(PHONE)
    await own.send("people/RevokeDevice", sessionId=lost_id)
    for _ in range(5):
        await fail(browser(), 5)
    assert (await lost.sign_in(PHONE))["code"] == "locked"
    assert (await own.send("people/Me"))["__typename"] == "Me"
    await own.send("people/SignOut")
    assert (await own.sign_in(PHONE))["__typename"] == "Me"


async def test_throwing_the_cookie_away_gains_twenty_tries_in_all(
    browser: Browsers, district: District
) -> None:
    del district
    codes = [(await fail(browser(), 1))[0][0] for _ in range(22)]
    assert codes == ["wrong_password"] * 19 + ["locked"] * 3


async def test_an_address_that_tries_many_numbers_is_locked(
    browser: Browsers, district: District
) -> None:
    del district
    for number in range(PER_ADDRESS):
        await fail(browser(), 1, f"1380000{number:04}")
    assert await fail(browser(), 1) == [("locked", "10:15")]
    elsewhere = browser("198.51.100.9")
    assert (await elsewhere.sign_in(PHONE))["__typename"] == "Me"


async def test_an_unknown_number_answers_exactly_as_a_known_one(
    browser: Browsers, district: District
) -> None:
    known, unknown, closed, nonsense = (browser() for _ in range(4))
    await Person.filter(id=district.other.id).update(active=False)
    for _ in range(6):
        answers = [
            await known.sign_in(PHONE, "wrong password"),
            await unknown.sign_in(UNKNOWN, "wrong password"),
            await closed.sign_in(district.other.phone),
            await nonsense.sign_in("管理员", "wrong password"),
        ]
        assert all(answer == answers[0] for answer in answers)


class Counting(PasswordHasher):
    """Counts what it verifies; otherwise argon2 as it is."""

    verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        type(self).verified += 1
        return super().verify(hash, password)


@pytest.mark.parametrize("phone", [PHONE, UNKNOWN, "no number"])
async def test_an_unknown_number_costs_one_verification_like_any_other(
    browser: Browsers, district: District, phone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del district
    counting = Counting(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(Counting, "verified", 0)
    monkeypatch.setattr(passwords.VAULT, "hasher", counting)
    await browser().sign_in(phone, "wrong password")
    assert Counting.verified == 1


async def test_copies_in_flight_do_not_get_more_than_five_tries(
    browser: Browsers, district: District
) -> None:
    del district
    one = browser()
    await fail(one, 1)  # the device has its cookie
    answers = await asyncio.gather(*(one.sign_in(PHONE, "wrong password") for _ in range(12)))
    tried = [a for a in answers if a["code"] == "wrong_password"]
    assert len(tried) <= 3
    assert await SignInTry.filter(ok=False).count() <= 5


async def test_a_hash_of_other_costs_is_renewed_when_its_password_comes(
    browser: Browsers, district: District
) -> None:
    dear = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    await give_password(district.person.id, dear, must_change=False, now=START)
    assert (await browser().sign_in(PHONE))["__typename"] == "Me"
    row = await Credential.get(person_id=district.person.id)
    assert row.password_hash != dear
    assert (await browser().sign_in(PHONE))["__typename"] == "Me"


@pytest.mark.parametrize(
    "junk", ["", "\x00", "\ud800", "x" * 10_000, "１" * 11, "'; --", "😀" * 50, "0086" * 20]
)
async def test_junk_is_answered_like_a_wrong_password(
    browser: Browsers, district: District, junk: str
) -> None:
    del district
    given = {"phone": junk, "password": junk, "deviceLabel": junk}
    answer = await browser().send("people/SignIn", input=given)
    assert (answer["code"], answer["facts"]) == ("wrong_password", {"left": 4})


async def test_any_label_of_a_device_is_kept_short_and_on_one_line(
    browser: Browsers, district: District
) -> None:
    for label, kept in (
        ("a\nb\x00c", "a bc"),
        ("半个\ud83d", "半个"),
        ("长" * 200, "长" * 80),
        ("", "没有名字的设备"),
    ):
        given = {"phone": PHONE, "password": PASSWORD, "deviceLabel": label}
        await browser().send("people/SignIn", input=given)
        assert await Session.exists(person_id=district.person.id, label=kept)
