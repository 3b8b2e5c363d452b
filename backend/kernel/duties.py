"""The three duties of an administrator (三员), each with another person (GB/T 22239-2019, 8.1.5).

A grant of the role ``admin`` carries one of them as its bundle. One that carries none is undivided
and has all three: that is how the first account begins, because a district with one or two
administrators must be able to work and nobody may be locked out. It is left behind by giving the
duties to others and ending it; only somebody undivided, or the server's command line, gives an
undivided grant again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType

from backend.kernel.actor import Actor, Role


class Duty(StrEnum):
    """Values are the bundles of LIFECYCLE.md, roles in full."""

    SYSTEM = "SYS_ADMIN"  # 系统管理: settings, calendar, units, regions, enterprises, their imports
    SECURITY = "SEC_ADMIN"  # 安全管理: accounts, grants, reset codes, hand-overs
    AUDIT = "AUDITOR"  # 安全审计: the log, which it only reads


DUTY_NAMES: Mapping[Duty, str] = MappingProxyType(
    {Duty.SYSTEM: "系统管理员", Duty.SECURITY: "安全管理员", Duty.AUDIT: "安全审计员"}
)
UNDIVIDED_NAME = "系统管理员（三员未分设）"


def duties(bundles: Collection[str]) -> frozenset[Duty]:
    """The duties that an admin's grant with these bundles has; all of them when it names none."""
    named = frozenset(duty for duty in Duty if duty in bundles)
    return named or frozenset(Duty)


def admin_name(bundles: Collection[str]) -> str:
    """How a grant of an admin is called."""
    return next((name for duty, name in DUTY_NAMES.items() if duty in bundles), UNDIVIDED_NAME)


def _has(actor: Actor, duty: Duty) -> bool:
    return actor.role is Role.ADMIN and duty in duties(actor.bundles)


def keeps_the_system(actor: Actor, _: object) -> bool:
    return _has(actor, Duty.SYSTEM)


def keeps_the_accounts(actor: Actor, _: object) -> bool:
    return _has(actor, Duty.SECURITY)


def reads_the_log(actor: Actor, _: object) -> bool:
    return _has(actor, Duty.AUDIT)


def is_undivided(actor: Actor) -> bool:
    return actor.role is Role.ADMIN and duties(actor.bundles) == frozenset(Duty)
