"""The ringer: sends what is due, outside every transaction, beside the worker's other jobs.

A task of its own, so that a push host that hangs delays neither handlers nor pictures; for each
host at most ``PER_HOST`` are under way, so that it delays no other host either.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from backend.notify import deliveries, outside
from backend.notify.addressees import person_of
from backend.notify.answers import Answer
from backend.notify.breaker import Breaker
from backend.notify.channels.calling import Teller
from backend.notify.channels.group_bots import counts, mark_of, say
from backend.notify.climbing import pass_by
from backend.notify.ladder import PAST_THE_PERSON
from backend.notify.models import (
    Channel,
    Delivery,
    Doorbell,
    Notice,
    Purpose,
)
from backend.notify.saying import push_of
from backend.notify.web_push import Push, Pusher
from backend.notify.wishes import wishes_of
from backend.notify.words import BOT_SAYS, title_of
from backend.people.models import Person

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
FAULT_REST = timedelta(minutes=1)

NOBODY: Final[Mapping[Channel, Teller]] = {}

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Ringer:
    """``run`` until cancelled; ``ring_due`` once, for tests and the command line."""

    def __init__(
        self, pusher: Pusher, tellers: Mapping[Channel, Teller] = NOBODY, *, clock: Clock = utc_now
    ) -> None:
        self._pusher, self._tellers, self._clock = pusher, tellers, clock
        self._breaker = Breaker()
        self._busy: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until ``stop``; what is under way then is due again when its lease is over."""
        try:
            while not stop.is_set():
                if not await self._start_due():
                    await self._rest(stop)
        finally:
            for task in self._tasks:
                task.cancel()

    async def ring_due(self) -> None:
        """Send everything that is due now, and wait for the answers."""
        while await self._start_due() or self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)

    async def _start_due(self) -> int:
        try:
            due = await deliveries.claim(self._busy, now=self._clock())
        except Exception:
            log.exception("what is due to be sent could not be asked")
            return 0
        for delivery in due:
            self._busy[delivery.host] += 1
            task = asyncio.create_task(self._deliver(delivery))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return len(due)

    async def _rest(self, stop: asyncio.Event) -> None:
        """Until there may be something: one has ended, a second is over, or it is over."""
        waiting = asyncio.create_task(stop.wait())
        await asyncio.wait(
            {waiting, *self._tasks}, timeout=LOOK_EVERY_S, return_when=asyncio.FIRST_COMPLETED
        )
        waiting.cancel()

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            await self._climb(delivery)
        except Exception:
            log.exception("delivery %s could not be sent", delivery.id)
            await deliveries.put_off(delivery, until=self._clock() + FAULT_REST)
        finally:
            self._busy[delivery.host] -= 1

    async def _climb(self, delivery: Delivery) -> None:
        """The rung that it is, unless there is nothing to tell any more or nobody to tell."""
        if delivery.recipient_id is None:
            return await self._say_in_group(delivery)
        person_id, now = await person_of(delivery.recipient_id), self._clock()
        if person_id is None:
            return await deliveries.cancelled(delivery, "nobody")
        notice = await Notice.get_or_none(id=delivery.notice_id) if delivery.notice_id else None
        if notice is not None and notice.read_at is not None:
            return await deliveries.cancelled(delivery, "read")
        if delivery.channel in PAST_THE_PERSON:
            assert notice is not None
            return await pass_by(delivery, notice, now=now)
        if delivery.purpose is not Purpose.TEST:
            wishes = await wishes_of(person_id)
            if delivery.channel not in wishes.channels:
                return await deliveries.cancelled(delivery, "not wished")
            if wishes.quiet(now):
                return await deliveries.put_off(delivery, until=wishes.quiet_ends(now))
        if delivery.channel is Channel.PUSH:
            return await self._push(delivery, notice, person_id)
        return await self._tell(delivery, notice, person_id)

    async def _tell(self, delivery: Delivery, notice: Notice | None, person_id: UUID) -> None:
        """By a message or an SMS: kind and number."""
        teller = self._tellers.get(delivery.channel)
        person = await Person.get_or_none(id=person_id, active=True)
        if teller is None or person is None or notice is None:
            return await deliveries.cancelled(delivery, "off" if teller is None else "nobody")
        kind, number = title_of(notice.kind, None), notice.number or ""
        told = teller.tell(person.phone, kind=kind, number=number)
        await self._settle(delivery, await self._guarded(delivery.host, told))

    async def _say_in_group(self, delivery: Delivery) -> None:
        here = outside.present()
        bot = next((url for url in here.bots if mark_of(url) == delivery.host), None)
        unread_now = await counts()
        if bot is None or not unread_now:
            return await deliveries.cancelled(delivery, "off" if bot is None else "read")
        text = BOT_SAYS.format(counts=unread_now, url=here.public_url)
        await self._settle(delivery, await self._guarded(delivery.host, say(bot, text)))

    async def _settle(self, delivery: Delivery, answer: Answer) -> None:
        if answer.taken:
            return await deliveries.sent(delivery, status=answer.status, now=self._clock())
        await deliveries.refused(delivery, answer, now=self._clock())

    async def _push(self, delivery: Delivery, notice: Notice | None, person_id: UUID) -> None:
        """To the doorbell that it names; for a pseudonym to each of the person's, this once."""
        if delivery.doorbell_id is not None:
            bells = await Doorbell.filter(id=delivery.doorbell_id, person_id=person_id)
        else:
            bells = await Doorbell.filter(person_id=person_id)
        if not bells or outside.present().push is None:
            return await deliveries.cancelled(delivery, "no doorbell")
        push = await push_of(delivery, notice, person_id)
        if push is None:
            return await deliveries.cancelled(delivery, "read")
        answers = [await self._knock(bell, push) for bell in bells]
        taken = [answer for answer in answers if answer.taken]
        if taken:
            return await deliveries.sent(delivery, status=taken[0].status, now=self._clock())
        again = [answer for answer in answers if answer.later] or answers
        return await deliveries.refused(delivery, again[0], now=self._clock())

    async def _knock(self, bell: Doorbell, push: Push) -> Answer:
        """One push to one doorbell; one that is no more is removed."""
        keys = outside.present().push
        assert keys is not None
        host = urlsplit(bell.endpoint).hostname or ""
        answer = await self._guarded(host, self._pusher.send(bell, push, keys))
        if answer.gone:
            await Doorbell.filter(id=bell.id, p256dh=bell.p256dh).delete()
        return answer

    async def _guarded(self, host: str, sending: Coroutine[Any, Any, Answer]) -> Answer:
        """What the host answers, unless it rests."""
        now = self._clock()
        if until := self._breaker.rests_until(host, now):
            sending.close()
            return Answer(0, "resting", int((until - now).total_seconds()) + 1)
        answer = await sending
        if answer.taken or not answer.later or answer.theirs_alone:
            self._breaker.worked(host)
        elif answer.retry_after_s is not None:
            until = now + min(timedelta(seconds=answer.retry_after_s), timedelta(hours=1))
            self._breaker.asked_to_wait(host, until)
        else:
            self._breaker.failed(host, self._clock())
        return answer
