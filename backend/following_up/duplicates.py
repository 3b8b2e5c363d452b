"""可能是同一件: what was reported before and may be the same, among what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from tortoise.expressions import Q

from backend.evidence.queries import receipts
from backend.following_up import rules
from backend.following_up.rules import Described, Told
from backend.identities import queries as identities
from backend.issues.models import Issue
from backend.issues.queries import IssueRow, rows_for_office, rows_for_unit
from backend.issues.standing import readable
from backend.issues.states import IssueState
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import civil_date

READ_MOST = 200  # candidates whose words are compared
FIRST_MAX = 5
NOT_THESE = (IssueState.REJECTED, IssueState.MERGED, IssueState.REDIRECTED)


@dataclass(frozen=True, slots=True)
class Likely:
    row: IssueRow
    same_enterprise: bool
    own: bool  # the reader reported it
    photo_id: UUID | None  # the first, to know it by


async def likely(actor: Actor, one: Described, *, first: int, now: datetime) -> list[Likely]:
    """At most five that share enterprise or topic and enough words, most alike first.

    Compared are the words that the reader may read, so nothing is told by what is found.
    """
    where = await readable(actor, now=now) & _near(one)
    where &= Q(received_at__gte=now - rules.LOOKS_BACK) & ~Q(state__in=NOT_THESE)
    if one.but is not None:
        where &= ~Q(id=one.but)
    if actor.role is Role.SUPERVISOR and actor.region is not None:
        where &= Q(region__startswith=actor.region)
    else:
        where &= Q(protected=False) | Q(id__in=await identities.issues_of(actor.person_id))
    read = rows_for_unit if actor.role is Role.HANDLER else rows_for_office
    rows = await read(where, order="-received_at", limit=READ_MOST)
    told = [_told(row) for row in rows]
    alike = [rows[n] for n in rules.likely(one, told, today=civil_date(now))]
    chosen = alike[: max(1, min(first, FIRST_MAX))]
    own = await _own(actor, chosen)
    photos = {one.subject_id: one.id for one in reversed(await receipts([r["id"] for r in chosen]))}
    return [
        Likely(
            row, one.enterprise_id is not None and row["enterprise_id"] == one.enterprise_id,
            row["id"] in own, photos.get(row["id"]),
        )
        for row in chosen
    ]  # fmt: skip


async def _own(actor: Actor, rows: list[IssueRow]) -> set[UUID]:
    reported = Issue.filter(id__in=[row["id"] for row in rows], reporter_id=actor.person_id)
    found = cast("list[UUID]", await reported.values_list("id", flat=True)) if rows else []
    return {*found, *await identities.issues_of(actor.person_id)}


def _near(one: Described) -> Q:
    near = Q(topic=one.topic) if one.topic else Q()
    if one.enterprise_id is not None:
        here = Q(enterprise_id=one.enterprise_id)
        return near | here if one.topic else here
    return near


def _told(row: IssueRow) -> Told:
    on = civil_date(row["received_at"])
    return Told(row["description"], row["enterprise_id"], row["topic"], on)
