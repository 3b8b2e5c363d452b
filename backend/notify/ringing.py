"""Which pushes a notice owes, and what of it is still owed. Rows only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from tortoise.queryset import QuerySet

from backend.notify.models import (
    Channel,
    Delivery,
    DeliveryState,
    Doorbell,
    Notice,
    Purpose,
)


async def owe_pushes(notices: Sequence[Notice], *, now: datetime) -> None:
    """One push per notice and doorbell of its recipient, due now.

    A recipient without a doorbell is owed one too: it may be a pseudonym, whose person is asked
    for at the sending; else the row says that there was nothing to ring.
    """
    recipients = {notice.recipient_id for notice in notices}
    bells: dict[UUID, list[Doorbell | None]] = {}
    for bell in await Doorbell.filter(person_id__in=recipients):
        bells.setdefault(bell.person_id, []).append(bell)
    rows = [
        Delivery(
            id=uuid4(),
            purpose=Purpose.NOTICE,
            channel=Channel.PUSH,
            recipient_id=notice.recipient_id,
            notice_id=notice.id,
            doorbell_id=bell.id if bell else None,
            host=urlsplit(bell.endpoint).hostname or "" if bell else "",
            due_at=now,
            created_at=now,
        )
        for notice in notices
        for bell in bells.get(notice.recipient_id) or [None]
    ]
    await Delivery.bulk_create(rows)


def still_owed(notice_ids: Iterable[UUID]) -> QuerySet[Delivery]:
    return Delivery.filter(notice_id__in=list(notice_ids), state=DeliveryState.DUE)
