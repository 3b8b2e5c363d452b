"""The first administrator: made at the command line, because nobody is there to make one.

Undivided (kernel/duties): one person sets a district up alone, then gives the three duties to
others. When nobody keeps the accounts any more, because the last such grant ran out, the command
line makes a first one again.
"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from backend.kernel.actor import Role
from backend.kernel.duties import Duty, duties
from backend.kernel.ledger import transaction
from backend.kernel.refusal import Refusal, Remedy
from backend.people import passwords, rules
from backend.people.grants import save_grant
from backend.people.models import Grant
from backend.people.queries import in_force
from backend.people.rules import NewGrant, NewPerson
from backend.people.service import COMMAND_LINE, give_password, save_person


class AdminExists(Refusal):
    """Somebody keeps the accounts already; further administrators are made by them."""

    code, remedy = "admin_exists", Remedy.STOP
    text = "已经有管账号的管理员了，请由他在「账号」里添加。"


async def first_admin(phone: str, name: str, password: str, *, now: datetime) -> None:
    """Make the first administrator with a password of their own; all of it or nothing.

    Raises:
        AdminExists: (remedy: stop).
        PhoneInvalid, PhoneTaken, PasswordLength, PasswordPersonal, PasswordCommon: (remedy: fix).

    Emits:
        people.person_saved, people.grant_given
    """
    held = await Grant.filter(in_force(now), role=Role.ADMIN, person__active=True)
    if any(Duty.SECURITY in duties(grant.bundles) for grant in held):
        raise AdminExists()
    passwords.check(password, phone=rules.phone(phone), name=name)
    hashed = await passwords.VAULT.hash(password)
    new = NewPerson(id=uuid4(), name=name, phone=phone)
    async with transaction():
        await save_person(COMMAND_LINE, new, now=now, with_password=False)
        await give_password(new.id, hashed, must_change=False, now=now)
        grant = NewGrant(uuid4(), new.id, Role.ADMIN, unit_id=None, region=None, from_at=now)
        await save_grant(COMMAND_LINE, grant, now=now)
