"""Who may see a photo: whoever may see its record, asked at every read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from uuid import UUID

from backend.evidence.models import Photo
from backend.kernel.actor import Actor

# By subject kind; filled by wiring from the slices whose records carry photos.
Reader = Callable[[Actor, UUID], Awaitable[bool]]
Readers = Mapping[str, Reader]


async def may_read(
    photo: Photo, *, person_id: UUID, actors: Iterable[Actor], readers: Readers
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
