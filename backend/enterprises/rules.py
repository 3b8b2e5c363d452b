"""What is true of enterprises and their pairings. Pure: no database, no clock, no framework."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from backend.kernel.refusal import Refusal, Remedy, check_length
from backend.kernel.text import clean

NAME_CHARS = (2, 120)
ADDRESS_CHARS_MAX = 200
NOTE_CHARS_MAX = 200
CONTACT_CHARS = (1, 30)
TITLE_CHARS_MAX = 40
TIERS = (1, 2, 3)
SPAN_MAX = timedelta(days=366 * 30)
LOAN_MAX = timedelta(days=366)
QUIET_AHEAD_MAX = timedelta(days=366)
HAND_OVER_BACK_MAX = timedelta(days=31)
HAND_OVER_AHEAD_MAX = timedelta(days=366)
LAT_DEG, LNG_DEG = (3.0, 54.0), (73.0, 136.0)  # China, WGS-84; swapped values fall outside
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: it is read aloud and typed
CODE_CHARS = 8


class PlaceImpossible(Refusal):
    code, remedy = "place_outside_china", Remedy.FIX
    text = "经纬度不对：纬度在 3–54 之间，经度在 73–136 之间，两个要么都填要么都不填。"


class PhoneWrong(Refusal):
    code, remedy = "phone_wrong", Remedy.FIX
    text = "电话请写 5–20 位数字，可以有区号、分机的短横。"


class TierUnknown(Refusal):
    code, remedy = "tier_unknown", Remedy.FIX
    text = "包联层级只有 1、2、3，请重新选择。"


class SpanWrong(Refusal):
    """Facts: ``most_days``."""

    code, remedy = "span_wrong", Remedy.FIX
    text = "结束要晚于开始，并且不超过 {most_days} 天，请改时间。"


class DayOutOfReach(Refusal):
    """Facts: ``first``, ``last`` (dates, inclusive)."""

    code, remedy = "day_out_of_reach", Remedy.FIX
    text = "日期请选在 {first} 到 {last} 之间。"


class SamePerson(Refusal):
    code, remedy = "same_person", Remedy.FIX
    text = "交出人和接手人是同一个人，请另选接手人。"


@dataclass(frozen=True, slots=True)
class EnterpriseContent:
    """What an admin says of an enterprise. Degrees are WGS-84."""

    name: str
    uscc: str | None
    region: str
    address: str = ""
    lat_deg: float | None = None
    lng_deg: float | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class ContactContent:
    enterprise_id: UUID
    name: str
    title: str = ""
    phone: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class PairingContent:
    """From is included, until is not; times are instants."""

    enterprise_id: UUID
    person_id: UUID
    tier: int
    from_at: datetime
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewHandOver:
    id: UUID
    from_person_id: UUID
    to_person_id: UUID
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class NewLoan:
    id: UUID
    from_person_id: UUID
    to_person_id: UUID
    from_at: datetime
    until_at: datetime
    reason: str = ""


def short_text(value: str, *, field: str, label: str, most: int, least: int = 0) -> str:
    """The text on one line, in one form (NFC), without doubled blanks.

    Raises:
        TextLength: shorter than ``least`` or longer than ``most`` characters (remedy: fix).
    """
    text = " ".join(unicodedata.normalize("NFC", clean(value)).split())
    check_length(text, field=field, label=label, least=least, most=most)
    return text


def name_of(value: str) -> str:
    """An enterprise's name: 2–120 characters."""
    return short_text(
        value, field="name", label="企业名称", least=NAME_CHARS[0], most=NAME_CHARS[1]
    )


def phone_of(value: str, *, field: str = "phone") -> str:
    """A telephone number without blanks, half width; empty stays empty."""
    text = unicodedata.normalize("NFKC", value).replace(" ", "").replace("—", "-")
    if text and not (text.replace("-", "").removeprefix("+").isdecimal() and 5 <= len(text) <= 20):
        raise PhoneWrong(field=field)
    return text


def check_place(lat_deg: float | None, lng_deg: float | None) -> None:
    """Both or none, finite, and in China.

    Raises:
        PlaceImpossible (remedy: fix).
    """
    if lat_deg is None and lng_deg is None:
        return
    if lat_deg is None or lng_deg is None:
        raise PlaceImpossible(field="latDeg")
    if not (LAT_DEG[0] <= lat_deg <= LAT_DEG[1] and LNG_DEG[0] <= lng_deg <= LNG_DEG[1]):
        raise PlaceImpossible(field="latDeg")


def check_tier(tier: int) -> None:
    if tier not in TIERS:
        raise TierUnknown(field="tier")


def check_span(from_at: datetime, until_at: datetime | None, *, most: timedelta = SPAN_MAX) -> None:
    """Raise SpanWrong unless until is after from, within ``most``, and both have a zone."""
    if from_at.tzinfo is None or (until_at is not None and until_at.tzinfo is None):
        raise SpanWrong(field="fromAt", most_days=most.days)
    if not 2000 <= from_at.year <= 2100:
        raise SpanWrong(field="fromAt", most_days=most.days)
    if until_at is not None and not from_at < until_at <= from_at + most:
        raise SpanWrong(field="untilAt", most_days=most.days)


def check_day(day: date, *, first: date, last: date, field: str) -> None:
    if not first <= day <= last:
        raise DayOutOfReach(field=field, first=first.isoformat(), last=last.isoformat())


def short_code(enterprise_id: UUID, attempt: int = 0) -> str:
    """The code in the enterprise's QR link: eight characters drawn from its random id.

    ``attempt`` rises when the code is taken by another enterprise.
    """
    number = int.from_bytes(sha256(f"{enterprise_id}/{attempt}".encode()).digest()[:8])
    return "".join(CODE_ALPHABET[(number >> (5 * place)) & 31] for place in range(CODE_CHARS))
