"""The questions of enterprises: who is paired, and the admin's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tortoise.exceptions import ValidationError
from tortoise.expressions import Q, RawSQL

from backend.enterprises import access, uscc
from backend.enterprises.access import Action, EnterpriseFacts
from backend.enterprises.models import Enterprise, Pairing, PairingLoan
from backend.kernel import page
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.kernel.rows import cells, listed
from backend.kernel.text import clean

SEARCH_MAX = 40  # characters of a search text that count


@dataclass(frozen=True, slots=True)
class PairedAs:
    """How somebody comes to look after an enterprise."""

    tier: int
    stands_in_for: UUID | None = None  # 代: whose pairing it is


@dataclass(frozen=True, slots=True)
class ProtectionLine:
    since: date
    until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ContactLine:
    id: UUID
    name: str
    title: str
    phone: str


@dataclass(frozen=True, slots=True)
class PairingLine:
    id: UUID
    tier: int
    person_id: UUID
    person_name: str
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class EnterpriseLine:
    """An enterprise as the admin sees it; one row of one statement."""

    id: UUID
    code: str
    name: str
    uscc: str | None
    region: str
    region_name: str
    address: str
    active: bool
    lat_deg: float | None
    lng_deg: float | None
    protection: ProtectionLine | None
    quiet_days: list[date]  # today and later, the nearest first
    contacts: list[ContactLine]
    pairings: list[PairingLine]


async def paired(
    person_id: UUID, enterprise_id: UUID, *, at: datetime, lent_by: UUID | None = None
) -> PairedAs | None:
    """How this person looks after this enterprise at the instant; None: not at all.

    Their own pairing comes before one they stand in for. ``lent_by``: the owner of the grant the
    person acts in while it is lent (``actor.stands_in_for``), whose pairings count as well.
    """
    lenders = await _lenders(person_id, at, lent_by)
    rows = (
        await Pairing.filter(
            _in_force(at), enterprise_id=enterprise_id, liaison_id__in=[person_id, *lenders]
        )
        .order_by("tier")
        .values("liaison_id", "tier")
    )
    for row in sorted(rows, key=lambda row: row["liaison_id"] != person_id):
        owner = row["liaison_id"]
        return PairedAs(row["tier"], None if owner == person_id else owner)
    return None


async def paired_ids(
    person_id: UUID, *, at: datetime, lent_by: UUID | None = None
) -> dict[UUID, PairedAs]:
    """Every enterprise that this person looks after at the instant, and how."""
    lenders = await _lenders(person_id, at, lent_by)
    rows = (
        await Pairing.filter(_in_force(at), liaison_id__in=[person_id, *lenders])
        .order_by("-tier")
        .values("enterprise_id", "liaison_id", "tier")
    )
    found: dict[UUID, PairedAs] = {}
    for row in sorted(rows, key=lambda row: row["liaison_id"] == person_id):  # one's own last: kept
        owner = row["liaison_id"]
        found[row["enterprise_id"]] = PairedAs(row["tier"], None if owner == person_id else owner)
    return found


async def enterprises_page(
    actor: Actor, *, text: str, region: str | None, first: int, after: str | None, now: datetime
) -> list[EnterpriseLine]:
    """By name, then id; one line more than asked for when there is more.

    ``text`` is part of the name, of its pinyin or initials, of the USCC, or the whole QR code;
    ``region`` leaves those whose region code begins so.

    Raises:
        NotAllowed: only admins (remedy: stop).
        CursorUnknown: ``after`` was not made here (remedy: fix).
    """
    require(access.TABLE, actor, Action.LIST, EnterpriseFacts(actor.region or ""))
    try:
        return await _lines(actor, text, region, page.later_than(after, by="name"), first, now)
    except ValidationError:  # a name in the cursor that is longer than any of ours
        raise page.CursorUnknown(field="after") from None


async def _lines(
    actor: Actor, text: str, region: str | None, beyond: Q, first: int, now: datetime
) -> list[EnterpriseLine]:
    within = Q(region__startswith=clean(region)[:12]) if region else Q()
    rows = (
        await Enterprise.annotate(sound=RawSQL("""REPLACE("enterprise"."pinyin", ' ', '')"""))
        .filter(access.listed_for(actor), _matching(clean(text[:SEARCH_MAX])), within)
        .filter(beyond)
        .annotate(**_nested(civil_date(now)))
        .order_by("name", "id")
        .limit(page.size(first) + 1)
        .values(
            "id", "code", "name", "uscc", "region", "address", "active", "lat_deg", "lng_deg",
            "contact_rows", "pairing_rows", "protection_rows", "quiet_rows", "region_name",
        )
    )  # fmt: skip
    return [_line(row) for row in rows]


def _in_force(at: datetime) -> Q:
    return Q(from_at__lte=at) & (Q(until_at__isnull=True) | Q(until_at__gt=at))


async def _lenders(person_id: UUID, at: datetime, lent_by: UUID | None) -> list[UUID]:
    rows = await PairingLoan.filter(_in_force(at), to_person_id=person_id).values_list(
        "from_person_id", flat=True
    )
    return [UUID(str(row)) for row in rows] + ([lent_by] if lent_by else [])


def _matching(text: str) -> Q:
    if not text:
        return Q()
    where = Q(name__icontains=text)
    sound = text.lower().replace(" ", "").replace("'", "")
    if sound.isascii():
        code = uscc.normalised(text)
        where |= Q(sound__contains=sound) | Q(initials__contains=sound) | Q(uscc__contains=code)
        where |= Q(code=code[:8])
    return where


def _column(columns: str, source: str, order: str) -> RawSQL:
    return RawSQL(listed(columns, source, order=order))


def _nested(today: date) -> dict[str, RawSQL]:
    """Contacts, pairings, protection and quiet days from today on, as JSON columns."""
    own = '"enterprise_id" = "enterprise"."id"'
    day = today.isoformat()
    return {
        "contact_rows": _column(
            'c."id", c."name", c."title", c."phone"', f'"contact" c WHERE c.{own} AND c."active"',
            'c."name", c."id"',
        ),
        "pairing_rows": _column(
            'p."id", p."tier", p."liaison_id", l."name", p."from_at", p."until_at"',
            f'"pairing" p JOIN "person" l ON l."id" = p."liaison_id" WHERE p.{own}',
            'p."from_at" DESC, p."tier"',
        ),
        "protection_rows": _column(
            'r."since", r."until", r."note"',
            f"\"protection\" r WHERE r.{own} AND (r.\"until\" IS NULL OR r.\"until\" >= '{day}')",
            'r."since"',
        ),
        "quiet_rows": _column(
            'q."day"', f"\"quiet_day\" q WHERE q.{own} AND q.\"day\" >= '{day}'", 'q."day"'
        ),
        "region_name": RawSQL(
            '(SELECT g."name" FROM "region" g WHERE g."code" = "enterprise"."region")'
        ),
    }  # fmt: skip


def _line(row: dict[str, Any]) -> EnterpriseLine:
    protection = next(
        (ProtectionLine(*_days(found)) for found in cells(row["protection_rows"])), None
    )
    return EnterpriseLine(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        uscc=row["uscc"],
        region=row["region"],
        region_name=row["region_name"] or row["region"],
        address=row["address"],
        active=row["active"],
        lat_deg=row["lat_deg"],
        lng_deg=row["lng_deg"],
        protection=protection,
        quiet_days=[date.fromisoformat(found[0]) for found in cells(row["quiet_rows"])],
        contacts=[ContactLine(UUID(found[0]), *found[1:]) for found in cells(row["contact_rows"])],
        pairings=[_pairing(*found) for found in cells(row["pairing_rows"])],
    )


def _pairing(
    id: str, tier: int, person_id: str, name: str, since: str, until: str | None
) -> PairingLine:
    end = datetime.fromisoformat(until) if until else None
    return PairingLine(UUID(id), tier, UUID(person_id), name, datetime.fromisoformat(since), end)


def _days(found: list[Any]) -> tuple[date, date | None, str]:
    since, until, note = found
    return date.fromisoformat(since), date.fromisoformat(until) if until else None, note
