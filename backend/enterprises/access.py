"""Who may do what to enterprises and pairings, and who sees which part of an enterprise.

Two steps of seeing (DECISIONS 3): everyone with a field role has the directory row and the card
of every enterprise of the district; contacts, officers' telephones and open issues are for those
who are paired with it and for supervisors of its region.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tortoise.expressions import Q

from backend.kernel.access import Table
from backend.kernel.actor import FIELD_ROLES, Actor, Role
from backend.kernel.duties import keeps_the_system


class Action(StrEnum):
    SEE = "enterprises.see"
    SEE_INSIDE = "enterprises.see_inside"
    LIST = "enterprises.list"
    SAVE = "enterprises.save"
    PAIR = "enterprises.pair"
    PROTECT = "enterprises.protect"


@dataclass(frozen=True, slots=True)
class EnterpriseFacts:
    """The few things a decision may depend on."""

    region: str
    paired: bool = False


def is_in_the_field(actor: Actor, _: EnterpriseFacts) -> bool:
    return actor.role in FIELD_ROLES


def is_liaison(actor: Actor, _: EnterpriseFacts) -> bool:
    return actor.role is Role.LIAISON


def is_supervisor(actor: Actor, _: EnterpriseFacts) -> bool:
    return actor.role is Role.SUPERVISOR


def is_paired(_: Actor, enterprise: EnterpriseFacts) -> bool:
    return enterprise.paired


def in_region(actor: Actor, enterprise: EnterpriseFacts) -> bool:
    return actor.region is not None and enterprise.region.startswith(actor.region)


def in_reach(actor: Actor, enterprise: EnterpriseFacts) -> bool:
    """An admin's grant without a region reaches the whole district, with one only that."""
    return actor.region is None or enterprise.region.startswith(actor.region)


TABLE: Table = {
    Action.SEE: [[is_in_the_field]],
    Action.SEE_INSIDE: [[is_liaison, is_paired], [is_supervisor, in_region]],
    Action.LIST: [[keeps_the_system, in_reach]],
    Action.SAVE: [[keeps_the_system, in_reach]],
    Action.PAIR: [[keeps_the_system, in_reach]],
    Action.PROTECT: [[keeps_the_system, in_reach]],
}


def listed_for(actor: Actor) -> Q:
    """LIST, written for the database. test_access proves the two agree."""
    if not keeps_the_system(actor, None):
        return Q(id__isnull=True)
    return Q() if actor.region is None else Q(region__startswith=actor.region)
