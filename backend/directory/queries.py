"""The directory that every phone keeps: all enterprises, or what changed since the last answer.

Read only, above visits and issues. One statement, whatever is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.directory import rules
from backend.enterprises import access
from backend.enterprises.access import Action, EnterpriseFacts
from backend.issues.models import OPEN_STATES
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date, day_start, month_start
from backend.kernel.statement import Statement, instant

OPEN = ", ".join(f"'{state.value}'" for state in OPEN_STATES)
OPEN_ISSUES = (
    'SELECT COUNT(*) FROM "issue" i WHERE i."enterprise_id" = e."id" AND NOT i."protected"'
    f' AND i."state" IN ({OPEN})'
)


@dataclass(frozen=True, slots=True)
class Row:
    """One enterprise as everyone in the field has it offline (DECISIONS 3)."""

    id: UUID
    name: str
    uscc: str | None
    region: str
    protected: bool
    pinyin: str
    initials: str
    lat_deg: float | None
    lng_deg: float | None
    last_visit_on: date | None
    visits_this_month: int
    open_issues: int
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    stamp: str
    whole: bool
    rows: list[Row]
    gone: list[UUID]


async def directory(actor: Actor, *, since: str | None, now: datetime) -> Answer:
    """Every enterprise in use, or those that changed since the answer with this stamp.

    A row changes with its enterprise, with a visit or an issue there, and with the day on which a
    protection begins or is over.

    Raises:
        NotAllowed: the acting role is no field role (remedy: stop).
    """
    require(access.TABLE, actor, Action.SEE, EnterpriseFacts(""))
    from_at = rules.changes_since(since, now=now)
    sql = Statement()
    which = 'e."active"' if from_at is None else f'e."id" IN ({_changed(sql, from_at, now)})'
    found = await sql.rows(_rows(sql, which, now))
    return Answer(
        stamp=rules.stamp(now),
        whole=from_at is None,
        rows=[_row(row) for row in found if row["active"]],
        gone=[_id(row["id"]) for row in found if not row["active"]],
    )


def month_end(now: datetime) -> datetime:
    """The instant at which the civil month of now is over; exclusive."""
    first = civil_date(now).replace(day=1)
    return day_start((first + timedelta(days=32)).replace(day=1))


def _rows(sql: Statement, which: str, now: datetime) -> str:
    today = sql.bind(civil_date(now))
    begins, ends = sql.bind(month_start(now)), sql.bind(month_end(now))
    of = '"enterprise_id" = e."id"'
    return f"""
    SELECT e."id", e."name", e."uscc", e."region", e."pinyin", e."initials", e."lat_deg",
           e."lng_deg", e."code", e."active",
           EXISTS (SELECT 1 FROM "protection" p WHERE p.{of} AND p."since" <= {today}
                   AND (p."until" IS NULL OR p."until" >= {today})) AS "protected",
           (SELECT MAX(v."started_at") FROM "visit" v WHERE v.{of}) AS "last_visit_at",
           (SELECT COUNT(*) FROM "visit" v WHERE v.{of} AND v."started_at" >= {begins}
            AND v."started_at" < {ends}) AS "visits_this_month",
           ({OPEN_ISSUES}) AS "open_issues"
    FROM "enterprise" e WHERE {which} ORDER BY e."id"
    """


def _changed(sql: Statement, from_at: datetime, now: datetime) -> str:
    """The ids of enterprises whose row may have changed.

    Visits and issues are found by the ledger, which has a line for each change of either; a visit
    that was put under another enterprise changed both, and its revisions name both.
    """
    at = sql.bind(from_at)
    then, today = sql.bind(civil_date(from_at)), sql.bind(civil_date(now))
    told = (
        'SELECT l."subject_id" FROM "ledger_event" l WHERE l."happened_at" > {at}'
        " AND l.\"subject_kind\" = '{kind}'"
    )
    visits, issues = told.format(at=at, kind="visit"), told.format(at=at, kind="issue")
    return f"""
    SELECT c."id" FROM "enterprise" c WHERE c."changed_at" > {at}
    UNION SELECT v."enterprise_id" FROM "visit" v WHERE v."id" IN ({visits})
    UNION SELECT r."enterprise_id" FROM "visit_revision" r WHERE r."visit_id" IN ({visits})
    UNION SELECT i."enterprise_id" FROM "issue" i WHERE i."id" IN ({issues})
          AND i."enterprise_id" IS NOT NULL
    UNION SELECT p."enterprise_id" FROM "protection" p
          WHERE (p."since" > {then} AND p."since" <= {today})
             OR (p."until" >= {then} AND p."until" < {today})
    """


def _row(row: dict[str, Any]) -> Row:
    last = row["last_visit_at"]
    return Row(
        id=_id(row["id"]),
        name=row["name"],
        uscc=row["uscc"],
        region=row["region"],
        protected=bool(row["protected"]),
        pinyin=row["pinyin"],
        initials=row["initials"],
        lat_deg=row["lat_deg"],
        lng_deg=row["lng_deg"],
        last_visit_on=civil_date(instant(last)) if last else None,
        visits_this_month=row["visits_this_month"],
        open_issues=row["open_issues"],
        code=row["code"],
    )


def _id(value: Any) -> UUID:
    return value if type(value) is UUID else UUID(str(value))
