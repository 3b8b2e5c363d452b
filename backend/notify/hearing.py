"""The phone says that it has shown a push, or that it was clicked. Reading is another thing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from backend.kernel.ledger import transaction
from backend.notify.models import Delivery, DeliveryState, Doorbell

OPEN = (DeliveryState.DUE, DeliveryState.SENT, DeliveryState.CANCELLED)


async def heard(delivery_id: UUID, *, clicked: bool, now: datetime) -> None:
    """Note the first acknowledgement of a delivery; one that is unknown changes nothing.

    It may come before the sending has been noted, and after the notice was read elsewhere. The
    doorbell that it came from is relied on again.
    """
    async with transaction():
        delivery = await Delivery.get_or_none(id=delivery_id)
        if delivery is None:
            return
        news = Q(acked_at__isnull=True, state__in=OPEN)
        first = await Delivery.filter(news, id=delivery_id).update(
            acked_at=now, state=DeliveryState.ACKED
        )
        if clicked:
            await Delivery.filter(id=delivery_id, clicked_at__isnull=True).update(clicked_at=now)
        if first and delivery.doorbell_id is not None:
            await Doorbell.filter(id=delivery.doorbell_id).update(unacked=0, last_ack_at=now)
