"""Who imports what: accounts who keeps them, everything else who keeps the system.

The deeds of each row ask again, so an admin of a street stays in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from backend.imports.columns import ImportKind
from backend.kernel.access import Table, allows
from backend.kernel.actor import Actor
from backend.kernel.duties import keeps_the_accounts, keeps_the_system
from backend.kernel.refusal import NotAllowed, NotFound


class Action(StrEnum):
    IMPORT = "imports.import"


def is_of_people(_: Actor, kind: ImportKind) -> bool:
    return kind is ImportKind.PEOPLE


def is_of_the_district(_: Actor, kind: ImportKind) -> bool:
    return kind is not ImportKind.PEOPLE


TABLE: Table = {
    Action.IMPORT: [[keeps_the_accounts, is_of_people], [keeps_the_system, is_of_the_district]]
}


def imports_any(actor: Actor, kinds: Iterable[ImportKind] = ImportKind) -> bool:
    """Whether there is one of these kinds that this actor imports."""
    return any(allows(TABLE, actor, Action.IMPORT, kind) for kind in kinds)


def require_job(actor: Actor, kind: str | None) -> None:
    """For a job of this kind, None when it is absent.

    Raises:
        NotAllowed: who imports nothing at all (remedy: stop).
        NotFound: there is none, or it is of a kind that others import (remedy: stop).
    """
    if not imports_any(actor):
        raise NotAllowed(action=Action.IMPORT.value)
    if kind is None or not imports_any(actor, [ImportKind(kind)]):
        raise NotFound(field="id")
