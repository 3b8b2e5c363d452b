"""When tries to sign in are too many: pure arithmetic over past tries (DECISIONS 5).

Three counts, each with its own limit:

* **device**: wrong tries on an account from one device;
* **strangers**: wrong tries on an account from all devices that never signed in to it. It bounds
  somebody who throws the device cookie away before each try;
* **address**: wrong tries from one network address, from devices that are strangers to the account.

A device that has signed in to the account before is held to its own count alone, so nobody else
can lock it. A number that belongs to no account counts like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from uuid import UUID

REST = timedelta(minutes=15)  # how long a lock stands, and the pause after which tries are forgiven
PER_DEVICE, PER_STRANGERS, PER_ADDRESS = 5, 20, 60


@dataclass(frozen=True, slots=True)
class Try:
    at: datetime
    ok: bool
    device_id: UUID | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a count stands: tries left, or locked until an instant (exclusive)."""

    left: int
    until: datetime | None = None


def standing(tries: Iterable[Try], *, limit: int, now: datetime) -> Standing:
    """The count after these tries, given oldest first.

    A right try, a lock, or ``REST`` without any try starts the count anew.
    """
    wrong, last = 0, None
    until: datetime | None = None
    for each in tries:
        if each.ok or (last is not None and each.at - last >= REST):
            wrong = 0
        last = each.at
        if not each.ok:
            wrong += 1
        if wrong == limit:
            wrong, until = 0, each.at + REST
    if until is not None and now < until:
        return Standing(left=0, until=until)
    if last is not None and now - last >= REST:
        wrong = 0
    return Standing(left=limit - wrong)


def judge(
    account: list[Try],
    address: list[Try],
    *,
    device_id: UUID | None,
    known: frozenset[UUID],
    now: datetime,
) -> Standing:
    """The strictest of the counts that hold for this device.

    Args:
        account: tries on this account, oldest first.
        address: tries from this address on any account, oldest first.
        device_id: the device's cookie; None when it has none yet.
        known: devices that have signed in to this account before.
        now: the server's clock, UTC.
    """
    own = standing((t for t in account if t.device_id == device_id), limit=PER_DEVICE, now=now)
    if device_id is not None and device_id in known:
        return own
    strangers = [t for t in account if t.device_id not in known]
    counts = (
        own,
        standing(strangers, limit=PER_STRANGERS, now=now),
        standing((t for t in address if not t.ok), limit=PER_ADDRESS, now=now),
    )
    locks = [c.until for c in counts if c.until is not None]
    return Standing(left=min(c.left for c in counts), until=max(locks, default=None))


def address_key(address: str) -> str:
    """What an address is counted as: itself, or the /64 network of an IPv6 address."""
    try:
        parsed = ip_address(address.split("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed)
