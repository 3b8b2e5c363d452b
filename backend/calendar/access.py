"""Who may change the calendar: who keeps the system, and the supervisor's office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from backend.kernel.access import Predicate
from backend.kernel.actor import Actor, Role
from backend.kernel.duties import keeps_the_system

OFFICE = "OFFICE"  # the bundle of the office that runs the campaign (LIFECYCLE.md, roles in full)


class Action(StrEnum):
    CHANGE_CALENDAR = "change_calendar"


def is_office(actor: Actor, _: object) -> bool:
    return actor.role is Role.SUPERVISOR and OFFICE in actor.bundles


TABLE: Mapping[StrEnum, Sequence[Sequence[Predicate]]] = {
    Action.CHANGE_CALENDAR: [[keeps_the_system], [is_office]],
}
