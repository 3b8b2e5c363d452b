"""Whose line is it: a recipient is a person, or the pseudonym of a protected reporter.

``wiring`` fills the two hooks; without it everybody is themself. Which pseudonym is whose is known
to the slice that keeps identities, is asked at the moment, and is never stored here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID


async def _only_themself(person_id: UUID) -> list[UUID]:
    return [person_id]


async def _themself(recipient_id: UUID) -> UUID | None:
    return recipient_id


# Whose lines a person's inbox shows: their own, and those of their pseudonyms.
ALIASES_OF: Callable[[UUID], Awaitable[list[UUID]]] = _only_themself
# Whom to ring for a recipient, at the moment of sending; None: nobody any more.
PERSON_OF: Callable[[UUID], Awaitable[UUID | None]] = _themself

# With which unit a subject lies, by the kind of subject. A kind that is here climbs to the end of
# the ladder: to the lead of that unit, and to the office's list of what nobody has read.
UNIT_OF: dict[str, Callable[[UUID], Awaitable[UUID | None]]] = {}


async def aliases_of(person_id: UUID) -> list[UUID]:
    return await ALIASES_OF(person_id)


async def person_of(recipient_id: UUID) -> UUID | None:
    return await PERSON_OF(recipient_id)
