"""One enterprise as its page shows it, and all that an officer looks after, for offline use.

What a reader may not see is not selected (DECISIONS 3): contacts, officers' telephones and open
issues come only for those whom SEE_INSIDE of enterprises.access lets in; ``inside`` below is that
row written for the database. One statement for one card or for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.directory.queries import OPEN, OPEN_ISSUES, month_end
from backend.enterprises import access
from backend.enterprises.access import Action, EnterpriseFacts
from backend.enterprises.queries import ContactLine, ProtectionLine
from backend.issues.models import IssueState
from backend.kernel.access import require
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import civil_date, month_start
from backend.kernel.refusal import NotFound
from backend.kernel.rows import cells, listed
from backend.kernel.statement import Statement, instant
from backend.kernel.text import clean

QUIET_DAYS_MAX = 60


@dataclass(frozen=True, slots=True)
class OfficerLine:
    tier: int
    name: str
    unit_name: str
    phone: str  # empty for those outside
    stand_in: str | None


@dataclass(frozen=True, slots=True)
class IssueLine:
    id: UUID
    number: str | None
    title: str
    state: IssueState
    reported_on: date
    own: bool  # the reader reported it
    topic: str


@dataclass(frozen=True, slots=True)
class Card:
    id: UUID
    code: str
    name: str
    uscc: str | None
    region: str
    region_name: str
    address: str
    lat_deg: float | None
    lng_deg: float | None
    protection: ProtectionLine | None
    paired: bool
    contacts: list[ContactLine]
    officers: list[OfficerLine]
    visits_this_month: list[tuple[date, str]]  # when and which unit, by anyone; newest first
    quiet_days: list[date]
    open_issue_count: int
    open_issues: list[IssueLine]


async def card(actor: Actor, enterprise_id: UUID, *, now: datetime) -> Card:
    """Raises NotAllowed (no field role), NotFound (no such enterprise in use) (remedy: stop)."""
    sql = Statement()
    return await _only(actor, sql, f'e."id" = {sql.bind(enterprise_id)}', now)


async def card_by_code(actor: Actor, code: str, *, now: datetime) -> Card:
    """The enterprise whose QR link ends so; as ``card``."""
    sql = Statement()
    wanted = clean(code[:40]).upper()
    return await _only(actor, sql, f'e."code" = {sql.bind(wanted)}', now)


async def paired_cards(actor: Actor, *, now: datetime) -> list[Card]:
    """Everything the officer looks after now, own and stood in for, by name; else nothing."""
    if actor.role is not Role.LIAISON:
        return []
    sql = Statement()
    return await _cards(actor, sql, _is_paired(actor, sql, now), now)


async def _only(actor: Actor, sql: Statement, which: str, now: datetime) -> Card:
    require(access.TABLE, actor, Action.SEE, EnterpriseFacts(""))
    found = await _cards(actor, sql, which, now)
    if not found:
        raise NotFound()
    return found[0]


async def _cards(actor: Actor, sql: Statement, which: str, now: datetime) -> list[Card]:
    paired = _is_paired(actor, sql, now) if actor.role is Role.LIAISON else "(1 = 0)"
    inside = _is_reached(actor, sql) if actor.role is Role.SUPERVISOR else paired
    seen, seen_inside = _seen(sql, now), _seen_inside(sql.bind(actor.person_id))
    rows = await sql.rows(f"""
    SELECT e."id", e."code", e."name", e."uscc", e."region", e."address", e."lat_deg", e."lng_deg",
           e."paired", g."name" AS "region_name", {seen}, {seen_inside}
    FROM (SELECT e.*, {paired} AS "paired", {inside} AS "inside"
          FROM "enterprise" e WHERE e."active" AND {which}) e
    LEFT JOIN "region" g ON g."code" = e."region"
    ORDER BY e."name", e."id"
    """)
    return [_card(row) for row in rows]


def _is_paired(actor: Actor, sql: Statement, now: datetime) -> str:
    at, me = sql.bind(now), sql.bind(actor.person_id)
    lender = f' OR q."liaison_id" = {sql.bind(actor.stands_in_for)}' if actor.stands_in_for else ""
    return f"""EXISTS (SELECT 1 FROM "pairing" q WHERE q."enterprise_id" = e."id"
        AND {_in_force("q", at)} AND (q."liaison_id" = {me}{lender} OR q."liaison_id" IN
        (SELECT b."from_person_id" FROM "pairing_loan" b
         WHERE b."to_person_id" = {me} AND {_in_force("b", at)})))"""


def _is_reached(actor: Actor, sql: Statement) -> str:
    if actor.region is None:
        return "(1 = 0)"
    return f'SUBSTR(e."region", 1, {len(actor.region)}) = {sql.bind(actor.region)}'


def _in_force(alias: str, at: str) -> str:
    return (
        f'{alias}."from_at" <= {at} AND ({alias}."until_at" IS NULL OR {alias}."until_at" > {at})'
    )


def _seen(sql: Statement, now: datetime) -> str:
    """What everyone in the field is told."""
    today, at = sql.bind(civil_date(now)), sql.bind(now)
    begins, ends = sql.bind(month_start(now)), sql.bind(month_end(now))
    of = '"enterprise_id" = e."id"'
    protections = listed(
        'p."since", p."until", p."note"',
        f'"protection" p WHERE p.{of} AND p."since" <= {today}'
        f' AND (p."until" IS NULL OR p."until" >= {today})',
        order='p."since"',
    )
    visits = listed(
        'v."started_at", u."name"',
        f'"visit" v LEFT JOIN "unit" u ON u."id" = v."unit_id"'
        f' WHERE v.{of} AND v."started_at" >= {begins} AND v."started_at" < {ends}',
        order='v."started_at" DESC',
    )
    quiet = listed('d."day"', f'"quiet_day" d WHERE d.{of} AND d."day" >= {today}', order='d."day"')
    officers = listed(
        'p."tier", o."name", u."name", CASE WHEN e."inside" THEN o."phone" ELSE \'\' END,'
        f" ({_stand_in(at)})",
        '"pairing" p JOIN "person" o ON o."id" = p."liaison_id"'
        f' LEFT JOIN "unit" u ON u."id" = o."unit_id" WHERE p.{of} AND {_in_force("p", at)}',
        order='p."tier", o."name"',
    )
    return f"""{protections} AS "protections", {visits} AS "visits", {quiet} AS "quiet_days",
        {officers} AS "officers", ({OPEN_ISSUES}) AS "open_issue_count" """


def _stand_in(at: str) -> str:
    """Who acts for the officer ``o`` of a pairing: by a loan of the pairings, or of the grant."""
    return f"""SELECT s."name" FROM "person" s WHERE s."id" IN
        (SELECT b."to_person_id" FROM "pairing_loan" b
         WHERE b."from_person_id" = o."id" AND {_in_force("b", at)}
         UNION SELECT t."person_id" FROM "grant" t JOIN "grant" f ON f."id" = t."lent_from_id"
         WHERE f."person_id" = o."id" AND f."role" = '{Role.LIAISON.value}'
         AND {_in_force("t", at)})
        ORDER BY s."name" LIMIT 1"""


def _seen_inside(me: str) -> str:
    of = '"enterprise_id" = e."id"'
    contacts = listed(
        'c."id", c."name", c."title", c."phone"',
        f'"contact" c WHERE c.{of} AND c."active"',
        order='c."name", c."id"',
    )
    issues = listed(
        'i."id", i."number", i."title", i."state", i."reported_at",'
        f' CASE WHEN i."reporter_id" = {me} THEN 1 ELSE 0 END, i."topic"',
        f'"issue" i WHERE i.{of} AND NOT i."protected" AND i."state" IN ({OPEN})',
        order='i."reported_at" DESC, i."id"',
    )
    return (
        f'CASE WHEN e."inside" THEN {contacts} ELSE \'[]\' END AS "contacts",'
        f' CASE WHEN e."inside" THEN {issues} ELSE \'[]\' END AS "open_issues"'
    )


def _card(row: dict[str, Any]) -> Card:
    return Card(
        id=UUID(str(row["id"])),
        code=row["code"],
        name=row["name"],
        uscc=row["uscc"],
        region=row["region"],
        region_name=row["region_name"] or row["region"],
        address=row["address"],
        lat_deg=row["lat_deg"],
        lng_deg=row["lng_deg"],
        protection=next((_protection(*each) for each in cells(row["protections"])), None),
        paired=bool(row["paired"]),
        contacts=[ContactLine(UUID(id), *rest) for id, *rest in cells(row["contacts"])],
        officers=[
            OfficerLine(tier, name, unit or "", phone, stand_in)
            for tier, name, unit, phone, stand_in in cells(row["officers"])
        ],
        visits_this_month=[
            (civil_date(instant(at)), unit or "") for at, unit in cells(row["visits"])
        ],
        quiet_days=[date.fromisoformat(day) for (day,) in cells(row["quiet_days"])][
            :QUIET_DAYS_MAX
        ],
        open_issue_count=row["open_issue_count"],
        open_issues=[
            IssueLine(
                UUID(id), number, title, IssueState(state), civil_date(instant(at)), own == 1, topic
            )
            for id, number, title, state, at, own, topic in cells(row["open_issues"])
        ],
    )


def _protection(since: str, until: str | None, note: str) -> ProtectionLine:
    end = date.fromisoformat(until) if until else None
    return ProtectionLine(date.fromisoformat(since), end, note)
