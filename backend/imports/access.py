"""Who imports: admins. The deeds of each row ask again, so an admin of a street stays in it."""

from __future__ import annotations

from enum import StrEnum

from backend.kernel.access import Table
from backend.kernel.actor import Actor, Role


class Action(StrEnum):
    IMPORT = "imports.import"


def is_admin(actor: Actor, _: object) -> bool:
    return actor.role is Role.ADMIN


TABLE: Table = {Action.IMPORT: [[is_admin]]}
