"""The auditor's log, newest first: one statement over the ledger and three tables beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.audit import access
from backend.audit.access import Action
from backend.audit.deeds import (
    CONTACT_READ,
    DEEDS,
    IDENTITY_READ,
    ISSUES_HANDED_OVER,
    KIND_OF,
    SIGN_IN_FAILED,
    Kind,
)
from backend.identities.models import ReadWhat
from backend.kernel import page
from backend.kernel.access import require
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import day_end, day_start
from backend.kernel.statement import Statement, instant
from backend.kernel.text import clean
from backend.people.settings import KEYS

NAME_MAX = 30  # characters of a name that count


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines. ``name``: part of the name of somebody who did it or whom it is about."""

    kind: Kind | None = None
    name: str = ""
    since: date | None = None  # Shanghai days, both inclusive
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One deed. ``who`` None: nobody who is signed in (a wrong try, the server itself)."""

    id: UUID
    at: datetime
    deed: str
    who: str | None
    about: str | None  # the person whose account it is, or who hands over
    other: str | None  # who takes over
    thing: str | None  # the unit, region, device or setting
    role: Role | None  # of the grant
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Part:
    """Where some deeds are kept: SQL for each column, ``source`` with its own condition."""

    source: str
    at: str
    id: str
    deed: str
    actor: str
    about: str
    other: str
    subject: str
    facts: str = "CAST(NULL AS JSONB)"
    note: str = "''"


async def audit_log(actor: Actor, wanted: Wanted, *, first: int, after: str | None) -> list[Line]:
    """One line more than asked for when there is more.

    Raises:
        NotAllowed: only the auditor (remedy: stop).
        CursorUnknown: ``after`` was not made here (remedy: fix).
    """
    require(access.TABLE, actor, Action.READ, None)
    sql = Statement()
    limit = page.size(first) + 1
    parts = " UNION ALL ".join(
        f"SELECT * FROM ({_rows(part, where, limit)}) p{nth}"
        for nth, (part, where) in enumerate(_parts(sql, wanted, after))
    )
    found = await sql.rows(_named(sql, parts, limit))
    return [_line(row) for row in found]


def _parts(sql: Statement, wanted: Wanted, after: str | None) -> list[tuple[_Part, str]]:
    """The tables that hold what is asked for, each with its condition."""
    deeds = DEEDS[wanted.kind] if wanted.kind else KIND_OF
    beside = (
        ({SIGN_IN_FAILED}, _tries(sql)),
        ({IDENTITY_READ, CONTACT_READ}, _readings(sql)),
        ({ISSUES_HANDED_OVER}, _handed_over(sql)),
    )
    here = [part for theirs, part in beside if not theirs.isdisjoint(deeds)]
    elsewhere = set().union(*(theirs for theirs, _ in beside))
    names = ", ".join(f"'{deed}'" for deed in deeds if deed not in elsewhere)
    parts = [_ledger(sql, names), *here] if names else here
    within = _within(sql, wanted, after)
    return [(part, within(part)) for part in parts]


def _within(sql: Statement, wanted: Wanted, after: str | None) -> Callable[[_Part], str]:
    since = sql.bind(day_start(wanted.since)) if wanted.since else None
    until = sql.bind(day_end(wanted.until)) if wanted.until else None
    seen = _place(sql, after) if after is not None else None
    name = clean(wanted.name[:NAME_MAX]).strip()
    match = sql.bind(name) if name else None

    def where(part: _Part) -> str:
        conditions = ["1 = 1"]
        if since:
            conditions.append(f"{part.at} >= {since}")
        if until:
            conditions.append(f"{part.at} < {until}")
        if seen:
            conditions.append(f"({part.at}, {part.id}) < {seen}")
        if match:
            named = sql.holds('n."name"', match)
            people = f'(SELECT n."id" FROM "person" n WHERE {named})'
            columns = (part.actor, part.about, part.other)
            conditions.append("(" + " OR ".join(f"{c} IN {people}" for c in columns) + ")")
        return " AND ".join(conditions)

    return where


def _place(sql: Statement, after: str) -> str:
    at, row_id = page.moment_of(after)
    return f"({sql.bind(at)}, {sql.bind(row_id)})"


def _rows(part: _Part, where: str, limit: int) -> str:
    return (
        f'SELECT {part.id} AS "id", {part.at} AS "at", {part.deed} AS "deed",'
        f' {part.actor} AS "actor_id", {part.about} AS "about_id", {part.other} AS "other_id",'
        f' {part.subject} AS "subject_id", {part.facts} AS "facts", {part.note} AS "note"'
        f" FROM {part.source} AND {where} ORDER BY {part.at} DESC, {part.id} DESC LIMIT {limit}"
    )


def _named(sql: Statement, parts: str, limit: int) -> str:
    return f"""
    WITH "deed" AS ({parts})
    SELECT d.*, w."name" AS "who", a."name" AS "about", o."name" AS "other", g."role",
           COALESCE(u."name", r."name", s."label") AS "thing"
    FROM "deed" d
    LEFT JOIN "person" w ON w."id" = d."actor_id"
    LEFT JOIN "person" a ON a."id" = d."about_id"
    LEFT JOIN "person" o ON o."id" = d."other_id"
    LEFT JOIN "grant" g ON g."id" = d."subject_id"
    LEFT JOIN "unit" u ON u."id" = d."subject_id"
    LEFT JOIN "session" s ON s."id" = d."subject_id"
    LEFT JOIN "region" r ON r."code" = {sql.fact('d."facts"', "code")}
    ORDER BY d."at" DESC, d."id" DESC LIMIT {limit}
    """


def _ledger(sql: Statement, names: str) -> _Part:
    def person(fact: str) -> str:
        return sql.as_id(sql.fact('l."facts"', fact))

    held = f"COALESCE({person('person_id')}, {person('from_person_id')})"
    return _Part(
        source=f'"ledger_event" l WHERE l."name" IN ({names})',
        at='l."happened_at"',
        id='l."id"',
        deed='l."name"',
        actor='l."actor_id"',
        about=f'CASE WHEN l."subject_kind" = \'person\' THEN l."subject_id" ELSE {held} END',
        other=person("to_person_id"),
        subject='l."subject_id"',
        facts='l."facts"',
    )


def _tries(sql: Statement) -> _Part:
    """Of signing in alone: other tries name nobody. A number without an account has no person."""
    count = 'CAST(t."id" AS TEXT)'
    number = f"substr('000000000000' || {count}, length({count}) + 1, 12)"
    return _Part(
        source='"sign_in_try" t WHERE NOT t."ok" AND t."person_id" IS NOT NULL',
        at='t."at"',
        id=sql.as_id(f"('00000000-0000-0000-0000-' || {number})"),
        deed=f"'{SIGN_IN_FAILED}'",
        actor=sql.as_id("NULL"),
        about='t."person_id"',
        other=sql.as_id("NULL"),
        subject=sql.as_id("NULL"),
        note="CASE WHEN t.\"address\" = '' THEN 'known' ELSE '' END",  # throttle keeps none then
    )


def _readings(sql: Statement) -> _Part:
    return _Part(
        source='"identity_reading" i WHERE 1 = 1',
        at='i."at"',
        id='i."id"',
        deed=f"CASE i.\"what\" WHEN '{ReadWhat.CONTACT}' THEN '{CONTACT_READ}'"
        f" ELSE '{IDENTITY_READ}' END",
        actor='i."reader_id"',
        about=sql.as_id("NULL"),
        other=sql.as_id("NULL"),
        subject='i."id"',
        note='i."reason"',
    )


def _handed_over(sql: Statement) -> _Part:
    return _Part(
        source='"command" c WHERE c."name" = \'handOverIssues\'',
        at='c."at"',
        id='c."id"',
        deed=f"'{ISSUES_HANDED_OVER}'",
        actor='c."actor_id"',
        about=sql.as_id("NULL"),
        other='c."subject_id"',
        subject='c."id"',
    )


def _line(row: dict[str, Any]) -> Line:
    deed = row["deed"]
    facts = json.loads(row["facts"]) if isinstance(row["facts"], str) else row["facts"] or {}
    facts |= {"reason": row["note"], "known_device": row["note"] == "known"}
    shown = DEEDS[KIND_OF[deed]][deed]
    return Line(
        id=UUID(str(row["id"])),
        at=instant(row["at"]),
        deed=deed,
        who=row["who"],
        about=row["about"],
        other=row["other"],
        thing=row["thing"] or _setting_of(facts),
        role=Role(row["role"]) if row["role"] else None,
        facts={name: facts.get(name) for name in shown},
    )


def _setting_of(facts: dict[str, Any]) -> str | None:
    """What a setting is called; its key where it is of an earlier version."""
    key: str | None = facts.get("key")
    known = KEYS.get(key) if key else None
    return known.description if known else key
