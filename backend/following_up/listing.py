"""Boards of the office: what units have in hand, whom to call back, what to look at again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from tortoise.expressions import Q, Subquery

from backend.enterprises.queries import paired_ids
from backend.following_up.looking_back import owners
from backend.following_up.models import LookBack, SpotCheck
from backend.identities import queries as identities
from backend.issues.access import LOOK_BACK_OWNERS
from backend.issues.listing import TODO_STATES
from backend.issues.models import Issue, Step
from backend.issues.queries import IssueRow, rows_for_office, rows_for_unit
from backend.issues.standing import own_units
from backend.issues.states import IssueSource, IssueState
from backend.kernel import page
from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import NotAllowed
from backend.people.models import Grant
from backend.people.queries import in_force

LOOK_BACKS_MAX = 200
COLOURS = frozenset({"blue", "yellow", "red", "stop"})


@dataclass(frozen=True, slots=True)
class ToCall:
    """A result that waits for whoever raised the problem to be told and asked."""

    row: IssueRow
    answered: bool
    tries: int


@dataclass(frozen=True, slots=True)
class ToCheck:
    """Solved on the spot; the office asks. ``tries``: how often nobody was reached."""

    row: IssueRow
    due_on: date
    tries: int


@dataclass(frozen=True, slots=True)
class ToLook:
    row: IssueRow
    due_on: date
    rule: str


async def in_hand(
    actor: Actor, *, colour: str | None, first: int, after: str | None
) -> list[IssueRow]:
    """What units have in hand in the actor's region, first due first; one more when there is more.

    ``colour`` is blue, yellow, red or stop; with None or anything else it is all of them.

    Raises:
        NotAllowed: only supervisors (remedy: stop). CursorUnknown (remedy: fix).
    """
    where = _in_hand(actor, colour) & page.newer_than(after, by="due_at")
    return await rows_for_office(where, order="due_at", limit=page.size(first) + 1)


async def count_in_hand(actor: Actor, *, colour: str | None) -> int:
    """How many those are: issues, of nobody in particular."""
    return await Issue.filter(_in_hand(actor, colour)).count()


async def to_call_back(
    actor: Actor, *, first: int, after: str | None, now: datetime
) -> list[ToCall]:
    """Results to tell and ask about, first due first: never of one's own report or unit.

    A liaison officer sees those of the enterprises paired with them, without protected ones.

    Raises:
        NotAllowed: only supervisors and liaison officers (remedy: stop). CursorUnknown.
    """
    where = await _to_call(actor, now) & page.newer_than(after, by="due_at")
    rows = await rows_for_office(where, order="due_at", limit=page.size(first) + 1)
    rounds = {(row["id"], row["round"]) for row in rows}
    steps = await Step.filter(
        issue_id__in=[row["id"] for row in rows], command__in=["answer", "call_back"]
    ).values_list("issue_id", "round", "command")
    said = [(issue, command) for issue, turn, command in steps if (issue, turn) in rounds]
    return [
        ToCall(
            row,
            answered=(row["id"], "answer") in said,
            tries=said.count((row["id"], "call_back")),
        )
        for row in rows
    ]


async def to_look_back(actor: Actor) -> list[ToLook]:
    """What the actor is to look back on, themself or for whom they stand in, first due first;
    the office's words unless of the office."""
    return await _planned(actor, Q(owner_id__in=owners(actor)))


async def unowned(actor: Actor, *, now: datetime) -> list[ToLook]:
    """Look-backs of the actor's region whose owner is gone: for the office to name another."""
    if actor.role is not Role.SUPERVISOR or actor.region is None:
        return []
    there = Grant.filter(in_force(now), role__in=LOOK_BACK_OWNERS, person__active=True)
    return await _planned(actor, ~Q(owner_id__in=Subquery(there.values("person_id"))))


