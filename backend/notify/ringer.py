"""The ringer: sends what is due, outside every transaction, beside the worker's other jobs.

A task of its own, so that a push host that hangs delays neither handlers nor pictures; for each
host at most ``PER_HOST`` are under way, so that it delays no other host either.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
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
from backend.notify.ladder import PAST_THE_PERSON, TO_THE_PERSON
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
from backend.notify.words import BOT_SAYS, said_together
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
            now = self._clock()
            resting = self._breaker.resting(now)
            due = await _by_person(await deliveries.claim(self._busy, resting=resting, now=now))
        except Exception:
            log.exception("what is due to be sent could not be asked")
            return 0
        for message in due:
            self._busy[message[0].host] += 1
            task = asyncio.create_task(self._deliver(message))
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

    async def _deliver(self, message: list[Delivery]) -> None:
        """One delivery; of a channel to a person, all that are due to them."""
        try:
            if message[0].channel in TO_THE_PERSON:
                await self._tell(message)
            else:
                await self._climb(message[0])
        except Exception:
            log.exception("delivery %s could not be sent", message[0].id)
            for delivery in message:
                await deliveries.put_off(delivery, until=self._clock() + FAULT_REST)
        finally:
            self._busy[message[0].host] -= 1

    async def _climb(self, delivery: Delivery) -> None:
        """The rung that it is: of a group, past the person, or a push."""
        if delivery.recipient_id is None:
            return await self._say_in_group(delivery)
        wanted = await self._wanted(delivery)
        if wanted is None:
            return None
        person_id, notice = wanted
        if delivery.channel in PAST_THE_PERSON:
            assert notice is not None
            return await pass_by(delivery, notice, now=self._clock())
        return await self._push(delivery, notice, person_id)

    async def _wanted(self, delivery: Delivery) -> tuple[UUID, Notice | None] | None:
        """Who is to be told of which line; None: nobody, or not now, and that is settled."""
        assert delivery.recipient_id is not None
        person_id, now = await person_of(delivery.recipient_id), self._clock()
        notice = await Notice.get_or_none(id=delivery.notice_id) if delivery.notice_id else None
        if person_id is None:
            await deliveries.cancelled(delivery, "nobody")
            return None
        if notice is not None and notice.read_at is not None:
            await deliveries.cancelled(delivery, "read")
            return None
        if delivery.channel not in PAST_THE_PERSON and delivery.purpose is not Purpose.TEST:
            wishes = await wishes_of(person_id)
            if delivery.channel not in wishes.channels:
                await deliveries.cancelled(delivery, "not wished")
                return None
            if wishes.quiet(now):
                await deliveries.put_off(delivery, until=wishes.quiet_ends(now))
                return None
        return person_id, notice

    async def _tell(self, message: Sequence[Delivery]) -> None:
        """One message or SMS for all that still stand: kind and number. They share the answer."""
        asked = [(delivery, await self._wanted(delivery)) for delivery in message]
        left = [(delivery, *wanted) for delivery, wanted in asked if wanted is not None]
        if not left:
            return
        teller = self._tellers.get(message[0].channel)
        person = await Person.get_or_none(id=left[0][1], active=True)
        if teller is None or person is None:
            for delivery, *_ in left:
                await deliveries.cancelled(delivery, "off" if teller is None else "nobody")
            return
        kind, number = said_together([notice for *_, notice in left if notice is not None])
        told = teller.tell(person.phone, kind=kind, number=number)
        answer = await self._guarded(message[0].host, told)
        for delivery, *_ in left:
            await self._settle(delivery, answer)

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


async def _by_person(messages: list[list[Delivery]]) -> list[list[Delivery]]:
    """Messages to the pseudonyms of one person are one, as those to themself are."""
    found: dict[object, list[Delivery]] = {}
    for message in messages:
        first = message[0]
        whose: object = first.id
        if first.channel in TO_THE_PERSON and first.recipient_id is not None:
            whose = (first.channel, await person_of(first.recipient_id) or first.recipient_id)
        found.setdefault(whose, []).extend(message)
    return list(found.values())
