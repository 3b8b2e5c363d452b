"""Sessions: how long they last, where they are listed, how they end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.kernel.actor import Role
from backend.people import service
from backend.people.models import Person, Session
from backend.people.rules import NewPerson
from backend.people.service import save_setting
from backend.people.session import DEVICE_COOKIE, SESSION_COOKIE, authenticate, device_of
from tests.fixtures.phone import Clock
from tests.people.conftest import ADMIN, START, Browser, Browsers, District, give

PHONE, OTHER = "13900000012", "13900000013"


async def test_without_a_session_the_remedy_is_to_sign_in(
    browser: Browsers, district: District
) -> None:
    del district
    for document in ("people/Me", "people/Devices"):
        refused = await browser().send(document)
        assert (refused["code"], refused["remedy"]) == ("sign_in_needed", "SIGN_IN")
    revoked = await browser().send("people/RevokeDevice", sessionId=str(uuid4()))
    assert revoked["code"] == "sign_in_needed"


async def test_signing_out_ends_the_session_and_once_more_is_no_mistake(
    browser: Browsers, district: District
) -> None:
    del district
    phone = browser()
    await phone.sign_in(PHONE)
    kept = dict(phone.cookies)
    assert await phone.send("people/SignOut") == {"__typename": "Ok", "ok": True}
    assert set(phone.cookies) == {DEVICE_COOKIE}

    phone.cookies = kept  # somebody kept a copy of the cookie
    assert (await phone.send("people/Me"))["code"] == "sign_in_needed"
    assert (await phone.send("people/SignOut"))["__typename"] == "Ok"


async def test_a_session_ends_after_days_without_use_and_use_puts_that_off(
    browser: Browsers, district: District, clock: Clock
) -> None:
    await save_setting(ADMIN, "session_days", 14, now=START)
    phone = browser()
    await phone.sign_in(PHONE)
    clock.advance(days=13, hours=23)
    assert (await phone.send("people/Me"))["__typename"] == "Me"
    clock.advance(days=13, hours=23)
    assert (await phone.send("people/Me"))["__typename"] == "Me"
    clock.advance(days=14)
    assert (await phone.send("people/Me"))["code"] == "sign_in_needed"
    assert await Session.filter(person_id=district.person.id).count() == 1


async def test_use_is_written_down_at_most_every_quarter_of_an_hour(
    browser: Browsers, district: District, clock: Clock
) -> None:
    phone = browser()
    await phone.sign_in(PHONE)
    for minutes, written in ((14, 0), (1, 15), (14, 15), (1, 30)):
        clock.advance(minutes=minutes)
        await phone.send("people/Me")
        row = await Session.get(person_id=district.person.id)
        assert row.last_seen_at == START + timedelta(minutes=written)


async def test_devices_lists_ones_own_and_another_can_be_ended(
    browser: Browsers, district: District, clock: Clock
) -> None:
    del district
    phone, lost, stranger = browser(), browser(), browser()
    await lost.sign_in(PHONE)
    clock.advance(minutes=1)
    await phone.sign_in(PHONE)
    await stranger.sign_in(OTHER)

    items = (await phone.send("people/Devices"))["items"]
    assert [(d["label"], d["current"]) for d in items] == [
        ("Android · Chrome", True),
        ("Android · Chrome", False),
    ]
    lost_id = items[1]["sessionId"]
    hidden = await stranger.send("people/RevokeDevice", sessionId=lost_id)
    assert (hidden["code"], hidden["remedy"]) == ("not_found", "STOP")
    assert (await lost.send("people/Me"))["__typename"] == "Me"

    for _ in range(2):  # a repeated tap changes nothing
        assert (await phone.send("people/RevokeDevice", sessionId=lost_id))["ok"] is True
    assert (await lost.send("people/Me"))["code"] == "sign_in_needed"
    assert len((await phone.send("people/Devices"))["items"]) == 1
    absent = await phone.send("people/RevokeDevice", sessionId=str(uuid4()))
    assert {**absent, "field": None} == {**hidden, "field": None}


async def test_a_device_holds_one_session_and_another_person_ends_it(
    browser: Browsers, district: District
) -> None:
    shared = browser()
    await shared.sign_in(PHONE)
    first = shared.cookies[SESSION_COOKIE]
    assert (await shared.sign_in(OTHER))["person"]["name"] == "钱立新"
    assert await authenticate({SESSION_COOKIE: first}, None, START) is None
    assert await Session.filter(person_id=district.person.id, ended_at=None).count() == 0


async def test_a_closed_account_is_out_at_once(browser: Browsers, district: District) -> None:
    phone = browser()
    await phone.sign_in(PHONE)
    person = district.person
    closed = NewPerson(person.id, person.name, person.phone, "", person.unit_id, False)
    await service.save_person(ADMIN, closed, now=START)
    assert (await phone.send("people/Me"))["code"] == "sign_in_needed"
    assert (await phone.sign_in(PHONE))["code"] == "wrong_password"

    await Person.filter(id=person.id).update(active=True)
    assert (await phone.send("people/Me"))["code"] == "sign_in_needed"


@pytest.mark.parametrize(
    "token", ["", "short", "x" * 43, "x" * 5000, "\x00" * 40, "\ud800" * 40, "钥" * 40]
)
async def test_a_token_of_nobodys_is_nobody(district: District, token: str) -> None:
    del district
    assert await authenticate({SESSION_COOKIE: token}, None, START) is None


def test_a_device_cookie_that_is_not_ours_is_none() -> None:
    own = uuid4()
    assert device_of({DEVICE_COOKIE: str(own)}) == own
    for value in ("", "1", "x" * 36, "\ud800"):
        assert device_of({DEVICE_COOKIE: value}) is None
    assert device_of({}) is None


async def arrive(browser: Browser, grant: str | None, clock: Clock) -> dict[str, Any]:
    arrival = await authenticate(browser.cookies, grant, clock.now)
    assert arrival is not None
    return {
        "actor": arrival.actor and arrival.actor.grant_id,
        "sender": arrival.sender and arrival.sender.grant_id,
        "in_force": {actor.grant_id for actor in arrival.in_force},
    }


async def test_the_acting_grant_is_the_persons_own_and_in_force_for_questions(
    browser: Browsers, district: District, clock: Clock
) -> None:
    phone = browser()
    await phone.sign_in(PHONE)
    own = district.liaison
    ended = await give(district.person.id, Role.SUPERVISOR, region="410403", until_at=START)

    for header in (None, str(own), str(own).upper()):
        expected: dict[str, Any] = {"actor": own, "sender": own, "in_force": {own}}
        assert await arrive(phone, header, clock) == expected
    past = await arrive(phone, str(ended), clock)
    assert (past["actor"], past["sender"]) == (None, ended)
    for foreign in (str(district.administration), str(uuid4()), "", "\x00", "x" * 9999):
        none = await arrive(phone, foreign, clock)
        assert (none["actor"], none["sender"]) == (None, None)


async def test_with_several_grants_and_no_header_none_is_chosen(
    browser: Browsers, district: District, clock: Clock
) -> None:
    phone = browser()
    await phone.sign_in(PHONE)
    second = await give(district.person.id, Role.SUPERVISOR, region="410403")
    arrived = await arrive(phone, None, clock)
    assert (arrived["actor"], arrived["sender"]) == (None, None)
    assert arrived["in_force"] == {district.liaison, second}


async def test_the_actor_carries_role_reach_and_bundles(
    browser: Browsers, district: District, clock: Clock
) -> None:
    phone = browser()
    await phone.sign_in(PHONE)
    arrival = await authenticate(phone.cookies, str(district.liaison), clock.now)
    assert arrival is not None
    actor = arrival.actor
    assert actor is not None
    assert type(actor.person_id) is UUID
    assert (actor.person_id, actor.role) == (district.person.id, Role.LIAISON)
    assert (actor.region, actor.unit_id, actor.bundles) == ("410403001", None, frozenset())
    assert actor.stands_in_for is None
