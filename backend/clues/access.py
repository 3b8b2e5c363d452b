"""Who may do what with sealed hand-overs. Reading needs a private key that no server has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from backend.kernel.access import Predicate
from backend.kernel.actor import Actor, Role


class Action(StrEnum):
    SEE_KEY = "see_key"
    HAND_OVER = "hand_over"
    LIST = "list"
    TAKE_ENVELOPE = "take_envelope"
    ACKNOWLEDGE = "acknowledge"
    PUBLISH_KEY = "publish_key"


def is_anybody(actor: Actor, _: object) -> bool:
    """Whoever is signed in."""
    del actor
    return True


def is_custodian(actor: Actor, _: object) -> bool:
    return actor.role is Role.CUSTODIAN


TABLE: Mapping[StrEnum, Sequence[Sequence[Predicate]]] = {
    Action.SEE_KEY: [[is_anybody]],
    Action.HAND_OVER: [[is_anybody]],
    Action.LIST: [[is_custodian]],
    Action.TAKE_ENVELOPE: [[is_custodian]],
    Action.ACKNOWLEDGE: [[is_custodian]],
    Action.PUBLISH_KEY: [[is_custodian]],
}
