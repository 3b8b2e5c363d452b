"""Makers of believable rows. Each returns one saved row; say only what the test is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from backend.enterprises.models import Contact, Enterprise, Pairing, PairingLoan
from backend.evidence.models import Photo
from backend.kernel.actor import Actor, Role
from backend.people.models import Grant, Person, Region, Unit

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 on the wall
DISTRICT, STREET, OTHER_STREET = "410403", "410403001", "410403002"
TOPIC = "utilities"


async def make_unit(name: str = "") -> Unit:
    return await Unit.create(id=uuid4(), name=name or f"单位{uuid4().hex[:6]}")


async def make_actor(
    role: Role = Role.LIAISON,
    *,
    region: str | None = DISTRICT,
    name: str = "张建国",
    until: datetime | None = None,
) -> Actor:
    """A person with one grant, acting in it."""
    unit = await make_unit()
    person = await Person.create(
        id=uuid4(), name=name, phone=f"138{uuid4().int % 10**8:08d}", unit=unit
    )
    grant = await grant_of(person.id, role, region=region, until=until, unit_id=unit.id)
    return Actor(person.id, grant.id, role, unit.id, region)


async def grant_of(
    person_id: UUID,
    role: Role,
    *,
    region: str | None = DISTRICT,
    until: datetime | None = None,
    unit_id: UUID | None = None,
) -> Grant:
    return await Grant.create(
        id=uuid4(), person_id=person_id, role=role, unit_id=unit_id, region=region,
        from_at=LONG_AGO, until_at=until,
    )  # fmt: skip


async def make_region(code: str = STREET, name: str = "东安路街道") -> Region:
    return await Region.create(code=code, level="street", parent=DISTRICT, name=name)


async def make_enterprise(name: str = "天润机械", *, region: str = STREET) -> Enterprise:
    return await Enterprise.create(
        id=uuid4(), code=uuid4().hex[:8], name=name, region=region, pinyin="tian run ji xie",
        initials="trjx", changed_at=LONG_AGO,
    )  # fmt: skip


async def make_contact(enterprise: Enterprise, name: str = "周敏") -> Contact:
    return await Contact.create(id=uuid4(), enterprise=enterprise, name=name, title="厂长")


async def pair(liaison: Actor, enterprise: Enterprise, *, until: datetime | None = None) -> Pairing:
    return await Pairing.create(
        id=uuid4(), liaison_id=liaison.person_id, enterprise=enterprise, tier=1,
        from_at=LONG_AGO, until_at=until,
    )  # fmt: skip


async def lend_pairings(lender: Actor, to: Actor) -> PairingLoan:
    return await PairingLoan.create(
        id=uuid4(), from_person_id=lender.person_id, to_person_id=to.person_id,
        from_at=LONG_AGO, until_at=NOW + timedelta(days=400),
    )  # fmt: skip


async def make_photo(owner: Actor) -> UUID:
    """A photo that has arrived and is bound to nothing yet."""
    photo_id = uuid4()
    await Photo.create(
        id=photo_id, owner_id=owner.person_id, sha256=sha_of(photo_id), size_bytes=1,
        media_type="image/jpeg", width_px=4, height_px=3, check_code="7K4M92QX",
        received_at=LONG_AGO,
    )  # fmt: skip
    return photo_id


def sha_of(photo_id: UUID) -> str:
    return sha256(photo_id.bytes).hexdigest()


def content(enterprise: Enterprise, **change: Any) -> dict[str, Any]:
    """What the form of a plain visit sends."""
    return {
        "enterpriseId": str(enterprise.id),
        "startedAt": "2026-11-18T01:20:00+00:00",
        "mode": "FACE",
        "trigger": "OWN_INITIATIVE",
        "met": [{"name": "周敏"}],
        "discussed": "企业反映用电负荷不足，变压器容量偏小。",
    } | change


def letter(enterprise: Enterprise, **change: Any) -> dict[str, Any]:
    """A sealed visit: LogVisitInput. ``content`` is merged, the rest replaced."""
    return {
        "id": str(uuid4()),
        "content": content(enterprise, **change.pop("content", {})),
        "sealedAt": "2026-11-18T01:58:00+00:00",
    } | change


def problem(**change: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "topic": TOPIC,
        "description": "变压器容量不足，夏天要停一条线。请协调增容。",
    } | change
