"""The admin's list: one statement, keyset pages, found by name, sound, code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tortoise.context import TortoiseContext

from backend.enterprises import queries, service
from backend.enterprises.models import Contact, Enterprise, QuietDay
from backend.enterprises.queries import EnterpriseLine
from backend.kernel import page
from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import NotAllowed
from tests.enterprises.makers import (
    NOW,
    OTHER_STREET,
    STREET,
    USCCS,
    make_actor,
    make_admin,
    make_district,
    make_enterprise,
    pair,
)
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
async def admin() -> Actor:
    await make_district()
    return await make_admin()


async def listed(
    admin: Actor, text: str = "", *, region: str | None = None, after: str | None = None
) -> list[EnterpriseLine]:
    return await queries.enterprises_page(
        admin, text=text, region=region, first=2, after=after, now=NOW
    )


async def test_a_page_is_one_statement_with_everything_in_it(
    admin: Actor, database: TortoiseContext
) -> None:
    one = await make_enterprise("天润机械", uscc=USCCS[0])
    liaison = await make_actor(name="张建国")
    await pair(liaison, one, tier=2)
    for name, active in (("李经理", True), ("走了的人", False)):
        await Contact.create(id=uuid4(), enterprise_id=one, name=name, active=active)
    for since, until in ((date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 5, 13), None)):
        await service.save_protection(admin, one, since=since, until=until, note="重点", now=NOW)
    yesterday, today, later = (NOW.date() + timedelta(days=days) for days in (-1, 0, 40))
    await QuietDay.bulk_create(
        QuietDay(id=uuid4(), enterprise_id=one, day=day) for day in (later, yesterday, today)
    )

    with statements(database) as said:
        (line,) = await listed(admin)

    assert len(said) == 1, said
    assert [contact.name for contact in line.contacts] == ["李经理"]
    (pairing,) = line.pairings
    assert (pairing.person_id, pairing.person_name, pairing.tier) == (
        liaison.person_id,
        "张建国",
        2,
    )
    assert pairing.from_at.tzinfo is not None
    assert line.protection == queries.ProtectionLine(date(2026, 5, 13), None, "重点")
    assert line.quiet_days == [today, later]
    assert (line.uscc, line.region_name) == (USCCS[0], "东安路街道")


@pytest.mark.parametrize(
    "text",
    ["天润", "tianrun", "tian run", "TRJX", "trj", USCCS[0][:8], USCCS[0].lower(), " 润机 "],
)
async def test_it_is_found_by(admin: Actor, text: str) -> None:
    await make_enterprise("天润机械", uscc=USCCS[0])
    await make_enterprise("长安银行")

    assert [line.name for line in await listed(admin, text)] == ["天润机械"]


async def test_it_is_found_by_the_code_on_its_door(admin: Actor) -> None:
    row = await Enterprise.get(id=await make_enterprise())
    await make_enterprise("长安银行")

    assert [line.id for line in await listed(admin, row.code.lower())] == [row.id]


@pytest.mark.parametrize(
    "text", ["%", "_", "\\", "';--", "\x00", "\ud800", "长" * 10_000, "A" * 10_000]
)
async def test_signs_are_only_signs(admin: Actor, text: str) -> None:
    await make_enterprise()

    found = await listed(admin, text)

    assert len(found) == (1 if text in {"\x00", "\ud800"} else 0)  # nothing left to look for


async def test_page_after_page_each_once(admin: Actor) -> None:
    made = [await make_enterprise(name) for name in ("丙店", "甲店", "甲店", "乙店", "丁店")]
    seen: list[EnterpriseLine] = []
    after = None
    for _ in range(3):
        lines = (await listed(admin, after=after))[:2]
        seen += lines
        after = page.text_cursor(lines[-1].name, lines[-1].id)

    assert sorted(line.id for line in seen) == sorted(made)


async def test_a_region_narrows_and_so_does_the_admins_own(admin: Actor) -> None:
    for region in (STREET, OTHER_STREET):
        await make_enterprise(region=region)

    assert [x.region for x in await listed(admin, region=STREET)] == [STREET]
    street_admin = replace(admin, region=OTHER_STREET)
    assert [x.region for x in await listed(street_admin)] == [OTHER_STREET]
    assert await listed(street_admin, region=STREET) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
async def test_nobody_else_lists(role: Role) -> None:
    with pytest.raises(NotAllowed):
        await listed(await make_actor(role))


async def test_a_foreign_cursor_is_refused(admin: Actor) -> None:
    for cursor in ("not-ours", page.text_cursor("长" * 500, uuid4())):
        with pytest.raises(page.CursorUnknown):
            await listed(admin, after=cursor)


async def test_what_changed_a_moment_ago_is_listed(admin: Actor) -> None:
    one = await make_enterprise(now=NOW - timedelta(days=1))
    await service.save_quiet_day(admin, one, day=date(2026, 5, 20), quiet=True, now=NOW)

    assert [line.id for line in await listed(admin)] == [one]
