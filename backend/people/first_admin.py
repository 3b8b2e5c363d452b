"""The first administrator: made at the command line, because nobody is there yet to make one."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import Refusal, Remedy
from backend.people import passwords
from backend.people.grants import save_grant
from backend.people.models import Grant
from backend.people.rules import NewGrant, NewPerson
from backend.people.service import give_password, save_person


class AdminExists(Refusal):
    """There is an administrator already; further ones are made by that one."""

    code, remedy = "admin_exists", Remedy.STOP
    text = "已经有系统管理员了，请由他在「账号」里添加。"


async def first_admin(phone: str, name: str, password: str, *, now: datetime) -> None:
    """Make the first administrator, who acts as the maker of the account.

    Raises:
        AdminExists: (remedy: stop).
        PasswordLength, PasswordCommon, PhoneWrong, …: (remedy: fix).
    """
    if await Grant.filter(role=Role.ADMIN).exists():
        raise AdminExists()
    passwords.check(password, phone=phone, name=name)
    maker = Actor(uuid4(), uuid4(), Role.ADMIN)
    person_id = uuid4()
    new = NewPerson(id=person_id, name=name, phone=phone)
    await save_person(maker, new, now=now, with_password=False)
    hashed = await passwords.VAULT.hash(password)
    await give_password(person_id, hashed, must_change=False, now=now)
    grant = NewGrant(uuid4(), person_id, Role.ADMIN, unit_id=None, region=None, from_at=now)
    await save_grant(maker, grant, now=now)
