"""Everything the phone sends arrives twice: the same command has one effect (DECISIONS 7).

A deed looks for its command first, before any rule or permission, because a phone that lost the
answer repeats it unchanged, perhaps a month later, when the rules would say no.
"""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from backend.kernel.ledger import Deed
from backend.kernel.refusal import IdReused, NotFound


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
