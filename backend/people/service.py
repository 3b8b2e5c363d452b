"""The admin's deeds about people, units, regions and settings.

Each is idempotent by the id or key that it is given: the same content again changes nothing and
announces nothing, so imports and the demo call them as they are.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError

from backend.kernel import access as permit
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import Refusal, Remedy
from backend.people import access, passwords, rules, session, settings
from backend.people.access import Account, Action
from backend.people.events import (
    PersonSaved,
    RegionSaved,
    ResetCodeIssued,
    SettingSaved,
    UnitSaved,
)
from backend.people.models import Credential, Person, Region, ResetCode, Setting, Unit
from backend.people.own_account import OwnAccount, require_anothers
from backend.people.rules import NewPerson, NewRegion, NewUnit

CODE_VALID = timedelta(minutes=30)
COMMAND_LINE = Actor(person_id=UUID(int=0), grant_id=UUID(int=0), role=Role.ADMIN)
"""Who acts when somebody with the server's command line does: no person, the admin's rights."""


class PhoneTaken(Refusal):
    """Another account has this number."""

    code, remedy = "phone_taken", Remedy.FIX
    text = "这个手机号已有账号，请核对；要改原来的账号，请在列表里按手机号找到它。"


class UnitNameTaken(Refusal):
    """Another unit has this name."""

    code, remedy = "unit_name_taken", Remedy.FIX
    text = "已有同名的单位，请核对或换一个名称。"


class UnitUnknown(Refusal):
    """No such unit, or no longer used."""

    code, remedy = "unit_unknown", Remedy.FIX
    text = "没有这个单位，或已停用，请另选。"


class RegionUnknown(Refusal):
    """No such region, or no longer used."""

    code, remedy = "region_unknown", Remedy.FIX
    text = "没有这个区域，或已停用，请另选。"


class PersonUnknown(Refusal):
    """No such person, or the account is closed."""

    code, remedy = "person_unknown", Remedy.FIX
    text = "没有这个人，或账号已停用，请另选。"


async def save_person(
    actor: Actor, new: NewPerson, *, now: datetime, with_password: bool = True
) -> str | None:
    """Create a person, or change one. A closed account's sessions end.

    Args:
        actor: who keeps the accounts.
        new: the whole of what is kept about the person.
        now: the server's clock, UTC.
        with_password: a person who is created gets an initial password. Without one (imports of
            hundreds) they sign in with a reset code first.

    Returns:
        The initial password of a person who was created: told once, stored only as a hash.

    Raises:
        NotAllowed: only who keeps the accounts (remedy: stop).
        OwnAccount: admins do not close their own account (remedy: fix).
        TextLength, PhoneInvalid, PhoneTaken, UnitUnknown: (remedy: fix).

    Emits:
        people.person_saved
    """
    permit.require(access.TABLE, actor, Action.SAVE_PERSON, None)
    row = _person_row(new)
    before = await Person.filter(id=new.id).values(*row)
    if before and before[0] == row:
        return None
    if not new.active:
        permit.require(
            access.TABLE, actor, Action.DEACTIVATE, Account(new.id), otherwise=OwnAccount
        )
    if new.unit_id is not None and (not before or before[0]["unit_id"] != new.unit_id):
        await need_unit(new.unit_id)
    password = passwords.initial() if with_password and not before else None
    hashed = await passwords.VAULT.hash(password) if password else None
    try:
        async with transaction():
            if before:
                await Person.filter(id=new.id).update(**row)
            else:
                await Person.create(id=new.id, **row)
            if hashed is not None:
                await give_password(new.id, hashed, must_change=True, now=now)
            if not new.active:
                await session.end_all(new.id, now=now)
            await record(
                PersonSaved(new.id, created=not before, active=new.active, unit_id=new.unit_id),
                _deed(actor, "savePerson", now, new.id),
            )
    except IntegrityError:  # the number is another's, or two copies of this deed raced
        if await Person.filter(phone=row["phone"]).exclude(id=new.id).exists():
            raise PhoneTaken(field="phone") from None
        if before or not await Person.exists(id=new.id):
            raise
        return await save_person(actor, new, now=now, with_password=with_password)
    return password


async def give_password(
    person_id: UUID, password_hash: str, *, must_change: bool, now: datetime
) -> None:
    """Set a person's password by its argon2id hash. Inside the caller's transaction."""
    await Credential.update_or_create(
        defaults={"password_hash": password_hash, "must_change": must_change, "changed_at": now},
        person_id=person_id,
    )


async def issue_reset_code(actor: Actor, person_id: UUID, *, now: datetime) -> tuple[str, datetime]:
    """A one-time code for the admin to hand over; earlier ones of this person become void.

    Returns:
        The code, told once, and until when it holds (exclusive).

    Raises:
        NotAllowed: only who keeps the accounts (remedy: stop).
        OwnAccount: nobody resets their own password past the present one (remedy: fix).
        PersonUnknown: (remedy: fix).

    Emits:
        people.reset_code_issued
    """
    require_anothers(actor, Action.ISSUE_RESET_CODE, person_id)
    await need_person(person_id, field="personId")
    code, expires_at = passwords.reset_code(), now + CODE_VALID
    hashed = await passwords.VAULT.hash(code)
    async with transaction():
        await ResetCode.filter(person_id=person_id, used_at=None, expires_at__gt=now).update(
            expires_at=now
        )
        await ResetCode.create(
            id=uuid4(),
            person_id=person_id,
            code_hash=hashed,
            issued_by=actor.person_id,
            issued_at=now,
            expires_at=expires_at,
        )
        await record(ResetCodeIssued(person_id), _deed(actor, "issueResetCode", now))
    return code, expires_at


async def save_unit(actor: Actor, new: NewUnit, *, now: datetime) -> None:
    """Create a unit, or change one.

    Raises:
        NotAllowed: only who keeps the system (remedy: stop).
        TextLength, UnitNameTaken, RegionUnknown, BadInput: (remedy: fix).

    Emits:
        people.unit_saved
    """
    permit.require(access.TABLE, actor, Action.SAVE_UNIT, None)
    rules.check_unit(new)
    name = rules.line(new.name, field="name", label="单位名称", most=60)
    region = new.region or None
    row = {"name": name, "kind": new.kind, "region": region, "active": new.active}
    if new.signs_first is not None:
        row["signs_first"] = new.signs_first
    before = await Unit.filter(id=new.id).values(*row)
    if before and before[0] == row:
        return
    if region is not None and (not before or before[0]["region"] != region):
        await need_region(region)
    try:
        async with transaction():
            await Unit.update_or_create(defaults=row, id=new.id)
            event = UnitSaved(new.id, created=not before, active=new.active)
            await record(event, _deed(actor, "saveUnit", now, new.id))
    except IntegrityError:  # the name is another's, or two copies of this deed raced
        if await Unit.filter(name=name).exclude(id=new.id).exists():
            raise UnitNameTaken(field="name") from None
        if before or not await Unit.exists(id=new.id):
            raise
        await save_unit(actor, new, now=now)


async def save_region(actor: Actor, new: NewRegion, *, now: datetime) -> None:
    """Create a region, or change its name or whether it is used.

    Raises:
        NotAllowed: only who keeps the system (remedy: stop).
        TextLength, RegionCodeWrong, RegionUnknown (its parent), BadInput: (remedy: fix).

    Emits:
        people.region_saved
    """
    permit.require(access.TABLE, actor, Action.SAVE_REGION, None)
    rules.check_region(new)
    name = rules.line(new.name, field="name", label="区域名称", most=40)
    row = {"level": new.level, "parent": new.parent, "name": name, "active": new.active}
    before = await Region.filter(code=new.code).values(*row)
    if before and before[0] == row:
        return
    if new.parent is not None and not before:
        await need_region(new.parent, field="parent")
    async with transaction():
        await Region.update_or_create(defaults=row, code=new.code)
        event = RegionSaved(
            rules.id_of("region", new.code), new.code, created=not before, active=new.active
        )
        await record(event, _deed(actor, "saveRegion", now))


async def save_setting(actor: Actor, key: str, value: Any, *, now: datetime) -> None:
    """Set one piece of the district's own data.

    Raises:
        NotAllowed: only who keeps the system (remedy: stop).
        SettingUnknown, SettingWrong: (remedy: fix).

    Emits:
        people.setting_saved
    """
    permit.require(access.TABLE, actor, Action.SAVE_SETTING, None)
    row = await Setting.get_or_none(key=key) if key in settings.KEYS else None
    before = settings.present(key, row.value) if row else None
    kept = settings.fitted(key, value, before=before)
    if row is not None and before == kept:
        return
    async with transaction():
        await Setting.update_or_create(
            defaults={"value": settings.packed(kept), "changed_at": now}, key=key
        )
        event = SettingSaved(rules.id_of("setting", key), key, json.dumps(kept, ensure_ascii=False))
        await record(event, _deed(actor, "saveSetting", now))


async def need_unit(unit_id: UUID) -> None:
    """Raises UnitUnknown (remedy: fix)."""
    if not await Unit.exists(id=unit_id, active=True):
        raise UnitUnknown(field="unitId")


async def need_region(code: str, *, field: str = "region") -> None:
    """Raises RegionUnknown (remedy: fix)."""
    known = re.fullmatch(r"[0-9]{2,12}", code) is not None
    if not known or not await Region.exists(code=code, active=True):
        raise RegionUnknown(field=field)


async def need_person(person_id: UUID, *, field: str) -> None:
    """Raises PersonUnknown (remedy: fix)."""
    if not await Person.exists(id=person_id, active=True):
        raise PersonUnknown(field=field)


def _person_row(new: NewPerson) -> dict[str, Any]:
    return {
        "name": rules.line(new.name, field="name", label="姓名", most=30),
        "phone": rules.phone(new.phone),
        "title": rules.line(new.title, field="title", label="职务", most=40, least=0),
        "unit_id": new.unit_id,
        "active": new.active,
    }


def _deed(actor: Actor, command: str, now: datetime, command_id: UUID | None = None) -> Deed:
    return Deed(actor, now, command=command, command_id=command_id or uuid4())
