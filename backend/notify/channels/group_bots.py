"""A bot in a group (WeCom, DingTalk, Feishu): counts and the app's address, nothing else.

Through Apprise, which knows each provider's form. What comes within ten minutes is one message, so
that no group is flooded and no provider's limit is met.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

import apprise
from tortoise.functions import Count

from backend.calendar.queries import working_days
from backend.calendar.rules import next_working_time
from backend.notify.answers import TAKEN, UNREACHED, Answer
from backend.notify.models import (
    RINGS,
    Channel,
    Delivery,
    DeliveryState,
    Notice,
    NoticeKind,
    Purpose,
)

GATHER, EVERY = timedelta(minutes=1), timedelta(minutes=10)
IN_ALL_S = 15.0
COUNTED = {
    NoticeKind.ASSIGNED: "新交办",
    NoticeKind.RETURNED_TO_ME: "被退回",
    NoticeKind.REOPENED: "退回重办",
    NoticeKind.OVERDUE: "逾期",
    NoticeKind.URGED: "催办",
}


def known(url: str) -> bool:
    """Whether Apprise can send to it."""
    return apprise.Apprise.instantiate(url, suppress_exceptions=True) is not None


def mark_of(url: str) -> str:
    """Names a bot in the log; its address is a secret."""
    return f"bot-{sha256(url.encode()).hexdigest()[:16]}"


async def owe_bots(bots: Sequence[str], *, now: datetime) -> None:
    """Each bot has one message due: soon, not sooner than ten minutes after its last, at work."""
    if not bots:
        return
    days, rows = await working_days(), []
    for mark in map(mark_of, bots):
        own = Delivery.filter(channel=Channel.BOT, host=mark)
        if await own.filter(state=DeliveryState.DUE).exists():
            continue
        last = await own.filter(sent_at__isnull=False).order_by("-sent_at").first()
        soon = now + GATHER
        at = max(soon, last.sent_at + EVERY) if last and last.sent_at else soon
        rows.append(
            Delivery(
                id=uuid4(),
                purpose=Purpose.NOTICE,
                channel=Channel.BOT,
                host=mark,
                due_at=next_working_time(at, days),
                created_at=now,
            )
        )
    if rows:
        await Delivery.bulk_create(rows)


async def counts() -> str:
    """What rings, still asks something and nobody has read, by kind; empty: nothing."""
    unread = Notice.filter(kind__in=list(RINGS), read_at__isnull=True, overtaken_at__isnull=True)
    found = await (
        unread.group_by("kind")
        .annotate(many=Count("subject_id", distinct=True))
        .values_list("kind", "many")
    )
    many = {NoticeKind(kind): int(count) for kind, count in found}
    return "，".join(f"{word} {many[kind]} 件" for kind, word in COUNTED.items() if many.get(kind))


async def say(url: str, text: str) -> Answer:
    """In a thread of its own: Apprise waits for the other side."""
    bot = apprise.Apprise()
    bot.add(url)
    try:
        async with asyncio.timeout(IN_ALL_S):
            said = await asyncio.to_thread(bot.notify, body=text)
    except TimeoutError:
        return Answer(UNREACHED, "timeout")
    return TAKEN if said else Answer(UNREACHED, "not taken")
