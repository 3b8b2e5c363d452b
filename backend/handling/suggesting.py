"""Whom to give an issue to: the unit that had such problems before, the reason in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

import strawberry

from backend.handling.models import Assignment
from backend.issues import clocks
from backend.issues.access import UNIT_LEAD, may_give
from backend.issues.standing import facts_of, visible
from backend.issues.states import Urgency
from backend.issues.table_words import Clock
from backend.issues.transitions import TABLE
from backend.kernel.actor import Actor, Role, covering
from backend.kernel.refusal import NotAllowed
from backend.notify.doorbells import reach_of
from backend.notify.models import Reach
from backend.people.models import Grant, Unit
from backend.people.queries import in_force

LOOKS_BACK = timedelta(days=365)
STREET = "企业所在街道"


@dataclass(frozen=True, slots=True)
class Person:
    """Who handles. ``stand_in``: who acts for them now, because they are away."""

    id: UUID
    name: str
    lead: bool
    reach: Reach
    stand_in: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit with the people who handle for it now. ``reason``: only of those suggested."""

    unit_id: UUID
    unit_name: str
    people: list[Person]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """``units``: id and name of the others that can handle. ``people``: who else may be named,
    for those who may name them."""

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
    """Every unit that has somebody to handle: who had such problems, the street's own, the rest.

    Raises:
        NotFound: absent or hidden (remedy: stop). NotAllowed: only supervisors (remedy: stop).
    """
    if actor.role is not Role.SUPERVISOR:
        raise NotAllowed(action="assign")
    issue = await visible(actor, issue_id, now=now)
    people = await handlers(now)
    units = await Unit.filter(id__in=list(people), active=True).order_by("name") if people else []
    found = [Choice(unit.id, unit.name, people[unit.id]) for unit in units]
    streets = {unit.id: STREET for unit in units if unit.region in covering(issue.region)}
    reasons = streets | await _by_history(
        topic or issue.topic, issue.region, {unit.id for unit in units}, now
    )
    told = [replace(one, reason=reasons.get(one.unit_id)) for one in found]
    return sorted(told, key=lambda one: (one.reason is None, one.reason == STREET))


async def of_the_unit(actor: Actor, issue_id: UUID, *, now: datetime) -> Choices:
    """What a unit chooses from: where else the issue might go, and who else of it may be named.

    Raises:
        NotFound: absent or hidden (remedy: stop).
        NotAllowed: only those who handle, and the office (remedy: stop).
    """
    if actor.role not in {Role.HANDLER, Role.SUPERVISOR}:
        raise NotAllowed(action="handle")
    issue = await visible(actor, issue_id, now=now)
    own = issue.lead_unit_id
    people = await handlers(now)
    units = await Unit.filter(id__in=list(people), active=True).order_by("name") if people else []
    facts = await facts_of(actor, issue, now=now)
    of_it = people.get(own, []) if own and may_give(actor, TABLE["reassign"], facts) else []
    return Choices(
        units=[(unit.id, unit.name) for unit in units if unit.id != own],
        people=[one for one in of_it if one.id != issue.handler_id],
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


async def handlers(now: datetime) -> dict[UUID, list[Person]]:
    """Who handles for which unit, by name."""
    held = (
        Grant.filter(
            in_force(now), role=Role.HANDLER, unit_id__isnull=False, person__active=True,
            lent_from_id__isnull=True,
        )
        .order_by("person__name", "person_id")
        .values("id", "unit_id", "person_id", "bundles", person_name="person__name")
    )  # fmt: skip
    rows = await held
    lent = Grant.filter(
        in_force(now), lent_from_id__in=[row["id"] for row in rows], person__active=True
    ).values_list("lent_from_id", "person__name")
    stand_ins = dict(await lent) if rows else {}
    reached = await reach_of({row["person_id"] for row in rows})
    found: dict[UUID, list[Person]] = {}
    for row in rows:
        person = Person(
            row["person_id"], row["person_name"], UNIT_LEAD in row["bundles"],
            reached[row["person_id"]], stand_ins.get(row["id"]),
        )  # fmt: skip
        found.setdefault(row["unit_id"], []).append(person)
    return found


async def _by_history(
    topic: str, region: str, present: set[UUID], now: datetime
) -> dict[UUID, str]:
    """At most one, by topic and street, else by topic; a unit that declined does not count."""
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
            return {unit_id: f"{words}一年内 {given.total()} 件，{count} 件由它办"}
    return {}
