"""Handling in the types of the contract."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from backend.handling import handing_over, suggesting
from backend.issues.states import IssueState
from backend.notify.models import Reach
from backend.people.graphql import UnitRef

strawberry.enum(Reach, description="RINGS：手机收得到；SILENT：手机近来没回音；INBOX：没开推送。")


@strawberry.type(description="一个可以主办的单位，和它的经办人。")
class UnitChoice:
    unit: UnitRef
    people: list[HandlerChoice]
    reason: str | None = strawberry.field(description="建议它的理由，用数字说；不是建议的为空。")


@strawberry.type
class HandlerChoice:
    id: UUID
    name: str
    lead: bool = strawberry.field(description="单位负责人。")
    reach: Reach
    stand_in: str | None = strawberry.field(description="本人不在，现在代理的人。")

    @classmethod
    def of(cls, person: suggesting.Person) -> HandlerChoice:
        return cls(
            id=person.id, name=person.name, lead=person.lead, reach=person.reach,
            stand_in=person.stand_in,
        )  # fmt: skip


@strawberry.type(description="交办时的选择：建议的单位在最前，其余按名称。")
class AssignChoices:
    units: list[UnitChoice]

    @classmethod
    def of(cls, found: list[suggesting.Choice]) -> AssignChoices:
        return cls(
            units=[
                UnitChoice(
                    unit=UnitRef(id=one.unit_id, name=one.unit_name),
                    people=[HandlerChoice.of(person) for person in one.people],
                    reason=one.reason,
                )
                for one in found
            ]
        )


@strawberry.type(description="责任单位的选择：退单时可以建议的单位；可以换成的本单位的其他承办人。")
class HandlingChoices:
    units: list[UnitRef]
    people: list[HandlerChoice]

    @classmethod
    def of(cls, found: suggesting.Choices) -> HandlingChoices:
        return cls(
            units=[UnitRef(id=unit_id, name=name) for unit_id, name in found.units],
            people=[HandlerChoice.of(person) for person in found.people],
        )


@strawberry.type(description="一个单位里承办的人，按姓名；不带件数。")
class HandOverPerson:
    id: UUID
    name: str
    lead: bool = strawberry.field(description="单位负责人。")
    handles: bool = strawberry.field(
        description="现在是经办人，可以接手；否则只是名下还有没办完的。"
    )


@strawberry.type
class HandOverUnit:
    unit: UnitRef
    people: list[HandOverPerson]


@strawberry.type(description="这个身份可以移交谁名下的问题，可以交给谁；单位按名称。")
class HandOverChoices:
    units: list[HandOverUnit]

    @classmethod
    def of(cls, found: list[handing_over.Staff]) -> HandOverChoices:
        return cls(
            units=[
                HandOverUnit(
                    unit=UnitRef(id=one.unit_id, name=one.unit_name),
                    people=[
                        HandOverPerson(
                            id=each.id, name=each.name, lead=each.lead, handles=each.handles,
                        )
                        for each in one.people
                    ],
                )
                for one in found
            ]
        )  # fmt: skip


@strawberry.type
class HeldIssue:
    id: UUID
    number: str | None
    title: str | None = strawberry.field(description="系统管理员看不到内容，为空。")
    state: IssueState
    due_at: datetime | None
    unit: UnitRef | None

    @classmethod
    def of(cls, row: handing_over.HeldRow) -> HeldIssue:
        unit_id, name = row["lead_unit_id"], row["lead_unit_name"]
        return cls(
            id=row["id"], number=row["number"], title=row["title"], state=row["state"],
            due_at=row["due_at"], unit=UnitRef(id=unit_id, name=name) if unit_id and name else None,
        )  # fmt: skip


@strawberry.type(description="一个人名下没办完、这个身份可以移交的，先到期的在前。")
class HeldIssues:
    items: list[HeldIssue]
    total: int

    @classmethod
    def of(cls, found: handing_over.Held) -> HeldIssues:
        return cls(items=[HeldIssue.of(row) for row in found.rows], total=found.total)


@strawberry.type
class HandedOverIssues:
    issues: int
    left: int = strawberry.field(description="接手的人不是那个单位的经办人，没有交过去的。")
