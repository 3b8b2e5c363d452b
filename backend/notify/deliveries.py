"""Deliveries that are due: claimed by lease, settled, put off. Short transactions, no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import F
from tortoise.queryset import QuerySet

from backend.kernel import counting
from backend.kernel.ledger import transaction
from backend.notify.answers import Answer
from backend.notify.ladder import TO_THE_PERSON
from backend.notify.models import Channel, Delivery, DeliveryState, Doorbell

LEASE = timedelta(seconds=60)  # a sending takes five; who dies lets it fall due again
PER_HOST = 8  # at one time: a host that hangs holds no more than these
LOOK_AT = 200
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=1)  # a push: the ladder has climbed past it by then
TRIES_MAX = 30  # at the longest wait a day, also for a rung that was written days before it is due


async def claim(
    busy: Mapping[str, int], *, resting: Collection[str] = (), now: datetime
) -> list[list[Delivery]]:
    """Take what is due, at most ``PER_HOST`` for each host together with those ``busy``.

    Each item is one message: what is due to one recipient in one channel is told together. What
    is for a host that rests stays due, at no cost, until it is over.

    Oldest first within a host. A lease moves ``due_at``; SKIP LOCKED keeps two workers apart.
    """
    full = [*resting, *(host for host, count in busy.items() if count >= PER_HOST)]
    due = Delivery.filter(state=DeliveryState.DUE, due_at__lte=now).exclude(host__in=full)
    if not await due.exists():
        return []  # no write lock for nothing
    room: Counter[str] = Counter(busy)
    taken: dict[object, list[Delivery]] = {}
    async with transaction():
        rows = await due.order_by("due_at").limit(LOOK_AT).select_for_update(skip_locked=True)
        for row in rows:
            message = (row.channel, row.recipient_id) if row.channel in TO_THE_PERSON else row.id
            if message in taken:
                taken[message].append(row)
            elif room[row.host] < PER_HOST:
                room[row.host] += 1
                taken[message] = [row]
        if taken:
            ids = [row.id for rows in taken.values() for row in rows]
            await Delivery.filter(id__in=ids).update(due_at=now + LEASE)
    return list(taken.values())


async def sent(delivery: Delivery, *, status: int | None, now: datetime) -> None:
    """It was taken. An acknowledgement that came first stands."""
    _count(delivery, "sent")
    changes = {"sent_at": now, "last_status": status, "attempts": delivery.attempts + 1}
    async with transaction():
        await Delivery.filter(id=delivery.id).update(**changes)
        first = await _due(delivery.id).update(state=DeliveryState.SENT, due_at=None)
        if first and delivery.doorbell_id and delivery.channel is Channel.PUSH:
            await Doorbell.filter(id=delivery.doorbell_id).update(unacked=F("unacked") + 1)


async def refused(delivery: Delivery, answer: Answer, *, now: datetime) -> None:
    """It was not taken: tried again later where that can help, else it has failed."""
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(delivery.attempts, 10))
    if answer.retry_after_s is not None:
        wait = min(LONGEST_WAIT, max(timedelta(seconds=answer.retry_after_s), timedelta(seconds=1)))
    hopeless = not answer.later or delivery.attempts + 1 >= TRIES_MAX or late(delivery, now + wait)
    _count(delivery, "failed" if hopeless else "put_off")
    await _due(delivery.id).update(
        state=DeliveryState.FAILED if hopeless else DeliveryState.DUE,
        due_at=None if hopeless else now + wait,
        attempts=delivery.attempts + 1,
        last_status=answer.status,
        last_error=answer.error[:80],
    )


def late(delivery: Delivery, at: datetime) -> bool:
    return delivery.channel is Channel.PUSH and at > delivery.created_at + GIVE_UP_AFTER


async def put_off(delivery: Delivery, *, until: datetime) -> None:
    """Not now: quiet hours, or a host that rests. It counts as no attempt."""
    await _due(delivery.id).update(due_at=until)


async def cancelled(delivery: Delivery, why: str) -> None:
    """There is nothing to tell any more, or nobody to tell it to."""
    _count(delivery, "cancelled")
    await _due(delivery.id).update(state=DeliveryState.CANCELLED, due_at=None, last_error=why[:80])


def _count(delivery: Delivery, result: str) -> None:
    counting.DELIVERIES.labels(delivery.channel.value, result).inc()


def _due(delivery_id: UUID) -> QuerySet[Delivery]:
    return Delivery.filter(id=delivery_id, state=DeliveryState.DUE)
