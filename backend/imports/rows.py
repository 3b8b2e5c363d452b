"""One row of a table becomes the deeds that make it true. Told apart: new, changed, same.

Each function runs inside the caller's transaction and calls the very deeds that the admin's pages
call, so a row is checked by doing it: the dry run does the same and is rolled back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from backend.imports import rules
from backend.imports.columns import ImportKind, folded
from backend.imports.rules import CellWrong
from backend.kernel.actor import Actor
from backend.people import rules as people_rules
from backend.people import service as people
from backend.people.models import Region, Unit
from backend.people.rules import NewRegion, NewUnit

Row = Mapping[str, str]
LEVELS = {"区": "district", "街道": "street", "社区": "community", "县": "district"}
LEVELS |= {"镇": "street", "乡": "street", "村": "community"}
LEVEL_BY_LENGTH = {6: "district", 9: "street", 12: "community"}


@dataclass(slots=True)
class Done:
    """What became of a row. ``changes``: column name, before, after."""

    added: bool = False
    changes: list[tuple[str, str, str]] = field(default_factory=list)

    def note(self, column: str, before: Any, after: Any) -> None:
        if before != after:
            self.changes.append((column, _shown(before), _shown(after)))

    @property
    def outcome(self) -> str:
        return "added" if self.added else "changed" if self.changes else "same"


@dataclass(frozen=True, slots=True)
class Doing:
    """Who imports, when, and what the district calls its regions and tiers."""

    actor: Actor
    now: datetime
    regions: Mapping[str, str]  # code → name
    tiers: Mapping[str, int]  # folded name → tier
    district_code: str

    def region(self, text: str, *, column: str = "region") -> str | None:
        """The code of a region given by code or name; None when nothing is given."""
        wanted = folded(text)
        if not wanted or wanted in self.regions:
            return wanted or None
        codes = [code for code, name in self.regions.items() if folded(name) == wanted]
        codes = codes or [c for c, name in self.regions.items() if folded(name) == f"{wanted}街道"]
        if len(codes) != 1:
            raise CellWrong(
                field=column, why=f"没有区域「{text[:20]}」，请写名称或代码，或先导入区域"
            )
        return codes[0]


Do = Callable[[Row, Doing], Awaitable[Done]]


def key_of(kind: ImportKind, row: Row) -> tuple[str, ...]:
    """What makes two rows of one file speak of the same thing; empty: nothing to tell by."""

    def of(*names: str) -> tuple[str, ...]:
        found = tuple(folded(row.get(name, "")) for name in names)
        return found if found[0] else ()

    if kind is ImportKind.REGIONS:
        return of("code")
    if kind is ImportKind.UNITS:
        return of("name")
    if kind is ImportKind.PEOPLE:
        return of("phone", "role", "region", "unit")
    if kind is ImportKind.ENTERPRISES:
        return of("uscc") or of("name", "region")
    return of("uscc", "tier", "phone") or of("enterprise", "tier", "phone")


async def do_region(row: Row, doing: Doing) -> Done:
    code = folded(row["code"])
    before = await Region.get_or_none(code=code[:12])
    level = row.get("level", "").strip()
    parent = folded(row.get("parent", "")) or (code[:-3] if len(code) > 6 else "")
    new = NewRegion(
        code=code,
        level=LEVELS.get(level, level) or LEVEL_BY_LENGTH.get(len(code), ""),
        parent=parent or None,
        name=row["name"].strip() or (before.name if before else ""),
        active=active_of(row, before.active if before else True),
    )
    done = Done(added=before is None)
    if before:
        done.note("name", before.name, new.name)
        done.note("level", before.level, new.level)
        done.note("active", before.active, new.active)
    await people.save_region(doing.actor, new, now=doing.now)
    return done


async def do_unit(row: Row, doing: Doing) -> Done:
    name = people_rules.line(row["name"], field="name", label="单位名称", most=60)
    before = await Unit.get_or_none(name=name)
    kind = folded(row.get("kind", ""))
    kind = {"部门": "department", "街道": "street", "街道办": "street"}.get(kind, kind)
    new = NewUnit(
        id=before.id if before else uuid4(),
        name=name,
        kind=kind or (before.kind if before else "department"),
        region=doing.region(row.get("region", "")) or (before.region if before else None),
        active=active_of(row, before.active if before else True),
        signs_first=_said(row, "signs", before.signs_first if before else False),
    )
    done = Done(added=before is None)
    if before:
        done.note("signs", before.signs_first, new.signs_first)
        done.note("kind", before.kind, new.kind)
        done.note("region", before.region, new.region)
        done.note("active", before.active, new.active)
    await people.save_unit(doing.actor, new, now=doing.now)
    return done


def active_of(row: Row, before: bool) -> bool:
    return _said(row, "active", before)


def _said(row: Row, column: str, before: bool) -> bool:
    return rules.yes(row[column], column=column) if row.get(column, "").strip() else before


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
