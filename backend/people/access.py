"""Who may do what to people, grants, units, regions and settings.

Which administrator does what is the duty of their grant (kernel/duties). Nobody keeps their own
account: who could give themselves a role could read what no admin may read (DOMAIN, section 2), and
the last one could lock everybody out. Two read what the other keeps: units and regions are chosen
for a grant, people for a pairing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from backend.kernel.access import Predicate
from backend.kernel.actor import Actor
from backend.kernel.duties import keeps_the_accounts, keeps_the_system


class Action(StrEnum):
    LIST_PEOPLE = "list_people"
    LIST_UNITS = "list_units"
    LIST_REGIONS = "list_regions"
    LIST_SETTINGS = "list_settings"
    SAVE_PERSON = "save_person"
    DEACTIVATE = "deactivate"
    GRANT = "grant"
    ISSUE_RESET_CODE = "issue_reset_code"
    SAVE_UNIT = "save_unit"
    SAVE_REGION = "save_region"
    SAVE_SETTING = "save_setting"


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account or grant it is about."""

    person_id: UUID


def is_anothers(actor: Actor, account: Account) -> bool:
    return actor.person_id != account.person_id


TABLE: Mapping[StrEnum, Sequence[Sequence[Predicate]]] = {
    Action.LIST_PEOPLE: [[keeps_the_accounts], [keeps_the_system]],
    Action.LIST_UNITS: [[keeps_the_system], [keeps_the_accounts]],
    Action.LIST_REGIONS: [[keeps_the_system], [keeps_the_accounts]],
    Action.LIST_SETTINGS: [[keeps_the_system]],
    Action.SAVE_PERSON: [[keeps_the_accounts]],
    Action.DEACTIVATE: [[keeps_the_accounts, is_anothers]],
    Action.GRANT: [[keeps_the_accounts, is_anothers]],
    Action.ISSUE_RESET_CODE: [[keeps_the_accounts, is_anothers]],
    Action.SAVE_UNIT: [[keeps_the_system]],
    Action.SAVE_REGION: [[keeps_the_system]],
    Action.SAVE_SETTING: [[keeps_the_system]],
}
