"""The secret of the day. Made by whoever needs it first, gone the day after the next."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from secrets import token_hex

from tortoise.exceptions import IntegrityError

from backend.intake.models import DayKey
from backend.kernel.civil import civil_date


async def of_today(now: datetime) -> str:
    return await _of(civil_date(now))


async def in_force(now: datetime) -> list[str]:
    """Those that forms still open may have been sealed with, the newest first."""
    today = civil_date(now)
    yesterday = await DayKey.get_or_none(day=today - timedelta(days=1))
    return [await _of(today), *([yesterday.secret] if yesterday else [])]


async def _of(day: date) -> str:
    known = await DayKey.get_or_none(day=day)
    if known is None:
        try:
            known = await DayKey.create(day=day, secret=token_hex(32))
        except IntegrityError:  # another request of the first moment of the day was quicker
            known = await DayKey.get(day=day)
        await DayKey.filter(day__lt=day - timedelta(days=1)).delete()
    return known.secret
