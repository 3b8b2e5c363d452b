"""Who may hand over what somebody holds, and how much of it they may see (LIFECYCLE.md, roles)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from backend.issues.access import UNIT_LEAD
from backend.kernel.access import Table
from backend.kernel.actor import Actor, Role
from backend.kernel.duties import keeps_the_accounts


class Action(StrEnum):
    HAND_OVER = "handling.hand_over"


def is_admin(actor: Actor, _: object) -> bool:
    return actor.role is Role.ADMIN


def is_office(actor: Actor, _: object) -> bool:
    return actor.role is Role.SUPERVISOR and actor.region is not None


def leads_a_unit(actor: Actor, _: object) -> bool:
    return actor.role is Role.HANDLER and UNIT_LEAD in actor.bundles and actor.unit_id is not None


TABLE: Table = {Action.HAND_OVER: [[keeps_the_accounts], [is_office], [leads_a_unit]]}


def reads_no_issue(actor: Actor) -> bool:
    """An admin moves numbers; what an issue says is not selected for them."""
    return is_admin(actor, None)


def handed_over_by(
    actor: Actor, *, own_protected: Collection[UUID] = (), own_units: Collection[UUID] = ()
) -> Q:
    """The issues that this actor may hand over: ``reassign`` of the life cycle, for the database.

    An admin, who gives no command, hands over whatever a person holds; test_handing_over proves
    the rest equal to the table.

    Args:
        actor: Somebody whom the table above lets hand over.
        own_protected: The issues behind which the actor stands protected.
        own_units: Of the actor's grants and post; nobody decides on the work of their own unit.
    """
    if is_admin(actor, None):
        return Q()
    if leads_a_unit(actor, None):
        return Q(lead_unit_id=actor.unit_id)
    named = [one for one in (actor.person_id, actor.stands_in_for) if one]
    anothers = Q(reporter_id__isnull=True) | ~Q(reporter_id=actor.person_id)
    may = Q(region__startswith=actor.region) & anothers & ~Q(handler_id__in=named)
    if own_units:
        may &= ~Q(lead_unit_id__in=list(own_units))
    return may & ~Q(id__in=list(own_protected)) if own_protected else may
