"""How many hand-overs one person may send in a day. Counted in memory and nowhere else.

A row that says how often a person sent would say who sent. So the count lies in this process, has
no times, is forgotten with the day and with a restart, and is kept for each process apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from backend.kernel.civil import civil_date
from backend.kernel.refusal import Refusal, Remedy

DAILY_MOST = 10


class TooManyClues(Refusal):
    """The phone keeps the envelope and tries again. Facts: ``most``."""

    code, remedy = "too_many_clues", Remedy.RETRY
    text = "一天最多移送 {most} 件。这一件封好留在手机里，明天会自动再发。"


@dataclass
class _Taken:
    """What was taken today, by person."""

    day: date = date.min
    by: Counter[UUID] = field(default_factory=Counter)


_taken = _Taken()


@contextmanager
def one_of_today(person_id: UUID, *, now: datetime) -> Iterator[None]:
    """Take one of the day's places; given back when the block fails.

    Raises:
        TooManyClues: (remedy: retry).
    """
    today = civil_date(now)
    if _taken.day != today:
        _taken.day, _taken.by = today, Counter()
    taken = _taken.by
    if taken[person_id] >= DAILY_MOST:
        raise TooManyClues(most=DAILY_MOST)
    taken[person_id] += 1
    try:
        yield
    except BaseException:
        taken[person_id] -= 1
        raise
