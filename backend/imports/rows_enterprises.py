"""Rows of enterprises with their contact, and of pairings."""

from __future__ import annotations

from dataclasses import asdict, replace
from uuid import UUID, uuid4

from tortoise.expressions import Q

from backend.enterprises import pairings, service, uscc
from backend.enterprises.models import Contact, Enterprise, Pairing
from backend.enterprises.rules import ContactContent, EnterpriseContent, PairingContent, phone_of
from backend.imports import rules
from backend.imports.columns import folded
from backend.imports.rows import Doing, Done, Row, active_of
from backend.imports.rules import CellWrong
from backend.kernel.civil import civil_date, day_start
from backend.people import rules as people_rules
from backend.people.models import Person

COLUMN_OF = {"lat_deg": "lat", "lng_deg": "lng"}
NUMERALS = {"一": 1, "二": 2, "三": 3, "1": 1, "2": 2, "3": 3}


async def do_enterprise(row: Row, doing: Doing) -> Done:
    code = uscc.checked(row.get("uscc", ""))
    region = doing.region(row["region"])
    before = await _known(code, row["name"], region)
    if region is None and before is None:
        raise CellWrong(field="region", why="请写企业所在的街道，名称或代码都可以")
    lat, lng = _number(row, "lat"), _number(row, "lng")
    place_given = lat is not None or lng is not None
    content = service.checked(
        EnterpriseContent(
            name=row["name"],
            uscc=code or (before.uscc if before else None),
            region=region or (before.region if before else ""),
            address=row.get("address", "") or (before.address if before else ""),
            lat_deg=lat if place_given or not before else before.lat_deg,
            lng_deg=lng if place_given or not before else before.lng_deg,
            active=active_of(row, before.active if before else True),
        )
    )
    done = Done(added=before is None)
    if before:
        for name, after in asdict(content).items():
            done.note(COLUMN_OF.get(name, name), getattr(before, name), after)
    enterprise_id = before.id if before else uuid4()
    await service.save_enterprise(doing.actor, enterprise_id, content, now=doing.now)
    if row.get("contact", "").strip():
        await _contact(row, doing, enterprise_id, done)
    return done


async def _known(code: str | None, name: str, region: str | None) -> Enterprise | None:
    """The enterprise that a row means: by its USCC, else by name and region."""
    if code and (found := await Enterprise.get_or_none(uscc=code)):
        return found
    narrowed = Q(region=region) if region else Q()
    alike = await Enterprise.filter(narrowed, name=name.strip()[:120]).limit(2)
    alike = [row for row in alike if not (code and row.uscc)]
    if len(alike) > 1:
        raise CellWrong(field="uscc", why="有几家同名的企业，请写统一社会信用代码")
    return alike[0] if alike else None


async def _contact(row: Row, doing: Doing, enterprise_id: UUID, done: Done) -> None:
    """By name; a new name is a new contact, nobody is taken away."""
    content = service.checked_contact(
        ContactContent(
            enterprise_id,
            row["contact"],
            row.get("contact_title", ""),
            phone_of(row.get("contact_phone", "")),
        )
    )
    before = await Contact.filter(
        enterprise_id=enterprise_id, name=content.name, active=True
    ).first()
    if before:
        content = replace(
            content, title=content.title or before.title, phone=content.phone or before.phone
        )
        done.note("contact_title", before.title, content.title)
        done.note("contact_phone", before.phone, content.phone)
    else:
        done.note("contact", "", content.name)
    contact_id = before.id if before else uuid4()
    await service.save_contact(doing.actor, contact_id, content, now=doing.now)


async def do_pairing(row: Row, doing: Doing) -> Done:
    enterprise = await _meant(row)
    person = await Person.get_or_none(phone=people_rules.phone(row["phone"]))
    if person is None:
        raise CellWrong(field="phone", why="没有这个手机号的账号，请先导入人员")
    if row.get("person", "").strip() not in ("", person.name):
        raise CellWrong(field="person", why=f"这个手机号的人是{person.name}，请核对姓名和手机号")
    tier = _tier(row["tier"], doing)
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=doing.now)
    before = (
        await Pairing.filter(lasting, enterprise_id=enterprise.id, liaison_id=person.id)
        .order_by("from_at")
        .first()
    )
    from_at, until_at = rules.begins(row.get("from", "")), rules.ends(row.get("until", ""))
    content = PairingContent(
        enterprise.id,
        person.id,
        tier,
        from_at or (before.from_at if before else day_start(civil_date(doing.now))),
        until_at or (before.until_at if before else None),
    )
    done = Done(added=before is None)
    if before:
        done.note("tier", before.tier, content.tier)
        done.note("from", str(civil_date(before.from_at)), str(civil_date(content.from_at)))
        if before.until_at != content.until_at:
            done.note("until", _day(before), str(row.get("until", "")).strip())
    await pairings.save_pairing(
        doing.actor, before.id if before else uuid4(), content, now=doing.now
    )
    return done


async def _meant(row: Row) -> Enterprise:
    code = uscc.checked(row.get("uscc", ""))
    if code:
        if found := await Enterprise.get_or_none(uscc=code):
            return found
        raise CellWrong(field="uscc", why="没有这个统一社会信用代码的企业，请先导入企业")
    name = row.get("enterprise", "").strip()
    alike = await Enterprise.filter(name=name[:120]).limit(2) if name else []
    if len(alike) != 1:
        why = "有几家同名的企业，请写统一社会信用代码" if alike else "没有这家企业，请先导入企业"
        raise CellWrong(field="enterprise", why=why)
    return alike[0]


def _tier(text: str, doing: Doing) -> int:
    word = folded(text)
    known = doing.tiers.get(word) or NUMERALS.get(word.strip("第级包联"))
    if known is None:
        raise CellWrong(field="tier", why="层级要写 1、2、3 或本区的层级名称")
    return known


def _number(row: Row, column: str) -> float | None:
    text = row.get(column, "").strip()
    if not text:
        return None
    try:
        return float(text[:40])
    except ValueError:
        raise CellWrong(field=column, why="请写数字，例如 33.735") from None


def _day(pairing: Pairing) -> str:
    return str(civil_date(pairing.until_at)) if pairing.until_at else ""
