"""Tries to sign in, counted in rows.

Each is judged before it is written, so that whoever is locked costs a reading and nothing more, and
again when it is written, so that copies in flight count too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from backend.kernel.civil import ZONE
from backend.kernel.graphql import Visitor
from backend.kernel.refusal import Refusal, Remedy
from backend.people.lockout import (
    PER_ADDRESS,
    REST,
    Standing,
    Try,
    address_key,
    judge,
    standing,
)
from backend.people.models import Session, SignInTry

NOBODY = UUID(int=0)  # asked for in place of a person, so that an unknown number costs the same
LOOK_BACK = timedelta(hours=2)  # older tries cannot matter: REST without a try forgives
MOST_ROWS = 4 * PER_ADDRESS


class Locked(Refusal):
    """Too many wrong tries. Facts: ``until`` (ISO 8601, UTC), ``clock`` (Shanghai, HH:MM)."""

    code, remedy = "locked", Remedy.FIX
    text = "已锁定，到 {clock} 再试。"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that may go on: its row, and how many are left after it, should it be wrong."""

    row: SignInTry
    left: int
    device_known: bool

    async def succeeded(self) -> None:
        await SignInTry.filter(id=self.row.id).update(ok=True)

    def failed(self, wrong: type[Refusal], *, field: str) -> Refusal:
        """What to answer: tries left, or, after the last, until when it is locked."""
        if self.left == 0:
            return _locked(self.row.at + REST)
        return wrong(field=field, left=self.left)


async def attempt(account: str, *, person_id: UUID, visitor: Visitor, now: datetime) -> Attempt:
    """Count one try before anything is verified.

    Args:
        account: what is tried, from ``account_key``.
        person_id: whose account it is; ``NOBODY`` for an unknown number, which counts the same.
        visitor: the device and the address it comes from.
        now: the server's clock, UTC.

    Raises:
        Locked: too many wrong tries; nothing was verified or counted (remedy: fix).
    """
    devices = await Session.filter(person_id=person_id).values_list("device_id", flat=True)
    known = frozenset(UUID(str(device)) for device in devices)
    device_known = visitor.device_id is not None and visitor.device_id in known
    address = "" if device_known else address_key(visitor.address)
    mine = SignInTry(
        account=account,
        device_id=visitor.device_id,
        person_id=person_id,
        address=address,
        ok=False,
        at=now,
    )

    async def stands() -> Standing:
        return judge(
            await _others(mine, account=account),
            [] if device_known else await _others(mine, address=address),
            device_id=visitor.device_id,
            known=known,
            now=now,
        )

    return Attempt(mine, left=await _count(mine, stands) - 1, device_known=device_known)


async def claim(
    purpose: str, address: str, *, most: int, tries: int, since: datetime, now: datetime
) -> SignInTry | None:
    """Take one of the ``most`` places that this address has since then; None: there is none left.

    The row is written first, then the places are counted, so copies in flight count too. A place
    that comes to nothing is given back by ``give_back``; ``tries`` bounds how often that happens.

    Args:
        purpose: what is counted; kept apart from signing in and from each other.
        address: whose places; a key that the caller made, at most 64 characters.
        most: how many places there are.
        tries: how many there may be in all, those given back among them.
        since: from when on they count.
        now: the server's clock, UTC.
    """
    account = account_key("", purpose=purpose)
    rows = SignInTry.filter(account=account, address=address, at__gte=since)

    async def too_many(*, beside: int) -> bool:
        taken = await rows.filter(ok=True).count() + beside > most
        return taken or await rows.count() + beside > tries

    if await too_many(beside=1):
        return None
    mine = await SignInTry.create(account=account, device_id=None, address=address, ok=True, at=now)
    if await too_many(beside=0):
        await mine.delete()
        return None
    return mine


async def give_back(place: SignInTry) -> None:
    await SignInTry.filter(id=place.id).update(ok=False)


async def guess(
    purpose: str, address: str, *, per_address: int, crowd: int, in_a_crowd: int, now: datetime
) -> Attempt:
    """Count one guess of a secret that names no account, before it is looked up.

    Each address has ``per_address`` wrong guesses. When all addresses together made more than
    ``crowd`` within ``REST``, each has ``in_a_crowd``: whoever knows the code needs one.

    Raises:
        Locked: too many wrong guesses; nothing was looked up or counted (remedy: fix).
    """
    account = account_key("", purpose=purpose)
    mine = SignInTry(account=account, device_id=None, address=address, ok=False, at=now)

    async def stands() -> Standing:
        own = await _others(mine, account=account, address=address)
        alone = standing(own, limit=per_address, now=now)
        if alone.until is not None:
            return alone
        wrong = await SignInTry.filter(account=account, ok=False, at__gt=now - REST).count()
        return standing(own, limit=in_a_crowd, now=now) if wrong > crowd else alone

    return Attempt(mine, left=await _count(mine, stands) - 1, device_known=False)


def account_key(phone: str, *, purpose: str = "password") -> str:
    """What tries are counted under. Codes count apart, so that a locked password can be reset."""
    return sha256(f"{purpose}:{phone}".encode("utf-8", "surrogatepass")).hexdigest()


async def forget(*, before: datetime) -> int:
    """Delete tries that are too old to matter; how many. For the scheduler."""
    return await SignInTry.filter(at__lt=before).delete()


async def _count(mine: SignInTry, stands: Callable[[], Awaitable[Standing]]) -> int:
    """Write the try unless it may not be; how many there were left before it.

    Raises:
        Locked: nothing is written then (remedy: fix).
    """
    if (until := (await stands()).until) is not None:
        raise _locked(until)
    await mine.save()
    verdict = await stands()
    if verdict.until is not None:
        await mine.delete()
        raise _locked(verdict.until)
    return verdict.left


async def _others(mine: SignInTry, **where: str) -> list[Try]:
    """The tries besides this one, written or not, the oldest first."""
    rows = SignInTry.filter(**where, at__gt=mine.at - LOOK_BACK)
    rows = rows.exclude(id=mine.id) if mine.id is not None else rows
    found = await rows.order_by("-at", "-id").limit(MOST_ROWS).values_list("at", "ok", "device_id")
    return [
        Try(at, bool(ok), UUID(str(device)) if device else None)
        for at, ok, device in reversed(list(found))
    ]


def _locked(until: datetime) -> Locked:
    return Locked(until=until.isoformat(), clock=f"{until.astimezone(ZONE):%H:%M}")
