"""What is true of people, grants, units and regions, without a database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from backend.kernel.actor import ROLE_NAMES, Environment, Role
from backend.kernel.duties import Duty, duties
from backend.kernel.refusal import BadInput, Refusal, Remedy, check_length
from backend.kernel.text import clean

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
LEVELS = ("district", "street", "community")
UNIT_KINDS = ("department", "street")
BUNDLES = frozenset(
    {
        "OFFICE",
        "STREET",
        "DISC_REVIEWER",
        "DISC_LEAD",
        "CALLBACK",
        "INTAKE",
        "LEGAL",
        "JOINT_COORD",
        "POLICY_EDITOR",
        "UNIT_LEAD",
    }
)  # LIFECYCLE, roles in full; what each opens is asked where it matters
BUNDLES_OF = {
    Role.HANDLER: BUNDLES,
    Role.SUPERVISOR: BUNDLES - {"UNIT_LEAD"},
    Role.ADMIN: frozenset(duty.value for duty in Duty),
}
IN_A_UNIT = frozenset({Role.HANDLER})
IN_A_REGION = frozenset(
    {Role.LIAISON, Role.SPECIAL_SUPERVISOR, Role.SUPERVISOR, Role.APPROVER, Role.LEADER}
)
ALONE = frozenset({Role.CUSTODIAN})  # combinable with no other role (LIFECYCLE)


class PhoneInvalid(Refusal):
    """Not a mainland mobile number."""

    code, remedy = "phone_invalid", Remedy.FIX
    text = "手机号要写 11 位数字，以 1 开头。"


class PeriodWrong(Refusal):
    """It ends before it begins, or lies outside 2000–2099."""

    code, remedy = "period_wrong", Remedy.FIX
    text = "止的时间要晚于起的时间，年份在 2000 到 2099 之间，请改好再存。"


class GrantScopeNeeded(Refusal):
    """The role needs a unit or a region. Facts: ``role``, ``scope`` (unit, region), ``label``."""

    code, remedy = "grant_scope_needed", Remedy.FIX
    text = "{label}，请选好再存。"


class BundleUnknown(Refusal):
    """The role cannot carry this bundle. Facts: ``bundle``."""

    code, remedy = "bundle_unknown", Remedy.FIX
    text = "这个角色不能带附加权限 {bundle}，请去掉再存。"


class OneDuty(Refusal):
    """A grant of an admin carries one of the three duties."""

    code, remedy = "admin_one_duty", Remedy.FIX
    text = "系统管理、安全管理、安全审计由三个人分管，一个身份只能选一项，请留下一项再存。"


class EnvironmentsOfAnother(Refusal):
    """Only special supervisors look at a side of the business environment."""

    code, remedy = "environments_of_another", Remedy.FIX
    text = "只有特邀监督员的身份分方面，请去掉再存。"


class RegionCodeWrong(Refusal):
    """The code is no code of its level below its parent."""

    code, remedy = "region_code_wrong", Remedy.FIX
    text = "区划代码不对：区 6 位，街道 9 位，社区 12 位数字，并以上级的代码开头。"


@dataclass(frozen=True, slots=True)
class NewPerson:
    id: UUID
    name: str
    phone: str
    title: str = ""
    unit_id: UUID | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class NewGrant:
    id: UUID
    person_id: UUID
    role: Role
    unit_id: UUID | None
    region: str | None
    from_at: datetime
    until_at: datetime | None = None
    bundles: tuple[str, ...] = ()
    environments: tuple[Environment, ...] = ()  # of a special supervisor; none: all of them


@dataclass(frozen=True, slots=True)
class NewLoan:
    id: UUID
    grant_id: UUID
    to_person_id: UUID
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class NewUnit:
    id: UUID
    name: str
    kind: str = "department"
    region: str | None = None
    active: bool = True
    signs_first: bool | None = None  # None: as it is


@dataclass(frozen=True, slots=True)
class NewRegion:
    code: str
    level: str
    parent: str | None
    name: str
    active: bool = True


def line(value: str, *, field: str, label: str, most: int, least: int = 1) -> str:
    """One line of text, without what cannot be stored.

    Raises:
        TextLength: shorter than ``least`` or longer than ``most`` characters (remedy: fix).
    """
    plain = " ".join(clean(value).split("\n"))
    check_length(plain, field=field, label=label, least=least, most=most)
    return plain


def phone(value: str, *, field: str = "phone") -> str:
    """The eleven digits of a mainland mobile number, however they were written.

    Raises:
        PhoneInvalid: it is none (remedy: fix).
    """
    digits = re.sub(r"[\s\-()—–]", "", unicodedata.normalize("NFKC", value[:60]))
    digits = re.sub(r"^(\+86|0086|86(?=1[0-9]{10}$))", "", digits)
    if not re.fullmatch(r"1[0-9]{10}", digits):
        raise PhoneInvalid(field=field)
    return digits


def period(from_at: datetime, until_at: datetime | None) -> None:
    """Raises PeriodWrong, or BadInput for a time without a zone (remedy: fix)."""
    for at, field in ((from_at, "fromAt"), (until_at, "untilAt")):
        if at is not None and at.tzinfo is None:
            raise BadInput(field=field)
        if at is not None and not EARLIEST <= at < LATEST:
            raise PeriodWrong(field=field)
    if until_at is not None and until_at <= from_at:
        raise PeriodWrong(field="untilAt")


def check_grant(new: NewGrant) -> None:
    """Raises PeriodWrong, GrantScopeNeeded, BundleUnknown, OneDuty, EnvironmentsOfAnother,
    BadInput (remedy: fix)."""
    period(new.from_at, new.until_at)
    name = ROLE_NAMES[new.role]
    if new.role in IN_A_UNIT and new.unit_id is None:
        raise GrantScopeNeeded(
            field="unitId", role=new.role.value, scope="unit", label=f"{name}要有责任单位"
        )
    if new.role in IN_A_REGION and not new.region:
        raise GrantScopeNeeded(
            field="region", role=new.role.value, scope="region", label=f"{name}要有负责的区域"
        )
    for bundle in new.bundles:
        if bundle not in BUNDLES_OF.get(new.role, frozenset()):
            shown = "".join(c for c in bundle[:40] if c.isprintable())
            raise BundleUnknown(field="bundles", bundle=shown)
    if new.role is Role.ADMIN and len(set(new.bundles)) > 1:
        raise OneDuty(field="bundles")
    if new.environments and new.role is not Role.SPECIAL_SUPERVISOR:
        raise EnvironmentsOfAnother(field="environments")


def environments_kept(chosen: Collection[Environment]) -> list[str]:
    """As a grant keeps them: in one order; all three are none in particular."""
    kept = [one.value for one in Environment if one in chosen]
    return [] if len(kept) == len(Environment) else kept


def overlap(
    a_from: datetime, a_until: datetime | None, b_from: datetime, b_until: datetime | None
) -> bool:
    """Whether two periods (ends exclusive, None: open) have an instant in common."""
    return (a_until is None or b_from < a_until) and (b_until is None or a_from < b_until)


def excludes(a: Role, b: Role) -> bool:
    """Whether nobody may hold both at one time."""
    return a is not b and bool({a, b} & ALONE)


def parts_duties(a: Collection[str], b: Collection[str]) -> bool:
    """Whether two grants of an admin, by their bundles, would give one person two of the duties."""
    return duties(a) != duties(b)


def check_region(new: NewRegion) -> None:
    """Raises RegionCodeWrong or BadInput (remedy: fix). A district may have no parent here."""
    if new.level not in LEVELS:
        raise BadInput(field="level")
    length = {"district": 6, "street": 9, "community": 12}[new.level]
    if not re.fullmatch(rf"[0-9]{{{length}}}", new.code):
        raise RegionCodeWrong(field="code")
    if new.level != "district" and (not new.parent or new.parent != new.code[: length - 3]):
        raise RegionCodeWrong(field="parent")
    if new.level == "district" and new.parent is not None:
        raise RegionCodeWrong(field="parent")


def check_unit(new: NewUnit) -> None:
    """Raises BadInput (remedy: fix)."""
    if new.kind not in UNIT_KINDS:
        raise BadInput(field="kind")


def id_of(kind: str, key: str) -> UUID:
    """The ledger's subject id for what is named by a key and not by an id of its own."""
    return uuid5(NAMESPACE_URL, f"urn:baoliantong:{kind}:{key}")
