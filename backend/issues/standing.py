"""Who an actor is to one issue: the facts that permission depends on, and what may be seen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from backend.enterprises.queries import paired, paired_ids
from backend.identities import queries as identities
from backend.issues import access
from backend.issues.access import UNIT_LEAD, IssueFacts
from backend.issues.models import CoUnit, Issue
from backend.issues.states import IssueSource
from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import NotFound
from backend.people.models import Grant, Person
from backend.people.queries import in_force

# Filled by wiring from following_up, which stands above this slice: rows with the ``issue_id`` of
# what somebody is to look back on; whether the office is to ask about one that was solved on the
# spot.
LOOKS_BACK: list[Callable[[Actor], QuerySet[Any]]] = []
IsDrawn = Callable[[UUID], Awaitable[bool]]


async def _not_drawn(_: UUID) -> bool:
    return False


DRAWN: list[IsDrawn] = [_not_drawn]


async def visible(actor: Actor, issue_id: UUID, *, now: datetime, lock: bool = False) -> Issue:
    """The issue, or NotFound if it is absent or hidden; the two look the same."""
    found = Issue.filter(await readable(actor, now=now), id=issue_id)
    issue = await (found.select_for_update() if lock else found).first()
    if issue is None:
        raise NotFound()
    return issue


async def readable(actor: Actor, *, now: datetime) -> Q:
    """What this actor may read, for the database."""
    paired_now: list[UUID] = []
    if actor.role is Role.LIAISON:
        paired_now = list(await paired_ids(actor.person_id, at=now, lent_by=actor.stands_in_for))
    return access.readable_by(
        actor,
        paired=paired_now,
        own_protected=await identities.issues_of(actor.person_id),
        helped=await helped(actor),
        to_look_back=await to_look_back(actor),
    )


async def facts_of(actor: Actor, issue: Issue, *, now: datetime) -> IssueFacts:
    """What ``access`` decides by."""
    own = issue.reporter_id == actor.person_id or (
        issue.protected and await identities.pseudonym_of(issue.id, actor.person_id) is not None
    )
    is_paired = False
    if actor.role is Role.LIAISON and issue.enterprise_id is not None:
        is_paired = (
            await paired(actor.person_id, issue.enterprise_id, at=now, lent_by=actor.stands_in_for)
            is not None
        )
    return IssueFacts(
        region=issue.region,
        own=own,
        paired=is_paired,
        protected=issue.protected,
        fault_finding=issue.source is IssueSource.FAULT_FINDING,
        handler_id=issue.handler_id,
        lead_unit_id=issue.lead_unit_id,
        helps=issue.id in await helped(actor),
        own_units=await own_units(actor, now=now),
        looks_back=issue.id in await to_look_back(actor),
        drawn=actor.role is Role.SUPERVISOR and await DRAWN[-1](issue.id),
    )


async def to_look_back(actor: Actor) -> list[UUID]:
    """The issues that this person is to look back on."""
    found = LOOKS_BACK[-1](actor).values_list("issue_id", flat=True)
    return cast("list[UUID]", await found)


async def own_units(actor: Actor, *, now: datetime) -> frozenset[UUID]:
    """The unit the person works for, and those of the grants held now, acting in them or not."""
    post = await Person.filter(id=actor.person_id).values_list("unit_id", flat=True)
    held = await Grant.filter(in_force(now), person_id=actor.person_id).values_list(
        "unit_id", flat=True
    )
    found = cast("list[UUID | None]", [actor.unit_id, *post, *held])
    return frozenset(one for one in found if one)


def of_own_unit(actor: Actor, *, now: datetime) -> Q:
    """The issues that lie with one of ``own_units``, for the database."""
    post = Person.filter(id=actor.person_id).values("unit_id")
    held = Grant.filter(in_force(now), person_id=actor.person_id).values("unit_id")
    found = Q(lead_unit_id__in=Subquery(post)) | Q(lead_unit_id__in=Subquery(held))
    return found | Q(lead_unit_id=actor.unit_id) if actor.unit_id else found


def is_to_look_back(actor: Actor) -> Q:
    """The issues that this person is to look back on, for the database."""
    return Q(id__in=Subquery(LOOKS_BACK[-1](actor).values("issue_id")))


async def helped(actor: Actor) -> list[UUID]:
    """The issues that a unit led by this person helps with now."""
    if actor.role is not Role.HANDLER or UNIT_LEAD not in actor.bundles or actor.unit_id is None:
        return []
    found = CoUnit.filter(unit_id=actor.unit_id, until_at__isnull=True)
    return cast("list[UUID]", await found.values_list("issue_id", flat=True))
