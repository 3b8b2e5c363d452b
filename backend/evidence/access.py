"""Who may see a photo: whoever may see its record, asked at every read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from backend.kernel.actor import Actor

# By subject kind; filled by wiring from the slices whose records carry photos.
Reader = Callable[[Actor, UUID], Awaitable[bool]]
Readers = Mapping[str, Reader]


@dataclass(frozen=True, slots=True)
class Custody:
    """What decides who may see a photo: its owner until it is bound, then its record."""

    owner_id: UUID | None
    subject_kind: str | None
    subject_id: UUID | None


async def may_read(
    photo: Custody, *, person_id: UUID, actors: Iterable[Actor], readers: Readers
) -> bool:
    """Before it is bound: its owner alone. Then its record decides; an unknown kind is for nobody.

    ``actors``: the person in each of the grants that they may be acting in.
    """
    if photo.subject_kind is None or photo.subject_id is None:
        return photo.owner_id == person_id
    reader = readers.get(photo.subject_kind)
    if reader is None:
        return False
    for actor in actors:
        if await reader(actor, photo.subject_id):
            return True
    return False
