"""What tests do with photos and the records they are bound to, and what they look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from backend.evidence.models import Photo, Voice
from backend.evidence.service import attach
from backend.kernel.ledger import transaction
from storage import ObjectStore
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


async def key_of(evidence_id: object, kind: type[Photo] | type[Voice] = Photo) -> str:
    """Where its row says that the bytes rest."""
    return (await kind.get(id=evidence_id)).key


async def stored(store: ObjectStore) -> dict[str, bytes]:
    keys = [listed.key async for listed in store.listing()]
    return {key: b"".join([chunk async for chunk in store.read(key)]) for key in keys}


async def refused(officer: Officer, body: Any, **more: Any) -> tuple[int, str, str]:
    reply = await officer.put(body, **more)
    answer = reply.json()
    assert set(answer) == {"code", "message", "remedy", "field", "facts"}
    assert "{" not in answer["message"]
    assert reply.headers["cache-control"] == "no-store"
    return reply.status_code, answer["code"], answer["remedy"]
