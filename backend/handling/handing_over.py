"""Everything open of one person goes to another in one step; before that, what it is and to whom.

What is shown and what is moved are one condition (``access.handed_over_by``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, cast
from uuid import UUID

from tortoise.expressions import Q

from backend.handling import access
from backend.handling.access import Action
from backend.handling.assigning import PersonNotOfUnit, is_handler_of
from backend.handling.leaving import HELD, REASON_CHARS, SamePersonAgain, step_of, take_over
from backend.handling.suggesting import handlers
from backend.identities import queries as identities
from backend.issues.models import Issue, Step
from backend.issues.queries import rows_for_office, rows_for_unit
from backend.issues.standing import own_units
from backend.issues.states import IssueState
from backend.kernel.access import require
from backend.kernel.actor import Actor, Role
from backend.kernel.commands import once, remember
from backend.kernel.device_time import check_time
from backend.kernel.ledger import Deed, transaction
from backend.kernel.refusal import check_length
from backend.people.models import Unit
from backend.people.queries import grant_in_force

HELD_MAX = 300  # shown; the deed moves all


@dataclass(frozen=True, slots=True)
class HandOver:
    """All open issues of one person go to another."""

    command_id: UUID
    from_person_id: UUID
    to_person_id: UUID
    reason: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class HandedOver:
    """``left``: those of units for which the other person does not handle; they stay."""

    issues: int
    left: int


@dataclass(frozen=True, slots=True)
class Holder:
    """``handles``: may take over; who no longer handles but still holds something may not."""

    id: UUID
    name: str
    lead: bool
    handles: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """A unit and who handles or holds something for it, by name."""

    unit_id: UUID
    unit_name: str
    people: list[Holder]


class HeldRow(TypedDict):
    """One issue of the list. ``title`` None: what it says is not this reader's."""

    id: UUID
    number: str | None
    title: str | None
    state: IssueState
    due_at: datetime | None
    lead_unit_id: UUID | None
    lead_unit_name: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """The first of what a person holds, first due first, and how many there are."""

    rows: list[HeldRow]
    total: int


async def staff(actor: Actor, *, now: datetime) -> list[Staff]:
    """Whose issues this actor may hand over, and who may take over, by unit and name.

    Raises:
        NotAllowed: only admins, the office and leads of units (remedy: stop).
    """
    require(access.TABLE, actor, Action.HAND_OVER, None)
    found: dict[UUID, list[Holder]] = defaultdict(list)
    for unit_id, people in (await handlers(now)).items():
        if actor.role is not Role.HANDLER or unit_id == actor.unit_id:
            found[unit_id] = [Holder(one.id, one.name, one.lead, handles=True) for one in people]
    held = Issue.filter(await _in_reach(actor, now), state__in=HELD, handler_id__isnull=False)
    rows = await held.distinct().values_list("lead_unit_id", "handler_id", "handler__name")
    for unit_id, person_id, name in cast("list[tuple[UUID, UUID, str]]", rows):
        if person_id not in {one.id for one in found[unit_id]}:
            found[unit_id].append(Holder(person_id, name, lead=False, handles=False))
    units = await Unit.filter(id__in=list(found)).order_by("name") if found else []
    return [
        Staff(unit.id, unit.name, sorted(found[unit.id], key=lambda one: one.name))
        for unit in units
    ]


async def held_by(actor: Actor, person_id: UUID, *, now: datetime) -> Held:
    """What this person holds, as far as the actor may hand it over.

    Raises:
        NotAllowed: only admins, the office and leads of units (remedy: stop).
    """
    require(access.TABLE, actor, Action.HAND_OVER, None)
    where = await _in_reach(actor, now) & Q(handler_id=person_id, state__in=HELD)
    return Held(await _rows(actor, where), await Issue.filter(where).count())


async def hand_over_issues(actor: Actor, letter: HandOver, *, now: datetime) -> HandedOver:
    """Everything open goes to another person in one step (DECISIONS 10: one event for each).

    Raises:
        NotAllowed: only admins, the office and leads of units (remedy: stop).
        SamePersonAgain, TextLength, GrantNotInForce, FromTheFuture: (remedy: fix).
        PersonNotOfUnit: the other handles for none of the units; nothing has moved (remedy: fix).
        IdReused: (remedy: stop).

    Emits:
        issues.stepped for each issue
    """

    async def act(mark: str) -> UUID:
        check_time(letter.sealed_at, field="sealedAt", now=now)
        await grant_in_force(actor, letter.sealed_at)
        require(access.TABLE, actor, Action.HAND_OVER, None)
        if letter.from_person_id == letter.to_person_id:
            raise SamePersonAgain(field="toPersonId")
        least, most = REASON_CHARS
        check_length(letter.reason, field="reason", label="原因", least=least, most=most)
        async with transaction():
            await _move(actor, letter, now)
            deed = Deed(actor, now, "handOverIssues", letter.command_id, letter.sealed_at)
            await remember(deed, mark=mark, subject_id=letter.to_person_id)
        return letter.to_person_id

    await once(letter, name="handOverIssues", actor_id=actor.person_id, act=act)
    moved = Step.filter(command="reassign", actor_id=actor.person_id).values_list("id", "issue_id")
    steps = cast("list[tuple[UUID, UUID]]", await moved)
    left = Q(handler_id=letter.from_person_id, state__in=HELD) & await _in_reach(actor, now)
    return HandedOver(
        issues=sum(step == step_of(letter.command_id, issue) for step, issue in steps),
        left=await Issue.filter(left).count(),
    )


async def _move(actor: Actor, letter: HandOver, now: datetime) -> None:
    where = await _in_reach(actor, now) & Q(handler_id=letter.from_person_id, state__in=HELD)
    held = await Issue.filter(where).order_by("id").select_for_update()
    units = {issue.lead_unit_id for issue in held if issue.lead_unit_id}
    theirs = {one for one in units if await is_handler_of(letter.to_person_id, one, now=now)}
    if held and not theirs:
        raise PersonNotOfUnit(field="toPersonId")
    for issue in held:
        if issue.lead_unit_id in theirs:
            await take_over(
                actor, issue, letter.to_person_id, letter.reason, letter.command_id, now
            )


async def _rows(actor: Actor, where: Q) -> list[HeldRow]:
    if access.reads_no_issue(actor):
        bare = Issue.filter(where).order_by("due_at", "id").limit(HELD_MAX)
        plain = await bare.values(
            "id", "number", "state", "due_at", "lead_unit_id", lead_unit_name="lead_unit__name"
        )
        return [cast("HeldRow", {**row, "title": None}) for row in plain]
    read = rows_for_unit if actor.role is Role.HANDLER else rows_for_office
    rows = await read(where, order="due_at", limit=HELD_MAX)
    return [
        HeldRow(
            id=row["id"],
            number=row["number"],
            title=row["title"],
            state=row["state"],
            due_at=row["due_at"],
            lead_unit_id=row["lead_unit_id"],
            lead_unit_name=row["lead_unit_name"],
        )
        for row in rows
    ]


async def _in_reach(actor: Actor, now: datetime) -> Q:
    return access.handed_over_by(
        actor,
        own_protected=await identities.issues_of(actor.person_id),
        own_units=await own_units(actor, now=now),
    )
