"""The questions of issues. Read only; what a person may not see is not selected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict, cast
from uuid import UUID

from tortoise.expressions import Q

from backend.enterprises.queries import paired_ids
from backend.evidence.queries import PhotoRow, receipts
from backend.issues import access
from backend.issues.models import Closure, Issue, IssueSource, IssueState
from backend.issues.timeline import SAY_ISSUE, Line, timelines
from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import NotFound

LINES_MAX = 300


class IssueRow(TypedDict):
    """One issue as lists and pages show it; one row of one statement."""

    id: UUID
    version: int
    number: str | None
    state: IssueState
    source: IssueSource
    topic: str
    title: str
    description: str
    visit_id: UUID | None
    region: str
    reported_at: datetime
    received_at: datetime
    enterprise_id: UUID | None
    enterprise_name: str | None


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue with everything that hangs on it."""

    row: IssueRow
    closure: Closure | None = None
    photos: list[PhotoRow] = field(default_factory=list)
    timeline: list[Line] = field(default_factory=list)


async def issue_by_id(actor: Actor, issue_id: UUID, *, now: datetime) -> IssueView:
    """One issue, or NotFound if it is absent or hidden; the two look the same."""
    rows = await _rows(await _readable(actor, now), Q(id=issue_id), limit=1)
    if not rows:
        raise NotFound()
    return (await _views(rows))[0]


async def may_read(actor: Actor, issue_id: UUID, *, now: datetime) -> bool:
    """Whether the photos of this issue are there for this person."""
    return await Issue.filter(await _readable(actor, now), id=issue_id).exists()


async def issues_of_visit(visit_id: UUID) -> list[IssueView]:
    """The problems of one visit, oldest number first. For those who may read the visit."""
    return await _views(await _rows(Q(visit_id=visit_id, protected=False), order="number"))


async def ids_of_visit(visit_id: UUID) -> list[UUID]:
    found = await Issue.filter(visit_id=visit_id).values_list("id", flat=True)
    return cast("list[UUID]", found)


async def reported_by(person_id: UUID, *, since: datetime) -> list[IssueRow]:
    """What a person reported since then, newest first: the phone keeps it for reading offline."""
    return await _rows(Q(reporter_id=person_id, reported_at__gte=since), limit=LINES_MAX)


async def _readable(actor: Actor, now: datetime) -> Q:
    if actor.role is not Role.LIAISON:
        return access.readable_by(actor)
    return access.readable_by(
        actor, paired=await paired_ids(actor.person_id, at=now, lent_by=actor.stands_in_for)
    )


async def _rows(*where: Q, limit: int | None = None, order: str = "-reported_at") -> list[IssueRow]:
    chosen = Issue.filter(*where).order_by(order, "-id")
    if limit is not None:
        chosen = chosen.limit(limit)
    rows = chosen.values(
        "id", "version", "number", "state", "source", "topic", "title", "description", "visit_id",
        "region", "reported_at", "received_at", "enterprise_id",
        enterprise_name="enterprise__name",
    )  # fmt: skip
    return cast("list[IssueRow]", await rows)


async def _views(rows: list[IssueRow]) -> list[IssueView]:
    if not rows:
        return []
    ids = [row["id"] for row in rows]
    closures = {
        row.issue_id: row async for row in Closure.filter(issue_id__in=ids).order_by("round")
    }
    lines = await timelines(ids, SAY_ISSUE)
    photos: dict[UUID, list[PhotoRow]] = defaultdict(list)
    for photo in await receipts(ids):
        photos[photo.subject_id].append(photo)
    return [
        IssueView(row, closures.get(row["id"]), photos[row["id"]], lines[row["id"]]) for row in rows
    ]
