"""Whom to give an issue to: the unit that had such problems before, the reason in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

import strawberry

from backend.handling.models import Assignment
from backend.issues import clocks
from backend.issues.access import UNIT_LEAD, leads_unit
from backend.issues.standing import facts_of, visible
from backend.issues.states import Urgency
from backend.issues.transitions import Clock
from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import NotAllowed
from backend.people.models import Grant, Unit
from backend.people.queries import in_force

LOOKS_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    name: str
    lead: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit with the people who handle for it now. ``reason``: only of the one suggested."""

    unit_id: UUID
    unit_name: str
    people: list[Person]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """``units``: id and name of the others that can handle. ``people``: for the lead."""

    units: list[tuple[UUID, str]]
    people: list[Person]


@strawberry.type(description="现在交办的期限。")
class DuePreview:
    at: datetime
    provisional: bool
    acknowledge_by: datetime
    inputs: strawberry.scalars.JSON


async def choices(
    actor: Actor, issue_id: UUID, *, topic: str | None, now: datetime
) -> list[Choice]:
    """Every unit that has somebody to handle, the suggested one first, the rest by name.

    Raises:
        NotFound: absent or hidden (remedy: stop). NotAllowed: only supervisors (remedy: stop).
    """
    if actor.role is not Role.SUPERVISOR:
        raise NotAllowed(action="assign")
    issue = await visible(actor, issue_id, now=now)
    people = await _handlers(now)
    units = await Unit.filter(id__in=list(people), active=True).order_by("name") if people else []
    found = [Choice(unit.id, unit.name, people[unit.id]) for unit in units]
    wanted = topic or issue.topic
    suggested, reason = await _suggested(wanted, issue.region, {unit.id for unit in units}, now)
    if suggested is None:
        return found
    first = next(one for one in found if one.unit_id == suggested)
    rest = [one for one in found if one.unit_id != suggested]
    return [Choice(first.unit_id, first.unit_name, first.people, reason), *rest]


async def of_the_unit(actor: Actor, issue_id: UUID, *, now: datetime) -> Choices:
    """What a unit chooses from: where else the issue might go, and whom its lead may name.

    Raises:
        NotFound: absent or hidden (remedy: stop). NotAllowed: only those who handle (remedy: stop).
    """
    if actor.role is not Role.HANDLER:
        raise NotAllowed(action="handle")
    issue = await visible(actor, issue_id, now=now)
    own = issue.lead_unit_id
    people = await _handlers(now)
    units = await Unit.filter(id__in=list(people), active=True).order_by("name") if people else []
    leads = leads_unit(actor, await facts_of(actor, issue, now=now))
    return Choices(
        units=[(unit.id, unit.name) for unit in units if unit.id != own],
        people=people.get(own, []) if leads and own is not None else [],
    )


async def due_preview(urgency: Urgency, *, now: datetime) -> DuePreview:
    """The due date that an assignment made now would get."""
    columns = await clocks.start(Clock.HANDLE, rule=urgency.value, now=now)
    return DuePreview(
        at=columns["due_at"],
        provisional=columns["due_provisional"],
        acknowledge_by=columns["acknowledge_by"],
        inputs=strawberry.scalars.JSON(columns["due_inputs"]),
    )


async def _suggested(
    topic: str, region: str, present: set[UUID], now: datetime
) -> tuple[UUID | None, str | None]:
    """By topic and street, else by topic; a unit that only declined does not count."""
    kept = Assignment.filter(topic=topic, assigned_at__gte=now - LOOKS_BACK).exclude(
        ended_by="decline"
    )
    for where, words in ((kept.filter(region=region), "本街道这类问题"), (kept, "这类问题")):
        given = Counter(
            one for one in cast("list[UUID]", await where.values_list("unit_id", flat=True))
            if one in present
        )  # fmt: skip
        if given:
            unit_id, count = given.most_common(1)[0]
            return unit_id, f"{words}一年内 {given.total()} 件，{count} 件由它办"
    return None, None


async def _handlers(now: datetime) -> dict[UUID, list[Person]]:
    """Who handles for which unit, by name."""
    held = (
        Grant.filter(
            in_force(now), role=Role.HANDLER, unit_id__isnull=False, person__active=True,
            lent_from_id__isnull=True,
        )
        .order_by("person__name", "person_id")
        .values("unit_id", "person_id", "bundles", person_name="person__name")
    )  # fmt: skip
    found: dict[UUID, list[Person]] = {}
    for row in await held:
        person = Person(row["person_id"], row["person_name"], UNIT_LEAD in row["bundles"])
        found.setdefault(row["unit_id"], []).append(person)
    return found
