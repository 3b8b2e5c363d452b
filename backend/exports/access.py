"""Who has the ledger (台账): the office its region's, a unit its own. Leaders have the board.

What a row may show is decided in ``ledger``; here is which rows there are for somebody.
"""

from __future__ import annotations

from enum import StrEnum

from tortoise.expressions import Q

from backend.issues.access import UNIT_LEAD
from backend.issues.standing import helped
from backend.kernel.access import Table
from backend.kernel.actor import Actor, Role


class Action(StrEnum):
    READ = "ledger.read"
    FREEZE = "ledger.snapshots"


def is_supervisor(actor: Actor, _: object) -> bool:
    return actor.role is Role.SUPERVISOR


def is_handler(actor: Actor, _: object) -> bool:
    return actor.role is Role.HANDLER


def has_region(actor: Actor, _: object) -> bool:
    return actor.region is not None


TABLE: Table = {
    Action.READ: [[is_supervisor, has_region], [is_handler]],
    Action.FREEZE: [[is_supervisor, has_region]],
}


async def in_scope(actor: Actor) -> Q:
    """The issues of this person's ledger. For those whom READ lets in."""
    if actor.role is not Role.HANDLER:
        return Q(region__startswith=actor.region)
    named = [one for one in (actor.person_id, actor.stands_in_for) if one]
    mine = Q(handler_id__in=named)
    if UNIT_LEAD in actor.bundles and actor.unit_id is not None:
        mine |= Q(lead_unit_id=actor.unit_id)
        if others := await helped(actor):
            mine |= Q(id__in=others)
    return mine
