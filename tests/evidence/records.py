"""Records as evidence sees them: an id of some kind, to which photos are bound."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from backend.evidence.service import attach
from backend.kernel.ledger import transaction
from tests.evidence.conftest import NOW, Officer
from tests.evidence.pictures import sealed


async def sent(officer: Officer, body: bytes | None = None, **headers: str) -> UUID:
    """A photo that has arrived."""
    reply = await officer.put(body or sealed(), **headers)
    assert reply.status_code == 200, reply.text
    return UUID(reply.json()["id"])


async def bind(
    photo_ids: Sequence[UUID],
    owner: Officer,
    subject_id: UUID | None = None,
    *,
    now: datetime = NOW,
    kind: str = "visit",
    protected: bool = False,
) -> UUID:
    """Bind photos to a record as its deed does, and return the record's id."""
    record = subject_id or uuid4()
    async with transaction():
        await attach(
            photo_ids,
            owner_id=owner.id,
            subject_kind=kind,
            subject_id=record,
            now=now,
            protected=protected,
        )
    return record
