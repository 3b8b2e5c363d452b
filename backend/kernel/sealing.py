"""The ledger, sealed day by day: one hash over a past day's events, chained to the day before.

Done by the worker, not inline (DECISIONS 10). Whoever changes or removes an event of a sealed day,
or a whole day, breaks every later hash; ``broken`` names the first day that does not fit.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from hashlib import sha256

import orjson
from tortoise.exceptions import IntegrityError

from backend.kernel.civil import civil_date, day_end, day_start
from backend.kernel.ledger import LedgerEvent, LedgerSeal

SETTLED_AFTER = timedelta(hours=1)  # a transaction begun before midnight has ended by then
BEGINNING = "0" * 64
_CANONICAL = orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z


async def seal_days(now: datetime) -> int:
    """Seal every past day that is not yet, oldest first; how many. Several workers may try."""
    sealed = 0
    async for day, before in _unsealed(now):
        events, digest = await _digest(day, before)
        try:
            await LedgerSeal.create(day=day, events=events, sha256=digest, sealed_at=now)
        except IntegrityError:  # another worker was quicker; its hash is the same
            return sealed
        sealed += 1
    return sealed


async def broken() -> date | None:
    """The first day whose events are not what they were when it was sealed; None: all are."""
    before, expected = BEGINNING, None
    async for seal in LedgerSeal.all().order_by("day"):
        if expected is not None and seal.day != expected:
            return expected
        if await _digest(seal.day, before) != (seal.events, seal.sha256):
            return seal.day
        before, expected = seal.sha256, seal.day + timedelta(days=1)
    return None


async def _unsealed(now: datetime) -> AsyncIterator[tuple[date, str]]:
    last = await LedgerSeal.all().order_by("-day").first()
    if last is None:
        first = await LedgerEvent.all().order_by("happened_at").first()
        if first is None:
            return
        day, before = civil_date(first.happened_at), BEGINNING
    else:
        day, before = last.day + timedelta(days=1), last.sha256
    while day_end(day) + SETTLED_AFTER <= now:
        yield day, before
        seal = await LedgerSeal.get_or_none(day=day)
        if seal is None:
            return
        day, before = day + timedelta(days=1), seal.sha256


async def _digest(day: date, before: str) -> tuple[int, str]:
    """How many events the day has, and the hash over the day before's and each of them."""
    total, digest = 0, sha256(before.encode())
    rows = LedgerEvent.filter(happened_at__gte=day_start(day), happened_at__lt=day_end(day))
    for row in await rows.order_by("happened_at", "id").values():
        total += 1
        digest.update(orjson.dumps(row, default=str, option=_CANONICAL))
    return total, digest.hexdigest()
