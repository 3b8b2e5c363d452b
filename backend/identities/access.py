"""Who may learn who a protected reporter is (LIFECYCLE.md, DISC_REVIEWER and DISC_LEAD)."""

from __future__ import annotations

from enum import StrEnum

from backend.kernel.access import Table
from backend.kernel.actor import Actor, Role

CLEARED = frozenset({"DISC_REVIEWER", "DISC_LEAD"})
LEAD = "DISC_LEAD"


class Action(StrEnum):
    READ_IDENTITY = "identities.read"
    LIST_READINGS = "identities.list_readings"


def is_supervisor(actor: Actor, _: object) -> bool:
    return actor.role is Role.SUPERVISOR


def is_cleared(actor: Actor, _: object) -> bool:
    return not actor.bundles.isdisjoint(CLEARED)


def is_lead(actor: Actor, _: object) -> bool:
    return LEAD in actor.bundles


TABLE: Table = {
    Action.READ_IDENTITY: [[is_supervisor, is_cleared]],
    Action.LIST_READINGS: [[is_supervisor, is_lead]],
}
