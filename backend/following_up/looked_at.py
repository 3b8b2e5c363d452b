"""Of each issue that somebody looked back at: whose work it was, and whether it came again.

An issue counts once: by the look-back that found it again (又出现) if one did, else by the last.
The unit is the one whose answer had been accepted in that round, also where the issue has since
been taken from it; what was solved on the spot has none.
"""

from __future__ import annotations

from uuid import UUID

from tortoise.expressions import Q, RawSQL

_EACH = (
    'SELECT l."issue_id", a."unit_id", NOT l."holds" AS "again", ROW_NUMBER() OVER'
    ' (PARTITION BY l."issue_id" ORDER BY l."holds", l."done_at" DESC, l."id") AS "nth"'
    ' FROM "look_back" l LEFT JOIN "assignment" a ON a."issue_id" = l."issue_id"'
    ' AND a."round" = l."round" AND a."ended_by" = \'call_back\' WHERE l."done_at" IS NOT NULL'
)
LOOKED_AT = f'(SELECT "issue_id", "unit_id", "again" FROM ({_EACH}) e WHERE e."nth" = 1)'
"""SQL text of a table of these three columns; ``again`` is a truth value."""


def looked_at(*, again: bool = False, unit_id: UUID | None = None) -> Q:
    """The issues that were looked back at; of one unit's work; only those that came again."""
    of_unit = [f"w.\"unit_id\" = '{unit_id}'"] if unit_id is not None else []
    conditions = [*of_unit, *(['w."again"'] if again else [])]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return Q(id__in=RawSQL(f'(SELECT w."issue_id" FROM {LOOKED_AT} w{where})'))
