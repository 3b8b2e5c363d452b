"""Human numbers: WD-2026-0012, gapless per civil year, the prefix is the district's data."""

from __future__ import annotations

from datetime import datetime

from tortoise import connections

from backend.issues import rules
from backend.kernel.civil import civil_date
from backend.people.queries import setting


async def next_number(now: datetime) -> str:
    """The next one; the counter's row stays locked until the caller's transaction ends."""
    year = civil_date(now).year
    taken = await connections.get("default").execute_query_dict(
        f'INSERT INTO "number_counter" ("year", "last_given") VALUES ({year:d}, 1) ON CONFLICT'
        ' ("year") DO UPDATE SET "last_given" = "number_counter"."last_given" + 1'
        ' RETURNING "last_given"'
    )
    prefix = str(await setting("number_prefix"))
    return rules.number_of(prefix, year, taken[0]["last_given"])
