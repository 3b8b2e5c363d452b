"""Rows of people: the account by its telephone number, and the role that the row gives."""

from __future__ import annotations

from uuid import UUID, uuid4

from tortoise.expressions import Q

from backend.imports import rules
from backend.imports.columns import folded
from backend.imports.rows import Doing, Done, Row, active_of
from backend.imports.rules import CellWrong
from backend.kernel.actor import ROLE_NAMES, Environment, Role
from backend.kernel.civil import civil_date, day_start
from backend.people import grants
from backend.people import rules as people_rules
from backend.people import service as people
from backend.people.models import Grant, Person, Unit
from backend.people.rules import NewGrant, NewPerson

ROLES = {folded(name): role for role, name in ROLE_NAMES.items()}
ROLES |= {role.value.replace("_", ""): role for role in Role}
ROLES |= {"包联干部": Role.LIAISON, "责任单位经办人": Role.HANDLER, "领导": Role.LEADER}


async def do_person(row: Row, doing: Doing) -> Done:
    """A new person gets no password: an admin hands over a one-time code, nothing is in a file."""
    phone = people_rules.phone(row["phone"])
    before = await Person.get_or_none(phone=phone).select_related("unit")
    unit_id = await _unit(row.get("unit", ""))
    new = NewPerson(
        id=before.id if before else uuid4(),
        name=row["name"].strip(),
        phone=phone,
        title=row.get("title", "").strip() or (before.title if before else ""),
        unit_id=unit_id or (before.unit_id if before else None),
        active=active_of(row, before.active if before else True),
    )
    done = Done(added=before is None)
    if before:
        done.note("name", before.name, new.name)
        done.note("title", before.title, new.title)
        if before.unit_id != new.unit_id:
            done.note("unit", before.unit.name if before.unit else "", row.get("unit", "").strip())
        done.note("active", before.active, new.active)
    await people.save_person(doing.actor, new, now=doing.now, with_password=False)
    if row.get("role", "").strip():
        await _give(row, doing, new, done)
    return done


async def _unit(text: str) -> UUID | None:
    if not text.strip():
        return None
    unit = await Unit.get_or_none(name=text.strip()[:60], active=True)
    if unit is None:
        raise CellWrong(field="unit", why=f"没有单位「{text.strip()[:30]}」，请先导入单位")
    return unit.id


async def _give(row: Row, doing: Doing, person: NewPerson, done: Done) -> None:
    """Find the grant that the row means, or give it; its period follows the row."""
    role = ROLES.get(folded(row["role"]))
    if role is None:
        raise CellWrong(field="role", why=f"没有角色「{row['role'][:20]}」，请写模板说明里的角色")
    region = doing.region(row.get("region", ""))
    if region is None and role in people_rules.IN_A_REGION:
        region = doing.district_code or None
    unit_id = person.unit_id if role in people_rules.IN_A_UNIT else None
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=doing.now)
    held = await Grant.filter(
        lasting, person_id=person.id, role=role, unit_id=unit_id, region=region, lent_from_id=None
    ).first()
    from_at = rules.begins(row.get("from", ""))
    until_at = rules.ends(row.get("until", ""))
    new = NewGrant(
        id=held.id if held else uuid4(),
        person_id=person.id,
        role=role,
        unit_id=unit_id,
        region=region,
        from_at=from_at or (held.from_at if held else day_start(civil_date(doing.now))),
        until_at=until_at or (held.until_at if held else None),
        bundles=tuple(held.bundles) if held else (),
        environments=tuple(Environment(one) for one in held.environments) if held else (),
    )
    if held is None:
        done.note("role", "", ROLE_NAMES[role])
    else:
        done.note("from", str(civil_date(held.from_at)), str(civil_date(new.from_at)))
        done.note("until", _day(held), _day(new))
    await grants.save_grant(doing.actor, new, now=doing.now)


def _day(grant: Grant | NewGrant) -> str:
    return str(civil_date(grant.until_at)) if grant.until_at else ""
