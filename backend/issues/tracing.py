"""Who was told of an issue, how and when, and who has read: for the office and the unit's lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.issues.access import in_region, is_supervisor, leads_unit
from backend.issues.history import AUTHOR_SAYS
from backend.issues.models import Issue
from backend.issues.standing import facts_of, visible
from backend.issues.timeline import names_of
from backend.kernel.actor import Actor
from backend.kernel.refusal import NotAllowed
from backend.notify import tracing as notify
from backend.notify.models import NoticeKind
from backend.people.queries import handlers_of


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line of one inbox; ``who`` is a name, or 上报人 for a protected reporter."""

    who: str
    kind: NoticeKind
    title: str
    told_at: datetime
    read_at: datetime | None
    rungs: list[notify.RungTold]


@dataclass(frozen=True, slots=True)
class Trace:
    summary: str
    lines: list[TraceLine]


async def unit_of(issue_id: UUID) -> UUID | None:
    """The unit that the issue lies with, for who is told when its people do not read."""
    issue = await Issue.get_or_none(id=issue_id).only("id", "lead_unit_id")
    return issue.lead_unit_id if issue else None


async def trace_of(actor: Actor, issue_id: UUID, *, now: datetime) -> Trace:
    """What left for whom because of this issue, the newest first.

    The office sees every line. The unit's lead sees those of the unit's own people only: when a
    reporter reads is nobody's business there.

    Raises:
        NotFound: outside the reader's scope (remedy: stop).
        NotAllowed: neither the office nor the unit's lead (remedy: stop).
    """
    issue = await visible(actor, issue_id, now=now)
    facts = await facts_of(actor, issue, now=now)
    office = is_supervisor(actor, facts) and in_region(actor, facts)
    if not office and not leads_unit(actor, facts):
        raise NotAllowed()
    told = await notify.trace(issue_id)
    if not office:
        assert issue.lead_unit_id is not None
        own = set(await handlers_of(issue.lead_unit_id, now=now))
        told = [line for line in told if line.recipient_id in own]
    names = await names_of({line.recipient_id for line in told})
    lines = [
        TraceLine(
            who=names.get(line.recipient_id, AUTHOR_SAYS),
            kind=line.kind,
            title=line.title,
            told_at=line.told_at,
            read_at=line.read_at,
            rungs=line.rungs,
        )
        for line in told
    ]
    return Trace(notify.summary(told), lines)
