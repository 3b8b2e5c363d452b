"""The GraphQL types that other slices speak too: units, regions, grants, topics."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from backend.kernel.actor import Environment, Role
from backend.people.queries import GrantLine

strawberry.enum(Role)
strawberry.enum(Environment)


@strawberry.type
class UnitRef:
    id: UUID
    name: str


@strawberry.type
class RegionRef:
    code: str
    name: str


@strawberry.type
class Topic:
    code: str
    name: str


@strawberry.type
class Tier:
    tier: int
    name: str


@strawberry.type(description="一个人可用的身份：角色 × 范围 × 时间。")
class Grant:
    id: UUID
    role: Role
    label: str = strawberry.field(description="角色加范围的中文，例如「监督室 · 卫东区」。")
    unit: UnitRef | None
    region: RegionRef | None
    bundles: list[str] = strawberry.field(description="附加权限，例如 UNIT_LEAD。")
    environments: list[Environment] = strawberry.field(
        description="特邀监督员看哪几个方面；空为全部。"
    )
    from_at: datetime
    until_at: datetime | None
    stand_in_for: str | None = strawberry.field(description="代谁行事；不是代理时为空。")

    @classmethod
    def of(cls, line: GrantLine) -> Grant:
        region = line.region and RegionRef(code=line.region, name=line.region_name or line.region)
        return cls(
            id=line.id,
            role=line.role,
            label=line.label,
            unit=unit_ref(line.unit_id, line.unit_name),
            region=region or None,
            bundles=line.bundles,
            environments=line.environments,
            from_at=line.from_at,
            until_at=line.until_at,
            stand_in_for=line.stand_in_for,
        )


def unit_ref(unit_id: UUID | None, name: str | None) -> UnitRef | None:
    return UnitRef(id=unit_id, name=name or "") if unit_id else None
