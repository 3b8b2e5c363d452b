"""Who an actor is to an issue, who may give which command, and which issues a person may see.

LIFECYCLE.md, roles in full; DECISIONS 3 and 4. What is outside a reader's scope does not exist.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from backend.issues.states import Audience, IssueSource, IssueState
from backend.issues.table_words import Transition, Who
from backend.kernel.access import Predicate, Table
from backend.kernel.actor import Actor, Role

UNIT_LEAD, INTAKE = "UNIT_LEAD", "INTAKE"
LOOK_BACK_OWNERS = (Role.SUPERVISOR, Role.LIAISON)
"""Who may be given a look-back."""


class Action(StrEnum):
    READ = "issues.read"


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """The few things a decision may depend on."""

    region: str
    own: bool = False  # the actor raised it
    paired: bool = False  # the actor looks after its enterprise now
    protected: bool = False
    fault_finding: bool = False
    handler_id: UUID | None = None
    lead_unit_id: UUID | None = None
    helps: bool = False  # a unit that the actor leads helps
    own_units: frozenset[UUID] = frozenset()  # of the actor's grant and of the actor's post
    looks_back: bool = False  # the actor is to look back on it
    drawn: bool = False  # solved on the spot, and the office is to ask whether it was


def is_liaison(actor: Actor, _: IssueFacts) -> bool:
    return actor.role is Role.LIAISON


def is_special_supervisor(actor: Actor, _: IssueFacts) -> bool:
    return actor.role is Role.SPECIAL_SUPERVISOR


def is_supervisor(actor: Actor, _: IssueFacts) -> bool:
    return actor.role is Role.SUPERVISOR


def is_handler(actor: Actor, _: IssueFacts) -> bool:
    return actor.role is Role.HANDLER


def is_desk(actor: Actor, _: IssueFacts) -> bool:
    return actor.role in {Role.HANDLER, Role.SUPERVISOR} and INTAKE in actor.bundles


def is_own(_: Actor, issue: IssueFacts) -> bool:
    return issue.own


def is_anothers(_: Actor, issue: IssueFacts) -> bool:
    return not issue.own


def is_paired(_: Actor, issue: IssueFacts) -> bool:
    return issue.paired


def is_unprotected(_: Actor, issue: IssueFacts) -> bool:
    return not issue.protected


def is_no_fault_finding(_: Actor, issue: IssueFacts) -> bool:
    return not issue.fault_finding


def in_region(actor: Actor, issue: IssueFacts) -> bool:
    return actor.region is not None and issue.region.startswith(actor.region)


def is_office(actor: Actor, issue: IssueFacts) -> bool:
    return is_supervisor(actor, issue) and in_region(actor, issue)


def is_named(actor: Actor, issue: IssueFacts) -> bool:
    """The named person, or who stands in for them (代)."""
    return issue.handler_id is not None and issue.handler_id in {
        actor.person_id, actor.stands_in_for,
    }  # fmt: skip


def leads_unit(actor: Actor, issue: IssueFacts) -> bool:
    return (
        UNIT_LEAD in actor.bundles
        and actor.unit_id is not None
        and actor.unit_id == issue.lead_unit_id
    )


def helps(_: Actor, issue: IssueFacts) -> bool:
    return issue.helps


def is_outside_the_unit(actor: Actor, issue: IssueFacts) -> bool:
    """Nobody decides, calls back or looks back on their own or their unit's work."""
    return issue.lead_unit_id not in issue.own_units and not is_named(actor, issue)


def looks_back(_: Actor, issue: IssueFacts) -> bool:
    return issue.looks_back


def is_drawn(_: Actor, issue: IssueFacts) -> bool:
    return issue.drawn


TABLE: Table = {
    Action.READ: [
        [is_own],
        [is_liaison, is_paired, is_unprotected, is_no_fault_finding],
        [is_supervisor, in_region],
        [is_handler, is_named],
        [is_handler, leads_unit],
        [is_handler, helps],
        [looks_back],
    ],
}

WHO: Mapping[Who, Sequence[Sequence[Predicate]]] = {
    Who.AUTHOR: [[is_own]],
    Who.RATER: [[is_own, is_outside_the_unit]],
    Who.REPORTERS: [[is_liaison], [is_special_supervisor], [is_supervisor], [is_desk]],
    Who.SUPERVISOR: [[is_supervisor, in_region, is_anothers, is_outside_the_unit]],
    Who.NAMED_PERSON: [[is_handler, is_named]],
    Who.UNIT_LEAD: [[is_handler, leads_unit]],
    Who.PAIRED_LIAISON: [
        [is_liaison, is_paired, is_unprotected, is_no_fault_finding, is_outside_the_unit]
    ],
    Who.LOOK_BACK_OWNER: [[looks_back, is_outside_the_unit]],
    Who.SPOT_CHECKER: [[is_supervisor, in_region, is_anothers, is_outside_the_unit, is_drawn]],
    Who.ANYBODY: [[]],
}


def may_give(actor: Actor, row: Transition, issue: IssueFacts) -> bool:
    """Whether one of the kinds of people the table names is this actor to this issue."""
    return any(
        all(predicate(actor, issue) for predicate in clause)
        for who in row.who
        for clause in WHO[who]
    )


def is_authors_turn(
    row: Transition, state: IssueState, due_at: datetime | None, now: datetime
) -> bool:
    """Returned: first the author amends; when that time is over the office decides."""
    waits = state is IssueState.RETURNED and Who.SUPERVISOR in row.who and row.to is not None
    return waits and due_at is not None and now <= due_at


def audiences(actor: Actor, issue: IssueFacts) -> frozenset[Audience]:
    """What this reader may read of the steps: the office all, the unit what is for the parties."""
    if is_supervisor(actor, issue) and in_region(actor, issue):
        return frozenset(Audience)
    if is_handler(actor, issue) and not issue.own:
        return frozenset({Audience.PARTIES, Audience.AUTHOR})
    return frozenset({Audience.AUTHOR})


def hears_the_reporter(actor: Actor, issue: IssueFacts) -> bool:
    """Own words and voice, precise time and place: author and office; others if unprotected."""
    if issue.own or (is_supervisor(actor, issue) and in_region(actor, issue)):
        return True
    return not issue.protected


def readable_by(
    actor: Actor,
    *,
    paired: Collection[UUID] = (),
    own_protected: Collection[UUID] = (),
    helped: Collection[UUID] = (),
    to_look_back: Collection[UUID] = (),
) -> Q:
    """READ, written for the database. test_access proves the two agree.

    Args:
        actor: Who reads.
        paired: The enterprises that the actor looks after now; needed for liaison officers only.
        own_protected: The issues behind which the actor stands protected.
        helped: The issues that a unit led by the actor helps with.
        to_look_back: The issues that the actor is to look back on.
    """
    by_id = {*own_protected, *helped, *to_look_back}
    may = Q(reporter_id=actor.person_id)
    if by_id:
        may |= Q(id__in=list(by_id))
    if actor.role is Role.SUPERVISOR and actor.region is not None:
        may |= Q(region__startswith=actor.region)
    if actor.role is Role.LIAISON:
        may |= Q(enterprise_id__in=list(paired), protected=False) & ~Q(
            source=IssueSource.FAULT_FINDING
        )
    if actor.role is Role.HANDLER:
        named = [one for one in (actor.person_id, actor.stands_in_for) if one]
        may |= Q(handler_id__in=named)
        if UNIT_LEAD in actor.bundles and actor.unit_id is not None:
            may |= Q(lead_unit_id=actor.unit_id)
    return may
