"""Try it out: a push to oneself, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from backend.kernel.ledger import transaction
from backend.kernel.refusal import NotFound, Refusal, Remedy
from backend.notify import doorbells, outside
from backend.notify.answers import Answer
from backend.notify.doorbells import PushOff
from backend.notify.models import Channel, Delivery, Doorbell, Purpose
from backend.notify.web_push import Push, Pusher
from backend.notify.words import TRIAL, TRIAL_TTL, payload

TRIALS_MAX, TRIALS_WITHIN = 30, timedelta(hours=1)  # pushes, to all of a person's doorbells


class NoDoorbell(Refusal):
    """The person has no device that may be rung."""

    code, remedy = "no_doorbell", Remedy.FIX
    text = "您还没有打开推送的设备，请先在这台手机上打开推送。"


class TooManyTrials(Refusal):
    """Facts: ``most`` (an hour)."""

    code, remedy = "too_many_trials", Remedy.FIX
    text = "一小时内最多试推 {most} 次，请过一会儿再试。"


async def ring_myself(person_id: UUID, command_id: UUID, *, now: datetime) -> list[UUID]:
    """Owe one push to each of the person's own doorbells; the same command again owes no more.

    Raises:
        PushOff: the server has no keys (remedy: stop).
        NoDoorbell, TooManyTrials: (remedy: fix).

    Returns:
        The deliveries, for asking what became of them.
    """
    here = outside.present()
    if here.push is None:
        raise PushOff(reason=here.push_off)
    async with transaction():
        own = Delivery.filter(recipient_id=person_id, purpose=Purpose.TEST)
        if earlier := await own.filter(command_id=command_id):
            return [delivery.id for delivery in earlier]
        if await own.filter(created_at__gt=now - TRIALS_WITHIN).count() >= TRIALS_MAX:
            raise TooManyTrials(most=TRIALS_MAX)
        bells = await doorbells.of(person_id)
        if not bells:
            raise NoDoorbell()
        rows = [
            Delivery(
                id=uuid4(),
                purpose=Purpose.TEST,
                channel=Channel.PUSH,
                recipient_id=person_id,
                doorbell_id=bell.id,
                host=urlsplit(bell.endpoint).hostname or "",
                command_id=command_id,
                due_at=now,
                created_at=now,
            )
            for bell in bells
        ]
        await Delivery.bulk_create(rows)
    return [row.id for row in rows]


async def ring_all(person_id: UUID, pusher: Pusher) -> list[tuple[Doorbell, Answer]]:
    """A trial push to each of somebody's doorbells at once, for who looks after the server.

    Nothing is kept of it, and a doorbell that is gone stays until a push that matters finds out.

    Raises:
        PushOff: the server has no keys (remedy: stop).
        NoDoorbell: (remedy: fix).
    """
    here = outside.present()
    if here.push is None:
        raise PushOff(reason=here.push_off)
    bells = await doorbells.of(person_id)
    if not bells:
        raise NoDoorbell()
    body = payload(
        title=TRIAL, navigate=f"{here.public_url}/", tag="trial", delivery_id=uuid4(), badge=0
    )
    push = Push(body, "trial", TRIAL_TTL, urgent=True)
    return [(bell, await pusher.send(bell, push, here.push)) for bell in bells]


async def own_delivery(person_id: UUID, delivery_id: UUID) -> Delivery:
    """Raises NotFound for one that is unknown or somebody else's (remedy: stop)."""
    found = await Delivery.get_or_none(id=delivery_id, recipient_id=person_id)
    if found is None:
        raise NotFound()
    return found
