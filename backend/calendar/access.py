"""Who may change the calendar: admins, and the supervisor's office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from backend.kernel.access import Predicate
from backend.kernel.actor import Actor, Role

OFFICE = "OFFICE"  # the bundle of the office that runs the campaign (LIFECYCLE.md, roles in full)


class Action(StrEnum):
    CHANGE_CALENDAR = "change_calendar"


def is_admin(actor: Actor, _: object) -> bool:
    return actor.role is Role.ADMIN


def is_office(actor: Actor, _: object) -> bool:
    return actor.role is Role.SUPERVISOR and OFFICE in actor.bundles


TABLE: Mapping[StrEnum, Sequence[Sequence[Predicate]]] = {
    Action.CHANGE_CALENDAR: [[is_admin], [is_office]],
}
