"""Which issues a person may see (LIFECYCLE.md, roles in full; DECISIONS 3 and 4).

REPORT has no row here: a problem of a visit is reported by whoever may log that visit.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from backend.kernel.access import Table
from backend.kernel.actor import Actor, Role


class Action(StrEnum):
    READ = "issues.read"


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """The few things a decision may depend on."""

    reporter_id: UUID | None
    region: str
    paired: bool = False  # the actor looks after its enterprise now
    protected: bool = False


def is_liaison(actor: Actor, _: IssueFacts) -> bool:
    return actor.role is Role.LIAISON


def is_supervisor(actor: Actor, _: IssueFacts) -> bool:
    return actor.role is Role.SUPERVISOR


def is_own(actor: Actor, issue: IssueFacts) -> bool:
    return actor.person_id == issue.reporter_id


def is_paired(_: Actor, issue: IssueFacts) -> bool:
    return issue.paired


def is_unprotected(_: Actor, issue: IssueFacts) -> bool:
    return not issue.protected


def in_region(actor: Actor, issue: IssueFacts) -> bool:
    return actor.region is not None and issue.region.startswith(actor.region)


TABLE: Table = {
    Action.READ: [
        [is_liaison, is_own],
        [is_liaison, is_paired, is_unprotected],
        [is_supervisor, in_region],
    ],
}


def readable_by(actor: Actor, *, paired: Collection[UUID] = ()) -> Q:
    """READ, written for the database. test_access proves the two agree.

    Args:
        actor: Who reads.
        paired: The enterprises that the actor looks after now; needed for liaison officers only.
    """
    if actor.role is Role.SUPERVISOR and actor.region is not None:
        return Q(region__startswith=actor.region)
    if actor.role is Role.LIAISON:
        return Q(reporter_id=actor.person_id) | Q(enterprise_id__in=list(paired), protected=False)
    return Q(id__isnull=True)  # handlers read what is assigned to them: a later room
