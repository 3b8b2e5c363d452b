"""Lists, filters and receipts of visits, in the types of the contract."""

from __future__ import annotations

import json
from datetime import date, datetime
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from backend.enterprises.graphql import EnterpriseRef
from backend.issues.outputs import IssueLine
from backend.kernel import page
from backend.kernel.graphql import PhotoReceipt, Receipt
from backend.people.graphql import RegionRef, UnitRef
from backend.people.models import Person, Region, Unit
from backend.people.models import SavedFilter as SavedFilterRow
from backend.visits import models, queries
from backend.visits.once import VisitReceipt


@strawberry.type
class Author:
    id: UUID
    name: str
    unit_name: str
    stand_in_for: str | None


@strawberry.type
class VisitLine:
    id: UUID
    version: int
    state: models.VisitState
    started_at: datetime
    received_at: datetime
    mode: models.VisitMode
    enterprise: EnterpriseRef
    author: Author
    excerpt: str = strawberry.field(description="谈了什么，前 120 字。")
    issue_count: int
    photos: list[PhotoReceipt]
    wanted: str | None = strawberry.field(description="退回时监督室的话。")

    @classmethod
    def of(cls, line: queries.VisitLine) -> VisitLine:
        return cls(
            id=line["id"],
            version=line["version"],
            state=models.VisitState(line["state"]),
            started_at=line["started_at"],
            received_at=line["received_at"],
            mode=models.VisitMode(line["mode"]),
            enterprise=enterprise_of(line),
            author=author_of(line),
            excerpt=line["excerpt"],
            issue_count=line["issue_count"],
            photos=_photos(line),
            wanted=line["wanted"],
        )


@strawberry.type
class VisitPage:
    items: list[VisitLine]
    after: str | None

    @classmethod
    def of(cls, lines: list[queries.VisitLine], first: int) -> VisitPage:
        shown, more = lines[: page.size(first)], len(lines) > page.size(first)
        after = page.cursor(shown[-1]["started_at"], shown[-1]["id"]) if more else None
        return cls(items=[VisitLine.of(line) for line in shown], after=after)


@strawberry.type(description="待审走访，先到先审。total 是待办的件数，不按人。")
class ReviewQueue:
    items: list[VisitLine]
    after: str | None
    total: int

    @classmethod
    def of(cls, lines: list[queries.VisitLine], first: int, total: int) -> ReviewQueue:
        shown, more = lines[: page.size(first)], len(lines) > page.size(first)
        after = page.cursor(shown[-1]["waiting_since"], shown[-1]["id"]) if more else None
        return cls(items=[VisitLine.of(line) for line in shown], after=after, total=total)


@strawberry.type
class MyReports:
    visits: list[VisitLine]
    issues: list[IssueLine]
    since: date
    at: datetime


@strawberry.type
class SavedFilter:
    id: UUID
    name: str
    filter: JSON

    @classmethod
    def of(cls, row: SavedFilterRow) -> SavedFilter:
        return cls(id=row.id, name=row.name, filter=JSON(row.conditions))


@strawberry.type
class SavedFilterList:
    items: list[SavedFilter]


@strawberry.type(description="筛选里可选的人：按姓名，不带任何数字。")
class FilterChoices:
    units: list[UnitRef]
    regions: list[RegionRef]

    @classmethod
    def of(cls, units: list[Unit], regions: list[Region]) -> FilterChoices:
        return cls(
            units=[UnitRef(id=unit.id, name=unit.name) for unit in units],
            regions=[RegionRef(code=region.code, name=region.name) for region in regions],
        )


@strawberry.type
class PersonChoice:
    id: UUID
    name: str
    unit_name: str


@strawberry.type
class PersonChoiceList:
    items: list[PersonChoice]

    @classmethod
    def of(cls, people: list[Person]) -> PersonChoiceList:
        return cls(
            items=[
                PersonChoice(id=one.id, name=one.name, unit_name=one.unit.name if one.unit else "")
                for one in people
            ]
        )


def receipt_of(stored: VisitReceipt) -> Receipt:
    return Receipt(
        id=stored.id,
        version=stored.version,
        state=stored.state,
        number=stored.number,
        photos=[
            PhotoReceipt(id=photo.id, sha256=photo.sha256, raw_sha256=photo.raw_sha256)
            for photo in stored.photos
        ],
    )


def enterprise_of(line: queries.VisitLine) -> EnterpriseRef:
    region = RegionRef(code=line["region"], name=line["region_name"] or line["region"])
    return EnterpriseRef(id=line["enterprise_id"], name=line["enterprise_name"], region=region)


def author_of(line: queries.VisitLine) -> Author:
    return Author(
        id=line["author_id"],
        name=line["author_name"],
        unit_name=line["unit_name"] or "",
        stand_in_for=line["stand_in_for"],
    )


def _photos(line: queries.VisitLine) -> list[PhotoReceipt]:
    """Those the latest revision shows, in its order."""
    bound = {row[0]: row for row in _json(line["photos"])}
    return [
        PhotoReceipt(id=UUID(one), sha256=bound[one][1], raw_sha256=bound[one][2])
        for one in _json(line["photo_ids"])
        if one in bound
    ]


def _json(column: str | list[list[str]] | list[str]) -> list:  # type: ignore[type-arg]
    """A JSON column arrives as text or read, depending on the engine."""
    return json.loads(column) if isinstance(column, str) else column
