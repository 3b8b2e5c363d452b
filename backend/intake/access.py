"""Who keeps the desk (受理台), and who may know whom to call (LIFECYCLE.md: INTAKE, CALLBACK)."""

from __future__ import annotations

from enum import StrEnum

from backend.kernel.access import Table
from backend.kernel.actor import Actor, Role

INTAKE = "INTAKE"


class Action(StrEnum):
    OPEN_AT_DESK = "intake.open_at_desk"
    READ_CONTACT = "intake.read_contact"
    MAKE_LINK = "intake.make_link"


def is_supervisor(actor: Actor, _: object) -> bool:
    return actor.role is Role.SUPERVISOR


def is_liaison(actor: Actor, _: object) -> bool:
    return actor.role is Role.LIAISON


def keeps_the_desk(actor: Actor, _: object) -> bool:
    return actor.role in {Role.SUPERVISOR, Role.HANDLER} and INTAKE in actor.bundles


TABLE: Table = {
    Action.OPEN_AT_DESK: [[is_supervisor], [keeps_the_desk]],
    Action.READ_CONTACT: [[is_supervisor]],
    Action.MAKE_LINK: [[is_liaison], [is_supervisor]],
}
