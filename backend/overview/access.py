"""Who has the board by unit (看板): district leaders, and the office that answers to them."""

from __future__ import annotations

from enum import StrEnum

from backend.kernel.access import Table
from backend.kernel.actor import Actor, Role


class Action(StrEnum):
    BOARD = "overview.board"
    LEADERS_LIST = "overview.leaders_list"


def is_leader(actor: Actor, _: object) -> bool:
    return actor.role is Role.LEADER


def is_supervisor(actor: Actor, _: object) -> bool:
    return actor.role is Role.SUPERVISOR


def has_region(actor: Actor, _: object) -> bool:
    return actor.region is not None


TABLE: Table = {
    Action.BOARD: [[is_leader, has_region], [is_supervisor, has_region]],
    Action.LEADERS_LIST: [[is_leader, has_region], [is_supervisor, has_region]],
}
