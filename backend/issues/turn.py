"""Whose turn it is at the office, when something there waits for too long."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.issues.models import Issue, Step
from backend.kernel.actor import Role
from backend.people.models import Person
from backend.people.queries import holders, stand_ins_of

OFFICE = "OFFICE"


async def whose_turn(issue: Issue, *, now: datetime) -> list[UUID]:
    """One supervisor of the region, and who stands in for them: not the whole office at once.

    Who decided on it last knows it best; else one of those with the bundle ``OFFICE``, else of all,
    drawn by the issue's id, so that the same one hears however often this runs. Nobody's own or
    their unit's work is their turn, nor after an objection that of who refused it.
    """
    there = set(await holders(Role.SUPERVISOR, issue.region, now=now))
    there -= {issue.reporter_id, issue.handler_id} | await _of_unit(issue, there)
    refused = Step.filter(issue_id=issue.id, command="reject")
    there -= {step.actor_id async for step in refused}
    if not there:
        return []
    one = await _who_decided(issue, there) or await _drawn(issue, there, now)
    return [one, *await stand_ins_of(one, Role.SUPERVISOR, now=now)]


async def _who_decided(issue: Issue, among: set[UUID]) -> UUID | None:
    steps = Step.filter(issue_id=issue.id, actor_id__in=list(among)).order_by("-at").limit(1)
    return next(iter([step.actor_id async for step in steps]), None)


async def _drawn(issue: Issue, among: set[UUID], now: datetime) -> UUID:
    office = await holders(Role.SUPERVISOR, issue.region, bundle=OFFICE, now=now)
    fit = sorted(among & set(office)) or sorted(among)
    return fit[issue.id.int % len(fit)]


async def _of_unit(issue: Issue, people: set[UUID]) -> set[UUID]:
    if issue.lead_unit_id is None:
        return set()
    of_unit = Person.filter(id__in=list(people), unit_id=issue.lead_unit_id)
    return {person.id async for person in of_unit.only("id")}
