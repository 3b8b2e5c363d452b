"""Who may do what to people, grants, units, regions and settings.

Admins keep the accounts; nobody keeps their own: an admin who could give themselves a role could
read what no admin may read (DOMAIN, section 2), and the last admin could lock everybody out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from backend.kernel.access import Predicate
from backend.kernel.actor import Actor, Role


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


def is_admin(actor: Actor, _: object) -> bool:
    return actor.role is Role.ADMIN


def is_anothers(actor: Actor, account: Account) -> bool:
    return actor.person_id != account.person_id


TABLE: Mapping[StrEnum, Sequence[Sequence[Predicate]]] = {
    Action.LIST_PEOPLE: [[is_admin]],
    Action.LIST_UNITS: [[is_admin]],
    Action.LIST_REGIONS: [[is_admin]],
    Action.LIST_SETTINGS: [[is_admin]],
    Action.SAVE_PERSON: [[is_admin]],
    Action.DEACTIVATE: [[is_admin, is_anothers]],
    Action.GRANT: [[is_admin, is_anothers]],
    Action.ISSUE_RESET_CODE: [[is_admin, is_anothers]],
    Action.SAVE_UNIT: [[is_admin]],
    Action.SAVE_REGION: [[is_admin]],
    Action.SAVE_SETTING: [[is_admin]],
}
