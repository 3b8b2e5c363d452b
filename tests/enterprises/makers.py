"""Believable rows for tests about enterprises; say only what the test is about."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from backend.enterprises import service
from backend.enterprises.models import Pairing
from backend.enterprises.rules import EnterpriseContent
from backend.kernel.actor import Actor, Role
from backend.people.models import Grant, Person, Region, Setting, Unit
from backend.people.settings import packed

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 5, 13, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in the district
DISTRICT, STREET, OTHER_STREET = "410403", "410403001", "410403002"
USCCS = ["91330100799655058B", "9144030071526726XG", "914403001922038216"]


async def make_district() -> None:
    """Three regions and the district's code."""
    for code, level, parent, name in (
        (DISTRICT, "district", None, "卫东区"),
        (STREET, "street", DISTRICT, "东安路街道"),
        (OTHER_STREET, "street", DISTRICT, "优越路街道"),
    ):
        await Region.create(code=code, level=level, parent=parent, name=name)
    await Setting.create(key="district_code", value=packed(DISTRICT), changed_at=LONG_AGO)


async def make_unit(name: str = "") -> Unit:
    return await Unit.create(id=uuid4(), name=name or f"单位{uuid4().hex[:6]}")


async def make_actor(
    role: Role = Role.LIAISON, *, region: str | None = DISTRICT, name: str = "张建国"
) -> Actor:
    """A person with one grant, acting in it."""
    unit = await make_unit()
    phone = f"138{uuid4().int % 10**8:08}"
    person = await Person.create(id=uuid4(), name=name, phone=phone, unit=unit)
    grant = await Grant.create(
        id=uuid4(), person=person, role=role, unit=unit, region=region, from_at=LONG_AGO
    )
    return Actor(person.id, grant.id, role, unit.id, region)


async def make_admin() -> Actor:
    return await make_actor(Role.ADMIN, region=None, name="钱管理")


async def make_enterprise(
    name: str = "天润机械", *, region: str = STREET, uscc: str | None = None, now: datetime = NOW
) -> UUID:
    """Made through the deed, by an admin of its own."""
    enterprise_id = uuid4()
    content = EnterpriseContent(name=name, uscc=uscc, region=region)
    await service.save_enterprise(await make_admin(), enterprise_id, content, now=now)
    return enterprise_id


async def pair(
    liaison: Actor,
    enterprise_id: UUID,
    *,
    tier: int = 1,
    since: datetime = LONG_AGO,
    until: datetime | None = None,
) -> UUID:
    row = await Pairing.create(
        id=uuid4(),
        liaison_id=liaison.person_id,
        enterprise_id=enterprise_id,
        tier=tier,
        from_at=since,
        until_at=until,
    )
    return row.id
