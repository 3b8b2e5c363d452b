"""Sessions: a random token in a cookie, its hash in a row, ended here and nowhere else.

The edge calls ``authenticate`` for GraphQL and for photos. Names of the cookies and how long the
browser keeps them are here; the edge adds HttpOnly, SameSite, Secure and the path.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from tortoise import connections

from backend.kernel.actor import Actor, Role
from backend.kernel.graphql import SignedIn
from backend.people.models import Session, Setting
from backend.people.settings import present

SESSION_COOKIE, DEVICE_COOKIE = "blt_session", "blt_device"
COOKIE_MAX_AGE_S = 400 * 24 * 3600  # as long as browsers keep one; the row decides when it ends
SEEN_EVERY = timedelta(minutes=15)

_ARRIVAL = """
SELECT s."id", s."person_id", s."must_change", s."last_seen_at", s."expires_at", g."id" AS grant_id,
       g."role", g."unit_id", g."region", g."bundles", g."from_at", g."until_at",
       l."person_id" AS lender_id
FROM "session" s
JOIN "person" p ON p."id" = s."person_id"
LEFT JOIN "grant" g ON g."person_id" = p."id"
LEFT JOIN "grant" l ON l."id" = g."lent_from_id"
WHERE s."token_sha256" = $1 AND s."ended_at" IS NULL AND p."active"
ORDER BY g."from_at", g."id"
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who stands behind a request.

    ``sender`` is the grant that the header names, if it is the person's, in force now or not: for a
    sealed letter, whose deed checks it at the device time (``queries.grant_in_force``). ``actor``
    is the same when it is in force now: for everything else. ``in_force`` are all grants that are,
    for what is asked without a header (photos in a page).
    """

    session: SignedIn
    actor: Actor | None
    sender: Actor | None
    in_force: tuple[Actor, ...]


async def authenticate(
    cookies: Mapping[str, str], grant: str | None, now: datetime
) -> Arrival | None:
    """Whose request this is, in one statement; None: nobody's, or the session has ended.

    Args:
        cookies: of the request.
        now: the server's clock, UTC.
        grant: the header ``x-acting-grant``. Without it, a person with exactly one grant in force
            acts in that one.
    """
    token = cookies.get(SESSION_COOKIE, "")
    if not 20 <= len(token) <= 100:
        return None
    rows = await _rows(sha256(token.encode("utf-8", "surrogatepass")).hexdigest())
    if not rows or now >= _instant(rows[0]["expires_at"]):
        return None
    first = rows[0]
    session = SignedIn(_id(first["person_id"]), _id(first["id"]), bool(first["must_change"]))
    if now - _instant(first["last_seen_at"]) >= SEEN_EVERY:
        await _seen(session.session_id, now)
    grants = [(_actor(row), _holds(row, now)) for row in rows if row["grant_id"] is not None]
    in_force = tuple(actor for actor, holds in grants if holds)
    if grant is None:
        sole = in_force[0] if len(in_force) == 1 else None
        return Arrival(session, sole, sole, in_force)
    sender = next((actor for actor, _ in grants if str(actor.grant_id) == grant.lower()), None)
    return Arrival(session, sender if sender in in_force else None, sender, in_force)


def device_of(cookies: Mapping[str, str]) -> UUID | None:
    """The device's own cookie, None when there is none of ours."""
    try:
        return UUID(cookies.get(DEVICE_COOKIE, ""))
    except ValueError:
        return None


async def start(
    person_id: UUID, *, device_id: UUID, label: str, must_change: bool, now: datetime
) -> tuple[str, SignedIn]:
    """A new session on this device, instead of any it had; the token is told once, here."""
    token = secrets.token_urlsafe(32)
    days = await _days()
    await Session.filter(device_id=device_id, ended_at=None).update(ended_at=now)
    row = await Session.create(
        id=uuid4(),
        person_id=person_id,
        token_sha256=sha256(token.encode()).hexdigest(),
        device_id=device_id,
        label=label,
        must_change=must_change,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, SignedIn(person_id, row.id, must_change)


async def end(session_id: UUID, *, now: datetime) -> bool:
    """False: it had ended before."""
    return bool(await Session.filter(id=session_id, ended_at=None).update(ended_at=now))


async def end_all(person_id: UUID, *, now: datetime, but: UUID | None = None) -> None:
    """End every session of a person, save perhaps the one in use."""
    live = Session.filter(person_id=person_id, ended_at=None)
    await (live.exclude(id=but) if but else live).update(ended_at=now)


async def _rows(token_sha256: str) -> list[dict[str, Any]]:
    connection = connections.get("default")
    text = _ARRIVAL
    if connection.capabilities.dialect == "sqlite":
        text = text.replace("$1", "?")
    return [dict(row) for row in await connection.execute_query_dict(text, [token_sha256])]


async def _days() -> int:
    row = await Setting.get_or_none(key="session_days")
    days: int = present("session_days", row.value if row else None)
    return days


async def _seen(session_id: UUID, now: datetime) -> None:
    days = await _days()
    await Session.filter(id=session_id, ended_at=None).update(
        last_seen_at=now, expires_at=now + timedelta(days=days)
    )


def _actor(row: Mapping[str, Any]) -> Actor:
    bundles = row["bundles"]
    return Actor(
        person_id=_id(row["person_id"]),
        grant_id=_id(row["grant_id"]),
        role=Role(row["role"]),
        unit_id=_id(row["unit_id"]) if row["unit_id"] else None,
        region=row["region"],
        bundles=frozenset(json.loads(bundles) if isinstance(bundles, str) else bundles),
        stands_in_for=_id(row["lender_id"]) if row["lender_id"] else None,
    )


def _holds(row: Mapping[str, Any], at: datetime) -> bool:
    until = row["until_at"]
    return _instant(row["from_at"]) <= at and (until is None or at < _instant(until))


def _id(value: Any) -> UUID:
    return value if type(value) is UUID else UUID(str(value))


def _instant(value: Any) -> datetime:
    """SQLite gives text, PostgreSQL the value."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