async def _planned(actor: Actor, whose: Q) -> list[ToLook]:
    where = Q(state=IssueState.CLOSED)
    if actor.role is Role.SUPERVISOR and actor.region is not None:
        where &= Q(region__startswith=actor.region)
    closed = Subquery(Issue.filter(where).values("id"))
    plans = await LookBack.filter(whose, done_at__isnull=True, issue_id__in=closed).order_by(
        "due_on", "id"
    ).limit(LOOK_BACKS_MAX)  # fmt: skip
    read = rows_for_office if actor.role is Role.SUPERVISOR else rows_for_unit
    ids = Q(id__in=[plan.issue_id for plan in plans])
    rows = {row["id"]: row for row in await read(ids, order="closed_at", limit=LOOK_BACKS_MAX)}
    return [
        ToLook(rows[plan.issue_id], plan.due_on, plan.rule)
        for plan in plans
        if plan.issue_id in rows
    ]


async def to_spot_check(actor: Actor, *, now: datetime) -> list[ToCheck]:
    """What was solved on the spot and drawn to be asked about, first due first: not one's own.

    Raises:
        NotAllowed: only supervisors (remedy: stop).
    """
    if actor.role is not Role.SUPERVISOR or actor.region is None:
        raise NotAllowed(action="spot_check")
    drawn = await SpotCheck.filter(
        region__startswith=actor.region, done_at__isnull=True
    ).order_by("due_on", "issue_id").limit(LOOK_BACKS_MAX)  # fmt: skip
    ids = [one.issue_id for one in drawn]
    if not ids:
        return []
    where = Q(id__in=ids, state=IssueState.CLOSED) & await _anothers(actor, now)
    rows = {row["id"]: row for row in await rows_for_office(where, order="id", limit=len(ids))}
    steps = Step.filter(issue_id__in=ids, command="spot_check")
    tries = Counter(cast("list[UUID]", await steps.values_list("issue_id", flat=True)))
    return [
        ToCheck(rows[one.issue_id], one.due_on, tries[one.issue_id])
        for one in drawn
        if one.issue_id in rows
    ]


async def closed_lately(actor: Actor, *, first: int, after: str | None) -> list[IssueRow]:
    """What was closed and nobody is to look at again yet, newest first: for planning in batches.

    Raises:
        NotAllowed: only supervisors (remedy: stop). CursorUnknown (remedy: fix).
    """
    if actor.role is not Role.SUPERVISOR or actor.region is None:
        raise NotAllowed(action="look_back")
    planned = Subquery(LookBack.filter(done_at__isnull=True).values("issue_id"))
    where = Q(region__startswith=actor.region, state=IssueState.CLOSED, closed_at__isnull=False)
    where &= page.older_than(after, by="closed_at") & ~Q(id__in=planned)
    return await rows_for_office(where, order="-closed_at", limit=page.size(first) + 1)


def _in_hand(actor: Actor, colour: str | None) -> Q:
    if actor.role is not Role.SUPERVISOR or actor.region is None:
        raise NotAllowed(action="in_hand")
    where = Q(region__startswith=actor.region, state__in=TODO_STATES, due_at__isnull=False)
    return where & Q(colour=colour) if colour in COLOURS else where


async def _anothers(actor: Actor, now: datetime) -> Q:
    """Neither the actor's own report nor their unit's work."""
    where = Q(reporter_id__isnull=True) | ~Q(reporter_id=actor.person_id)
    mine = await own_units(actor, now=now)
    if mine:
        where &= Q(lead_unit_id__isnull=True) | ~Q(lead_unit_id__in=list(mine))
    return where


async def _to_call(actor: Actor, now: datetime) -> Q:
    where = Q(state=IssueState.RESPONDED, due_at__isnull=False) & await _anothers(actor, now)
    if actor.role is Role.SUPERVISOR and actor.region is not None:
        own = await identities.issues_of(actor.person_id)
        where &= Q(region__startswith=actor.region)
        return where & ~Q(id__in=own) if own else where
    if actor.role is Role.LIAISON:
        paired = await paired_ids(actor.person_id, at=now, lent_by=actor.stands_in_for)
        where &= Q(enterprise_id__in=list(paired), protected=False)
        return where & ~Q(source=IssueSource.FAULT_FINDING)
    raise NotAllowed(action="call_back")
