"""What does not ring is told together at fixed times of working days: 「3 条进展」, once each."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from backend.calendar.queries import working_days
from backend.kernel.civil import ZONE
from backend.notify.addressees import aliases_of, person_of
from backend.notify.models import RINGS, Channel, Delivery, Doorbell, Notice, Purpose
from backend.notify.wishes import DIGESTS, wishes_of

DIGEST_JOB = "notify.digest"
NOT_OLDER = timedelta(days=14)  # what lay unread for longer is no progress


async def next_digest(now: datetime) -> datetime:
    """The first time of a working day after ``now`` at which there is a digest."""
    days, day = await working_days(), now.astimezone(ZONE).date()
    if not days.is_working(day):
        day = days.next_working(day)
    while True:
        for clock in DIGESTS:
            at = datetime.combine(day, time.fromisoformat(clock), ZONE)
            if at > now:
                return at.astimezone(UTC)
        day = days.next_working(day)


async def digest(_: UUID, now: datetime) -> None:
    """Owe one push to whoever has unread lines that no digest has counted and wants this one.

    Rows only, in the job's transaction. What is counted is marked with ``now``, so that the push
    can say how many of it are still unread when it leaves.
    """
    slot, waiting = _slot(now), await _waiting(now)
    counted: list[UUID] = []
    for person_id, lines in waiting.items():
        if slot not in (await wishes_of(person_id)).digests:
            continue
        counted += [line.id for line in lines]
        bells = await Doorbell.filter(person_id=person_id)
        await Delivery.bulk_create(
            [
                Delivery(
                    id=uuid4(),
                    purpose=Purpose.DIGEST,
                    channel=Channel.PUSH,
                    recipient_id=person_id,
                    doorbell_id=bell.id,
                    host=urlsplit(bell.endpoint).hostname or "",
                    due_at=now,
                    created_at=now,
                )
                for bell in bells
            ]
        )
    if counted:
        await Notice.filter(id__in=counted).update(digested_at=now)


async def still_unread(delivery: Delivery, person_id: UUID) -> int:
    """How many of the lines that this digest counted are unread now."""
    whose = await aliases_of(person_id)
    mine = Notice.filter(recipient_id__in=whose, read_at__isnull=True)
    return await mine.filter(digested_at=delivery.created_at).count()


def _slot(now: datetime) -> str:
    """Which digest this is: a worker that was down sends the last one that it missed."""
    clock = now.astimezone(ZONE).strftime("%H:%M")
    return max((slot for slot in DIGESTS if slot <= clock), default=DIGESTS[-1])


async def _waiting(now: datetime) -> dict[UUID, list[Notice]]:
    """By person, those of their pseudonyms among them."""
    lines = await Notice.filter(
        read_at__isnull=True, digested_at__isnull=True, created_at__gt=now - NOT_OLDER
    ).exclude(kind__in=list(RINGS))
    by_recipient: dict[UUID, list[Notice]] = defaultdict(list)
    for line in lines:
        by_recipient[line.recipient_id].append(line)
    found: dict[UUID, list[Notice]] = defaultdict(list)
    for recipient_id, own in by_recipient.items():
        if person_id := await person_of(recipient_id):
            found[person_id] += own
    return found
