"""Who may do what to a visit, and which visits a person may see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from backend.kernel.access import Table
from backend.kernel.actor import Actor, Role
from backend.visits.rules import APPROVED, PENDING


class Action(StrEnum):
    LOG = "visits.log"
    READ = "visits.read"
    AMEND = "visits.amend"
    SUPPLEMENT = "visits.supplement"
    REVIEW = "visits.review"
    CORRECT_ENTERPRISE = "visits.correct_enterprise"
    FIND_OFFICERS = "visits.find_officers"


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """The few things a decision may depend on."""

    liaison_id: UUID
    region: str
    state: str = PENDING
    paired: bool = False
    reason_given: bool = False


def is_liaison(actor: Actor, _: VisitFacts) -> bool:
    return actor.role is Role.LIAISON


def is_supervisor(actor: Actor, _: VisitFacts) -> bool:
    return actor.role is Role.SUPERVISOR


def is_own(actor: Actor, visit: VisitFacts) -> bool:
    return actor.person_id == visit.liaison_id


def is_anothers(actor: Actor, visit: VisitFacts) -> bool:
    return actor.person_id != visit.liaison_id


def is_paired(_: Actor, visit: VisitFacts) -> bool:
    return visit.paired


def gives_reason(_: Actor, visit: VisitFacts) -> bool:
    return visit.reason_given


def in_region(actor: Actor, visit: VisitFacts) -> bool:
    return actor.region is not None and visit.region.startswith(actor.region)


def is_pending(_: Actor, visit: VisitFacts) -> bool:
    return visit.state == PENDING


def is_approved(_: Actor, visit: VisitFacts) -> bool:
    return visit.state == APPROVED


def is_not_approved(_: Actor, visit: VisitFacts) -> bool:
    return visit.state != APPROVED


TABLE: Table = {
    Action.LOG: [[is_liaison, is_own, is_paired], [is_liaison, is_own, gives_reason]],
    Action.READ: [[is_liaison, is_own], [is_supervisor, in_region]],
    Action.AMEND: [[is_liaison, is_own, is_not_approved]],
    Action.SUPPLEMENT: [[is_liaison, is_own, is_approved]],
    Action.REVIEW: [[is_supervisor, in_region, is_anothers, is_pending]],
    Action.CORRECT_ENTERPRISE: [[is_supervisor, in_region, is_anothers]],
    Action.FIND_OFFICERS: [[is_supervisor]],
}


def readable_by(actor: Actor) -> Q:
    """READ, written for the database. test_access proves the two agree."""
    if actor.role is Role.SUPERVISOR and actor.region is not None:
        return Q(region__startswith=actor.region)
    if actor.role is Role.LIAISON:
        return Q(liaison_id=actor.person_id)
    return Q(id__isnull=True)  # nobody else reads visits


def waiting_for(actor: Actor) -> Q:
    """REVIEW, written for the database: what this person may review now."""
    if actor.role is Role.SUPERVISOR and actor.region is not None:
        own = Q(liaison_id=actor.person_id)
        return Q(region__startswith=actor.region, state=PENDING) & ~own
    return Q(id__isnull=True)
