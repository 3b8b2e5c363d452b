"""Deeds on enterprises: how it shall be, said twice, has one effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from backend.enterprises import service
from backend.enterprises.models import Contact, Enterprise, Protection, QuietDay
from backend.enterprises.rules import ContactContent, EnterpriseContent
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.kernel.refusal import NotAllowed, NotFound, Refusal
from tests.enterprises.makers import (
    NOW,
    OTHER_STREET,
    STREET,
    USCCS,
    make_actor,
    make_admin,
    make_district,
    make_enterprise,
)

pytestmark = pytest.mark.usefixtures("database")
CONTENT = EnterpriseContent(
    "重庆天润机械有限公司", USCCS[0].lower(), STREET, "东安路 1 号", 33.73, 113.3
)


@pytest.fixture
async def admin() -> Actor:
    await make_district()
    return await make_admin()


async def events() -> list[str]:
    return [event.name async for event in LedgerEvent.all().order_by("happened_at")]


async def test_a_new_enterprise_is_stored_with_pinyin_and_code(admin: Actor) -> None:
    one = uuid4()

    assert await service.save_enterprise(admin, one, CONTENT, now=NOW)

    row = await Enterprise.get(id=one)
    assert (row.uscc, row.initials, len(row.code)) == (USCCS[0], "cqtrjxyxgs", 8)
    assert row.pinyin.startswith("chong qing tian run")
    assert await events() == ["enterprises.saved"]


async def test_the_same_again_changes_nothing(admin: Actor) -> None:
    one = uuid4()
    await service.save_enterprise(admin, one, CONTENT, now=NOW)

    assert not await service.save_enterprise(admin, one, CONTENT, now=NOW + timedelta(days=1))

    assert (await Enterprise.get(id=one)).changed_at == NOW
    assert await events() == ["enterprises.saved"]


async def test_a_new_name_is_spelled_anew_and_keeps_the_code(admin: Actor) -> None:
    one, later = uuid4(), NOW + timedelta(days=1)
    await service.save_enterprise(admin, one, CONTENT, now=NOW)
    code = (await Enterprise.get(id=one)).code

    await service.save_enterprise(admin, one, replace(CONTENT, name="长安银行"), now=later)

    row = await Enterprise.get(id=one)
    assert (row.initials, row.code, row.changed_at) == ("cayh", code, later)
    (event,) = await LedgerEvent.filter(happened_at=later)
    assert event.facts == {
        "created": False, "changed": ["name"], "region": STREET, "active": True,
    }  # fmt: skip


async def test_a_code_that_another_has_names_the_other(admin: Actor) -> None:
    await service.save_enterprise(admin, uuid4(), CONTENT, now=NOW)

    with pytest.raises(service.UsccTaken) as no:
        await service.save_enterprise(admin, uuid4(), replace(CONTENT, name="另一家"), now=NOW)

    assert CONTENT.name in no.value.message
    assert await Enterprise.all().count() == 1
    assert await events() == ["enterprises.saved"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "店"}, "text_length"),
        ({"uscc": "91350100M000100Y4Z"}, "uscc_wrong"),
        ({"region": "999999"}, "region_unknown"),
        ({"region": "410403001\x00"}, "region_unknown"),
        ({"region": "'; DROP TABLE enterprise"}, "region_unknown"),
        ({"lat_deg": float("nan")}, "place_outside_china"),
        ({"address": "长" * 10_000}, "text_length"),
    ],
)
async def test_what_an_admin_must_change(
    admin: Actor, change: dict[str, str | float], code: str
) -> None:
    with pytest.raises(Refusal) as no:
        await service.save_enterprise(admin, uuid4(), replace(CONTENT, **change), now=NOW)  # type: ignore[arg-type]

    assert no.value.code == code
    assert not await Enterprise.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
async def test_nobody_else_saves(role: Role) -> None:
    await make_district()

    with pytest.raises(NotAllowed):
        await service.save_enterprise(await make_actor(role), uuid4(), CONTENT, now=NOW)


async def test_an_admin_of_one_street_takes_no_enterprise_from_another(admin: Actor) -> None:
    one = await make_enterprise(region=OTHER_STREET)
    street_admin = replace(admin, region=STREET)

    with pytest.raises(NotAllowed):
        await service.save_enterprise(street_admin, one, CONTENT, now=NOW)


async def test_contacts_belong_to_one_enterprise(admin: Actor) -> None:
    one, other, contact = await make_enterprise(), await make_enterprise("别家商行"), uuid4()
    said = ContactContent(one, " 李经理 ", "经理", "138 0000 0000")

    assert await service.save_contact(admin, contact, said, now=NOW)
    assert not await service.save_contact(admin, contact, said, now=NOW)
    with pytest.raises(NotFound):
        await service.save_contact(admin, contact, replace(said, enterprise_id=other), now=NOW)
    with pytest.raises(NotFound):
        await service.save_contact(admin, uuid4(), replace(said, enterprise_id=uuid4()), now=NOW)

    row = await Contact.get()
    assert (row.name, row.phone, row.enterprise_id) == ("李经理", "13800000000", one)


async def test_a_protection_ends_by_being_given_a_last_day(admin: Actor) -> None:
    one, since = await make_enterprise(), date(2026, 1, 1)

    async def protect(since: date, until: date | None) -> bool:
        return await service.save_protection(
            admin, one, since=since, until=until, note="", now=NOW + timedelta(hours=1)
        )

    assert await protect(since, None)
    assert not await protect(since, None)
    with pytest.raises(service.ProtectionOverlaps):
        await protect(date(2026, 3, 1), None)
    assert await protect(since, date(2026, 2, 28))
    assert await protect(date(2026, 3, 1), None)

    assert [row.until async for row in Protection.all().order_by("since")] == [
        date(2026, 2, 28),
        None,
    ]
    assert (await Enterprise.get(id=one)).changed_at == NOW + timedelta(hours=1)


async def test_a_protection_does_not_end_before_it_begins(admin: Actor) -> None:
    one = await make_enterprise()

    with pytest.raises(Refusal) as no:
        await service.save_protection(
            admin, one, since=date(2026, 2, 1), until=date(2026, 1, 31), note="", now=NOW
        )

    assert (no.value.code, no.value.field) == ("day_out_of_reach", "until")


async def test_a_quiet_day_is_noted_once_and_lifted(admin: Actor) -> None:
    one, day = await make_enterprise(), date(2026, 5, 20)

    async def note(quiet: bool) -> bool:
        return await service.save_quiet_day(admin, one, day=day, quiet=quiet, now=NOW)

    assert [await note(quiet) for quiet in (True, True)] == [True, False]
    assert await QuietDay.all().count() == 1
    assert [await note(quiet) for quiet in (False, False)] == [True, False]
    assert await QuietDay.all().count() == 0


@pytest.mark.parametrize("day", [date(2026, 5, 12), date(2028, 1, 1), date(1, 1, 1), date.max])
async def test_a_quiet_day_lies_within_a_year(admin: Actor, day: date) -> None:
    one = await make_enterprise()

    with pytest.raises(Refusal) as no:
        await service.save_quiet_day(admin, one, day=day, quiet=True, now=NOW)

    assert no.value.code == "day_out_of_reach"
