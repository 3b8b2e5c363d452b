"""The later rungs of an alert as rows: written with it, due later, cancelled by reading."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from backend.calendar.queries import working_days
from backend.kernel.ledger import transaction
from backend.notify import deliveries, doorbells, outside
from backend.notify.addressees import UNIT_OF, person_of
from backend.notify.ladder import PAST_THE_PERSON, Ladder
from backend.notify.models import Channel, Delivery, Doorbell, Notice, NoticeKind, Purpose
from backend.notify.ringing import owe_pushes
from backend.people.fitting import RUNG_OFF
from backend.people.models import Person
from backend.people.queries import handlers_with, handles_for, setting

UNIT_LEAD = "UNIT_LEAD"
LEAD_READS = "{number}：{name}还没看到，请过问"


async def owe_rungs(notices: Sequence[Notice], *, now: datetime) -> None:
    """Every later rung of these alerts, due when it is to be climbed.

    A pseudonym has no lead who could be told: that would say whose it is (DOMAIN, rule 7).
    """
    ladder, days = Ladder.of(await setting("alert_ladder"), off=RUNG_OFF), await working_days()
    reach = outside.present().reaches
    rows = []
    for notice in notices:
        usable = reach | (set(PAST_THE_PERSON) if notice.subject_kind in UNIT_OF else set())
        if not await leads_above(notice, now=now):
            usable -= {Channel.LEAD}
        deaf = await _deaf(notice.recipient_id)
        rows += [
            Delivery(
                id=uuid4(),
                purpose=Purpose.NOTICE,
                channel=rung.channel,
                recipient_id=notice.recipient_id,
                notice_id=notice.id,
                host=rung.channel.value,
                due_at=rung.due_at,
                created_at=now,
            )
            for rung in ladder.rungs(now, days, usable=usable, deaf=deaf)
        ]
    await Delivery.bulk_create(rows)


async def leads_above(notice: Notice, *, now: datetime) -> list[UUID]:
    """Who leads the unit that the matter lies with, when its reader handles for that unit."""
    unit_of = UNIT_OF.get(notice.subject_kind)
    unit_id = await unit_of(notice.subject_id) if unit_of else None
    if unit_id is None or not await handles_for(notice.recipient_id, unit_id, now=now):
        return []
    leads = await handlers_with(UNIT_LEAD, [unit_id], now=now)
    return [] if notice.recipient_id in leads else leads


async def pass_by(delivery: Delivery, notice: Notice, *, now: datetime) -> None:
    """The person has not read: their unit's leads are told, or it is on the office's list."""
    if delivery.channel is Channel.UNHEARD:
        return await deliveries.sent(delivery, status=None, now=now)
    return await _tell_leads(delivery, notice, now=now)


async def _tell_leads(delivery: Delivery, notice: Notice, *, now: datetime) -> None:
    """They find it in their own inbox, and are rung; the rung itself is settled with it.

    Their line is about this rung, so it is there once however often this runs.
    """
    leads = await leads_above(notice, now=now)
    if not leads:
        return await deliveries.cancelled(delivery, "no lead")
    reader = await Person.get(id=notice.recipient_id)
    title = LEAD_READS.format(number=notice.number or "一件事", name=reader.name)
    lines = [
        Notice(
            id=uuid4(),
            event_id=delivery.id,
            recipient_id=lead,
            kind=NoticeKind.URGED,
            subject_kind=notice.subject_kind,
            subject_id=notice.subject_id,
            number=notice.number,
            title=title,
            created_at=now,
        )
        for lead in leads
    ]
    async with transaction():
        await Notice.bulk_create(lines, ignore_conflicts=True)
        new = await Notice.filter(event_id=delivery.id, id__in=[line.id for line in lines])
        await owe_pushes(new, now=now)
        await deliveries.sent(delivery, status=None, now=now)


async def _deaf(recipient_id: UUID) -> bool:
    """Whether a person has phones to ring, and none of them answers any more."""
    person_id = await person_of(recipient_id)
    bells = await Doorbell.filter(person_id=person_id) if person_id else []
    return bool(bells) and not any(doorbells.healthy(bell) for bell in bells)
