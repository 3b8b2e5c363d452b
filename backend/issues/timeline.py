"""What happened to a record, newest first, in sentences: read from the ledger, told per slice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.kernel.ledger import LedgerEvent
from backend.people.models import Person

Say = Mapping[str, Callable[[LedgerEvent], str]]


@dataclass(frozen=True, slots=True)
class Line:
    """``at`` is our clock, ``device_at`` the phone's; both UTC."""

    at: datetime
    device_at: datetime | None
    text: str
    who: str


async def timelines(subject_ids: list[UUID], say: Say) -> dict[UUID, list[Line]]:
    """The lines of each subject; an event without a sentence is not shown."""
    if not subject_ids:
        return {}
    events = await LedgerEvent.filter(subject_id__in=subject_ids, name__in=list(say))
    # of two in one instant the version they were based on tells which came first
    events.sort(key=lambda e: (e.happened_at, e.expected_version or 0), reverse=True)
    names = await names_of({event.actor_id for event in events if event.actor_id})
    lines: dict[UUID, list[Line]] = {subject_id: [] for subject_id in subject_ids}
    for event in events:
        who = names.get(event.actor_id, "") if event.actor_id else ""
        text = say[event.name](event)
        lines[event.subject_id].append(Line(event.happened_at, event.device_at, text, who))
    return lines


async def names_of(person_ids: set[UUID]) -> dict[UUID, str]:
    """Names by id; a pseudonym has none."""
    if not person_ids:
        return {}
    rows = await Person.filter(id__in=list(person_ids)).values_list("id", "name")
    return {UUID(str(person_id)): str(name) for person_id, name in rows}
