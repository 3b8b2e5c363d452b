"""How often one address may do what needs no account. The counting is people/throttle's."""

from __future__ import annotations

from datetime import datetime

from backend.intake import keys
from backend.intake.rules import hidden_address
from backend.kernel.civil import civil_date, day_start
from backend.kernel.refusal import Refusal, Remedy
from backend.people.lockout import address_key
from backend.people.models import SignInTry
from backend.people.queries import setting
from backend.people.throttle import Attempt, claim, guess

TRIES_PER_DAY = 60  # forms with something to change count here, each brings photos to look at
WRONG_PER_ADDRESS, WRONG_BY_ALL, WRONG_IN_A_CROWD = 20, 600, 3


class TooManyToday(Refusal):
    """This network address has no place left today."""

    code, remedy = "too_many_today", Remedy.RETRY
    text = "今天提交得太多，请明天再来。"


async def place_for_a_report(address: str, now: datetime) -> SignInTry:
    """One of the day's places of this address; to be given back if nothing comes of it.

    Raises:
        TooManyToday: (remedy: retry).
    """
    place = await claim(
        "public report",
        await _hidden(address, now),
        most=int(await setting("public_reports_per_day")),
        tries=TRIES_PER_DAY,
        since=day_start(civil_date(now)),
        now=now,
    )
    if place is None:
        raise TooManyToday()
    return place


async def guessing(address: str, now: datetime) -> Attempt:
    """Count a try with a tracking code before it is looked up.

    Raises:
        Locked: (remedy: fix).
    """
    return await guess(
        "tracking code",
        await _hidden(address, now),
        per_address=WRONG_PER_ADDRESS,
        crowd=WRONG_BY_ALL,
        in_a_crowd=WRONG_IN_A_CROWD,
        now=now,
    )


async def _hidden(address: str, now: datetime) -> str:
    return hidden_address(await keys.of_today(now), address_key(address))
