"""A protected reporter has another name in each issue; who it is, is read with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from backend.identities import access
from backend.identities.access import Action
from backend.identities.models import IdentityReading, ReadWhat, Reporter
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.kernel.refusal import NotFound, check_length
from backend.people.models import Person

REASON_CHARS = (4, 300)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reported it; precise times stay here."""

    name: str
    phone: str
    reported_at: datetime


async def conceal(issue_id: UUID, actor: Actor, *, reported_at: datetime) -> UUID:
    """Keep who reports this issue, and return the pseudonym. Inside the deed's transaction."""
    row = await Reporter.create(
        issue_id=issue_id,
        person_id=actor.person_id,
        grant_id=actor.grant_id,
        pseudonym=uuid4(),
        reported_at=reported_at,
    )
    return row.pseudonym


async def keep_reading(
    actor: Actor, issue_id: UUID, what: ReadWhat, *, reason: str, now: datetime
) -> None:
    """Before the answer exists: who reads what of this issue, and why. DISC_LEAD sees all of them.

    Raises:
        TextLength: the reason is missing (remedy: fix).
    """
    least, most = REASON_CHARS
    check_length(reason, field="reason", label="查看的原因", least=least, most=most)
    await IdentityReading.create(
        id=uuid4(),
        issue_id=issue_id,
        what=what,
        reader_id=actor.person_id,
        grant_id=actor.grant_id,
        reason=reason.strip(),
        at=now,
    )


async def read_identity(actor: Actor, issue_id: UUID, *, reason: str, now: datetime) -> Identity:
    """Who reported it. The caller has decided that the actor may see the issue.

    Raises:
        NotAllowed: without the clearance (remedy: stop).
        TextLength: the reason is missing (remedy: fix).
        NotFound: nobody protected is behind this issue (remedy: stop).
    """
    require(access.TABLE, actor, Action.READ_IDENTITY, None)
    row = await Reporter.get_or_none(issue_id=issue_id)
    if row is None:
        raise NotFound()
    await keep_reading(actor, issue_id, ReadWhat.IDENTITY, reason=reason, now=now)
    person = await Person.get(id=row.person_id).only("id", "name", "phone")
    return Identity(person.name, person.phone, row.reported_at)
