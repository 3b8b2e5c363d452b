"""Proving who one is: sign in, set a password, use a reset code, sign out, end a device's session.

Nothing here needs an acting grant. Wrong number and wrong password answer alike, after equal work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from backend.kernel.graphql import SignedIn, Visitor
from backend.kernel.ledger import record_of_account, transaction
from backend.kernel.refusal import NotFound, Refusal, Remedy, SignInNeeded
from backend.kernel.text import clean
from backend.people import passwords, rules, session, throttle
from backend.people.events import PasswordSet, SessionEnded, SessionStarted
from backend.people.models import Credential, Person, ResetCode, Session
from backend.people.passwords import VAULT
from backend.people.service import give_password

LABEL_MAX = 80


class WrongPassword(Refusal):
    """Number or password is wrong; which one is never said. Facts: ``left`` (tries)."""

    code, remedy = "wrong_password", Remedy.FIX
    text = "手机号或密码不对，还可以试 {left} 次。"


class WrongCurrentPassword(Refusal):
    """The present password, asked for once more, is wrong. Facts: ``left`` (tries)."""

    code, remedy = "wrong_current_password", Remedy.FIX
    text = "现在的密码不对，还可以试 {left} 次。"


class WrongResetCode(Refusal):
    """Number or code is wrong, or the code was used or is older than 30 minutes."""

    code, remedy = "wrong_reset_code", Remedy.FIX
    text = "手机号或重置码不对，或重置码已过期，还可以试 {left} 次。过期了请管理员重发。"


@dataclass(frozen=True, slots=True)
class Entered:
    """A new session and the token for its cookie."""

    token: str
    session: SignedIn


async def sign_in(
    phone: str, password: str, *, visitor: Visitor, label: str, now: datetime
) -> Entered:
    """Start a session on this device. ``visitor.device_id`` must be set.

    Raises:
        WrongPassword, Locked: (remedy: fix).

    Emits:
        people.session_started
    """
    number = _number(phone)
    person = await Person.get_or_none(phone=number, active=True)
    person_id = person.id if person else throttle.NOBODY
    credential = await Credential.get_or_none(person_id=person_id)
    attempt = await throttle.attempt(
        throttle.account_key(number), person_id=person_id, visitor=visitor, now=now
    )
    stored = credential.password_hash if credential else None
    right = await VAULT.verify(stored, password)
    if stored is None or not right:
        raise attempt.failed(WrongPassword, field="password")
    await attempt.succeeded()
    renewed = await VAULT.hash(password) if VAULT.outdated(stored) else stored
    async with transaction():
        # The password may have been replaced while it was verified; then its sessions have ended.
        proof = Credential.filter(person_id=person_id, password_hash=stored)
        if (held := await proof.select_for_update().first()) is None:
            raise WrongPassword(field="password", left=attempt.left)
        if renewed != stored:
            await proof.update(password_hash=renewed)
        return await _enter(
            person_id, visitor, label, by="password", must_change=held.must_change, now=now
        )


async def set_password(
    signed_in: SignedIn, current: str, new: str, *, visitor: Visitor, now: datetime
) -> SignedIn:
    """Replace the password; the person's other sessions end.

    Raises:
        PasswordLength, PasswordPersonal, PasswordCommon, PasswordUnchanged: (remedy: fix).
        WrongCurrentPassword, Locked: tries count as at signing in (remedy: fix).
        SignInNeeded: the account was closed (remedy: sign in).

    Emits:
        people.password_set
    """
    person = await Person.get_or_none(id=signed_in.person_id, active=True)
    if person is None:
        raise SignInNeeded()
    passwords.check(new, phone=person.phone, name=person.name, field_name="new")
    credential = await Credential.get_or_none(person_id=person.id)
    attempt = await throttle.attempt(
        throttle.account_key(person.phone), person_id=person.id, visitor=visitor, now=now
    )
    stored = credential.password_hash if credential else None
    if not await VAULT.verify(stored, current):
        raise attempt.failed(WrongCurrentPassword, field="current")
    await attempt.succeeded()
    if await VAULT.verify(stored, new):
        raise passwords.PasswordUnchanged(field="new")
    hashed = await VAULT.hash(new)
    async with transaction():
        await give_password(person.id, hashed, must_change=False, now=now)
        await Session.filter(id=signed_in.session_id).update(must_change=False)
        await session.end_all(person.id, now=now, but=signed_in.session_id)
        event = PasswordSet(person.id, by="password")
        await record_of_account(event, person.id, command="setPassword", now=now)
    return SignedIn(person.id, signed_in.session_id)


async def use_reset_code(
    phone: str, code: str, new: str, *, visitor: Visitor, label: str, now: datetime
) -> Entered:
    """Set a new password with a one-time code and sign in; all earlier sessions end.

    Raises:
        PasswordLength, PasswordPersonal, PasswordCommon: the code is not used up (remedy: fix).
        WrongResetCode, Locked: (remedy: fix).

    Emits:
        people.password_set, people.session_started
    """
    number = _number(phone)
    passwords.check(new, phone=number)
    person = await Person.get_or_none(phone=number, active=True)
    person_id = person.id if person else throttle.NOBODY
    issued = (
        await ResetCode.filter(person_id=person_id, used_at=None, expires_at__gt=now)
        .order_by("-issued_at")
        .first()
    )
    attempt = await throttle.attempt(
        throttle.account_key(number, purpose="code"),
        person_id=person_id,
        visitor=visitor,
        now=now,
    )
    right = await VAULT.verify(issued.code_hash if issued else None, passwords.typed_code(code))
    if person is None or issued is None or not right:
        raise attempt.failed(WrongResetCode, field="code")
    await attempt.succeeded()
    passwords.check(new, phone=number, name=person.name)
    hashed = await VAULT.hash(new)
    async with transaction():
        if not await ResetCode.filter(id=issued.id, used_at=None).update(used_at=now):
            raise WrongResetCode(field="code", left=attempt.left)  # another device was faster
        await give_password(person.id, hashed, must_change=False, now=now)
        await session.end_all(person.id, now=now)
        event = PasswordSet(person.id, by="reset_code")
        await record_of_account(event, person.id, command="useResetCode", now=now)
        return await _enter(person.id, visitor, label, by="reset_code", must_change=False, now=now)


async def sign_out(signed_in: SignedIn, *, now: datetime) -> None:
    """Emits: people.session_ended"""
    async with transaction():
        await _end(signed_in, signed_in.session_id, command="signOut", now=now)


async def revoke_device(signed_in: SignedIn, session_id: UUID, *, now: datetime) -> None:
    """End one of the person's own sessions (不是我的设备); an ended one stays ended.

    The device becomes a stranger to the account again, so that others' tries lock it too.

    Raises:
        NotFound: no session of this person (remedy: stop).

    Emits:
        people.session_ended
    """
    found = await Session.get_or_none(id=session_id, person_id=signed_in.person_id)
    if found is None:
        raise NotFound(field="sessionId")
    async with transaction():
        await _end(signed_in, session_id, command="revokeDevice", now=now)
        if session_id != signed_in.session_id:
            theirs = Session.filter(person_id=signed_in.person_id, device_id=found.device_id)
            await theirs.exclude(id=signed_in.session_id).update(device_id=uuid4())


async def _end(signed_in: SignedIn, session_id: UUID, *, command: str, now: datetime) -> None:
    if await session.end(session_id, now=now):
        by = "itself" if session_id == signed_in.session_id else "another"
        event = SessionEnded(session_id, by=by)
        await record_of_account(event, signed_in.person_id, command=command, now=now)


async def _enter(
    person_id: UUID, visitor: Visitor, label: str, *, by: str, must_change: bool, now: datetime
) -> Entered:
    if visitor.device_id is None:
        raise ValueError("the edge gives every device its cookie before it signs in")
    shown = " ".join(clean(label or visitor.label).split())[:LABEL_MAX] or "没有名字的设备"
    token, signed_in = await session.start(
        person_id, device_id=visitor.device_id, label=shown, must_change=must_change, now=now
    )
    event = SessionStarted(signed_in.session_id, by=by)
    command = "signIn" if by == "password" else "useResetCode"
    await record_of_account(event, person_id, command=command, now=now)
    return Entered(token, signed_in)


def _number(phone: str) -> str:
    """The digits, or, for what is no number, something that no account has."""
    try:
        return rules.phone(phone)
    except rules.PhoneInvalid:
        return clean(phone)[:20]
