"""Who is acting. Built once at the edge, passed down by hand, never looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID


class Role(StrEnum):
    LIAISON = "liaison"  # 包联干部
    SPECIAL_SUPERVISOR = "special_supervisor"  # 特邀监督员
    HANDLER = "handler"  # 责任单位经办人
    SUPERVISOR = "supervisor"  # 监督室
    APPROVER = "approver"  # 批准人
    LEADER = "leader"  # 区领导
    CUSTODIAN = "custodian"  # 案件管理
    ADMIN = "admin"  # 系统管理员


ROLE_NAMES: Mapping[Role, str] = MappingProxyType(
    {
        Role.LIAISON: "包联干部",
        Role.SPECIAL_SUPERVISOR: "特邀监督员",
        Role.HANDLER: "经办人",
        Role.SUPERVISOR: "监督室",
        Role.APPROVER: "批准人",
        Role.LEADER: "区领导",
        Role.CUSTODIAN: "案件管理",
        Role.ADMIN: "系统管理员",
    }
)


class Environment(StrEnum):
    """A side of the business environment (营商环境的三个方面): what a special supervisor finds
    fault with, and which of them their grant is for."""

    GOVERNMENT = "government"  # 政务环境
    MARKET = "market"  # 市场环境
    RULE_OF_LAW = "rule_of_law"  # 法治环境


FIELD_ROLES = frozenset({Role.LIAISON, Role.SPECIAL_SUPERVISOR, Role.HANDLER, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one of their grants: the role they chose to act in, and how far it reaches."""

    person_id: UUID
    grant_id: UUID
    role: Role
    unit_id: UUID | None = None
    region: str | None = None  # region code: covers every code that starts with it; None: nothing
    bundles: frozenset[str] = frozenset()  # LIFECYCLE.md, roles in full
    stands_in_for: UUID | None = None  # 代: whose grant this is while it is lent


def covering(region: str) -> list[str]:
    """The codes whose reach includes this one: 410403001 → 41, 4104, 410403, 410403001."""
    return [region[:length] for length in (2, 4, 6, 9, 12) if length <= len(region)]
