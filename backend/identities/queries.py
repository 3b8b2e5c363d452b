"""What other slices may ask about protected reporters; none of it goes into an answer to others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from tortoise.expressions import Q, Subquery

from backend.identities import access
from backend.identities.access import Action
from backend.identities.models import IdentityReading, ReadWhat, Reporter
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.people.models import Person

READINGS_MAX = 200


@dataclass(frozen=True, slots=True)
class Reading:
    issue_id: UUID
    reader_name: str
    reason: str
    at: datetime
    what: ReadWhat


async def pseudonym_of(issue_id: UUID, person_id: UUID) -> UUID | None:
    """What this person is called in this issue, if they are its protected reporter."""
    row = await Reporter.get_or_none(issue_id=issue_id, person_id=person_id)
    return row.pseudonym if row else None


async def pseudonym_in(issue_id: UUID) -> UUID | None:
    """What the protected reporter of this issue is called; nobody learns who that is."""
    row = await Reporter.get_or_none(issue_id=issue_id).only("issue_id", "pseudonym")
    return row.pseudonym if row else None


async def issues_of(person_id: UUID) -> list[UUID]:
    """The protected issues of this person: for that person's own lists only."""
    found = await Reporter.filter(person_id=person_id).values_list("issue_id", flat=True)
    return cast("list[UUID]", found)


def is_own_protected(person_id: UUID) -> Q:
    """``issues_of`` for the database: of the issues asked for, those of this person."""
    return Q(id__in=Subquery(Reporter.filter(person_id=person_id).values("issue_id")))


async def own_names(person_id: UUID) -> list[UUID]:
    """The names under which this person's own inbox has lines: their id, and their pseudonyms."""
    found = await Reporter.filter(person_id=person_id).values_list("pseudonym", flat=True)
    return [person_id, *cast("list[UUID]", found)]


async def whoever_is(recipient_id: UUID) -> UUID | None:
    """Whom to tell, at the moment of telling only: the person, also behind a pseudonym."""
    row = await Reporter.get_or_none(pseudonym=recipient_id).only("issue_id", "person_id")
    return row.person_id if row else recipient_id


async def readings(actor: Actor) -> list[Reading]:
    """The latest readings of identities and of contacts, newest first.

    Raises:
        NotAllowed: only the lead of the office (remedy: stop).
    """
    require(access.TABLE, actor, Action.LIST_READINGS, None)
    rows = await IdentityReading.all().order_by("-at", "-id").limit(READINGS_MAX)
    people = await Person.filter(id__in={row.reader_id for row in rows}).values_list("id", "name")
    names = {UUID(str(person_id)): str(name) for person_id, name in people}
    return [Reading(r.issue_id, names.get(r.reader_id, ""), r.reason, r.at, r.what) for r in rows]
