"""Everything the phone sends arrives twice: the same command has one effect (DECISIONS 7).

A deed looks for its command first, before any rule or permission, because a phone that lost the
answer repeats it unchanged, perhaps a month later, when the rules would say no.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, is_dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

from tortoise import fields
from tortoise.exceptions import IntegrityError
from tortoise.models import Model

from backend.kernel.ledger import Deed
from backend.kernel.refusal import IdReused, NotFound, Refusal

_UNSEALED = datetime(1970, 1, 1, tzinfo=UTC)


class Letter(Protocol):
    """What a phone seals: a frozen dataclass with at least these."""

    @property
    def command_id(self) -> UUID: ...

    @property
    def sealed_at(self) -> datetime: ...


class Command(Model):
    """One command that took effect."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=48)
    fingerprint = fields.CharField(max_length=64)
    actor_id = fields.UUIDField(description="人，或受保护上报人的化名")
    subject_id = fields.UUIDField(db_index=True)
    at = fields.DatetimeField()

    class Meta:
        table = "command"


def fingerprint(content: Any) -> str:
    """Hex SHA-256 of a dataclass of plain values; equal content has an equal fingerprint."""
    if not is_dataclass(content) or isinstance(content, type):
        raise TypeError("a fingerprint is taken of a dataclass instance")
    text = json.dumps(asdict(content), sort_keys=True, ensure_ascii=False, default=_text)
    return sha256(text.encode()).hexdigest()


def mark_of(letter: Letter) -> str:
    """The fingerprint of a letter; sealing the same content again later is the same letter."""
    return fingerprint(replace(letter, sealed_at=_UNSEALED))  # type: ignore[type-var]


async def once(
    letter: Letter, *, name: str, actor_id: UUID, act: Callable[[str], Awaitable[UUID]]
) -> UUID:
    """Do ``act`` unless this very letter took effect before; either way the subject's id.

    The letter is looked for first, before any rule or permission, and again when ``act`` fails:
    a copy sent at the same moment may have won, and what looks stale or taken is then our own.

    Args:
        letter: What was sealed.
        name: The command's name in the API.
        actor_id: Who sent it, or their pseudonym.
        act: The deed, given the letter's fingerprint to ``remember`` in its transaction.

    Raises:
        IdReused, NotFound: see ``already_done`` (remedy: stop).
    """
    mark = mark_of(letter)

    async def earlier() -> UUID | None:
        return await already_done(letter.command_id, name=name, mark=mark, actor_id=actor_id)

    if done := await earlier():
        return done
    try:
        return await act(mark)
    except (Refusal, IntegrityError):
        if done := await earlier():
            return done
        raise


async def already_done(command_id: UUID, *, name: str, mark: str, actor_id: UUID) -> UUID | None:
    """The subject of this very command if it took effect before, else None.

    Raises:
        IdReused: the id took effect with other content or as another command (remedy: stop).
        NotFound: the id is somebody else's; it looks like one never issued (remedy: stop).
    """
    earlier = await Command.get_or_none(id=command_id)
    if earlier is None:
        return None
    if earlier.actor_id != actor_id:
        raise NotFound()
    if (earlier.name, earlier.fingerprint) != (name, mark):
        raise IdReused()
    return earlier.subject_id


async def remember(deed: Deed, *, mark: str, subject_id: UUID) -> None:
    """Write that the command took effect. Inside the deed's transaction; a duplicate id raises
    IntegrityError: two copies raced, and the loser asks ``already_done`` again."""
    await Command.create(
        id=deed.command_id,
        name=deed.command,
        fingerprint=mark,
        actor_id=deed.pseudonym or deed.actor.person_id,
        subject_id=subject_id,
        at=deed.now,
    )


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
