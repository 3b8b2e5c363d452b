"""The last rung of the ladder (监督室的未读清单): alerts that climbed past every other, unread.

An alert leaves the list when it is read, and when it asks nothing of its reader any more: they did
something with the issue, it lies with somebody else, or it is over (notify/overtaking).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q, Subquery

from backend.issues.allowed import allowed
from backend.issues.history import AUTHOR_SAYS
from backend.issues.models import Issue
from backend.issues.queries import IssueRow, rows_for_office
from backend.issues.standing import facts_of
from backend.issues.states import OPEN_STATES
from backend.kernel import page
from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import NotAllowed
from backend.notify import tracing as notify
from backend.notify.models import Channel, Delivery, DeliveryState, Notice
from backend.people.models import Person
from backend.people.queries import handlers_of

NEXT_STEPS = ("urge", "transfer")  # commands of the life cycle that answer an alert nobody reads


@dataclass(frozen=True, slots=True)
class Unheard:
    """One alert that its reader has not read. ``phone``: of a unit's people only, to call them."""

    notice_id: UUID
    row: IssueRow
    told: notify.Told
    who: str
    phone: str
    next_steps: list[str]

    @property
    def listed_at(self) -> datetime | None:
        """Since when it is on this list."""
        return next((r.sent_at for r in self.told.rungs if r.channel is Channel.UNHEARD), None)


async def unheard(actor: Actor, *, first: int, after: str | None, now: datetime) -> list[Unheard]:
    """The alerts of the office's region, those unread for longest first; one more when there is.

    Raises:
        NotAllowed: only supervisors (remedy: stop). CursorUnknown (remedy: fix).
    """
    where = await _unheard(actor) & page.newer_than(after, by="created_at")
    found = await Notice.filter(where).order_by("created_at", "id").limit(page.size(first) + 1)
    issues = {one.id: one async for one in Issue.filter(id__in=[n.subject_id for n in found])}
    rows = await rows_for_office(Q(id__in=list(issues)), order="id", limit=len(issues))
    row_of = {row["id"]: row for row in rows}
    people = {one.id: one async for one in Person.filter(id__in=[n.recipient_id for n in found])}
    lines = []
    for notice, told in zip(found, await notify.told_of(found), strict=True):
        issue, reader = issues[notice.subject_id], people.get(notice.recipient_id)
        may = await allowed(actor, issue, await facts_of(actor, issue, now=now), now=now)
        lines.append(
            Unheard(
                notice_id=notice.id,
                row=row_of[issue.id],
                told=told,
                who=reader.name if reader else AUTHOR_SAYS,
                phone=await _phone(reader, issue, now=now),
                next_steps=[command for command in NEXT_STEPS if command in may],
            )
        )
    return lines


async def count_unheard(actor: Actor) -> int:
    """How many alerts are on the list: of nobody in particular."""
    return await Notice.filter(await _unheard(actor)).count()


async def _unheard(actor: Actor) -> Q:
    if actor.role is not Role.SUPERVISOR or actor.region is None:
        raise NotAllowed(action="unheard")
    climbed = Delivery.filter(channel=Channel.UNHEARD, state=DeliveryState.SENT)
    open_ones = Issue.filter(region__startswith=actor.region, state__in=list(OPEN_STATES))
    return (
        Q(read_at__isnull=True, overtaken_at__isnull=True, subject_kind="issue")
        & Q(id__in=Subquery(climbed.values("notice_id")))
        & Q(subject_id__in=Subquery(open_ones.values("id")))
    )


async def _phone(reader: Person | None, issue: Issue, *, now: datetime) -> str:
    if reader is None or issue.lead_unit_id is None:
        return ""
    return reader.phone if reader.id in await handlers_of(issue.lead_unit_id, now=now) else ""
