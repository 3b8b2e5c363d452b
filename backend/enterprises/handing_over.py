"""All of an officer's pairings at once: handed over to another officer, lent to a stand-in."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from backend.enterprises import access, rules
from backend.enterprises.access import Action, EnterpriseFacts
from backend.enterprises.events import PairingsHandedOver, PairingsLent
from backend.enterprises.models import Enterprise, HandOver, Pairing, PairingLoan
from backend.enterprises.pairings import check_liaison, tell
from backend.enterprises.rules import NewHandOver, NewLoan
from backend.kernel.access import allows, require
from backend.kernel.actor import Actor
from backend.kernel.ledger import transaction
from backend.kernel.refusal import IdReused, NotAllowed, NotFound, Refusal, Remedy
from backend.people.models import Person


class LoanOverlaps(Refusal):
    """The pairings are lent already in that time."""

    code, remedy = "loan_overlaps", Remedy.FIX
    text = "这段时间已有代理人，请改起止时间。"


async def hand_over_pairings(actor: Actor, new: NewHandOver, *, now: datetime) -> int:
    """Give all of one officer's pairings to another at an instant; return how many.

    Those in force then end and begin anew with the other officer; those that begin later are the
    other's from their beginning. Sent twice, done once, with the same answer.

    Raises:
        IdReused: the id was used for another hand-over (remedy: stop).
        SamePerson, NoLiaison, SpanWrong, TextLength, DayOutOfReach: (remedy: fix).
        NotFound: no such person (remedy: stop).
        NotAllowed: a pairing lies outside the admin's region (remedy: stop).

    Emits:
        enterprises.pairings_handed_over
    """
    require(access.TABLE, actor, Action.PAIR, EnterpriseFacts(actor.region or ""))
    if (earlier := await _earlier(new)) is not None:
        return earlier
    reason = _check_hand_over(new, now)
    try:
        async with transaction():
            await check_liaison(new.to_person_id, since=new.at, field="toPersonId")
            if not await Person.exists(id=new.from_person_id):
                raise NotFound(field="fromPersonId")
            count = await _move(actor, new)
            await HandOver.create(**asdict(new) | {"reason": reason, "pairings": count})
            event = PairingsHandedOver(
                new.id, new.from_person_id, new.to_person_id, new.at.isoformat(), count
            )
            await tell(event, actor, now, "handOverPairings", command_id=new.id)
    except IntegrityError:  # two copies raced: the loser reads what the winner wrote
        if (earlier := await _earlier(new)) is not None:
            return earlier
        raise
    return count


async def lend_pairings(actor: Actor, new: NewLoan, *, now: datetime) -> bool:
    """Let a stand-in look after all of an officer's enterprises for a time; False when it was so.

    The stand-in acts in their own name, 代 on the record (DECISIONS 6).

    Raises:
        IdReused: (remedy: stop).
        SamePerson, NoLiaison, SpanWrong, LoanOverlaps, TextLength: (remedy: fix).
        NotFound: no such person (remedy: stop).
        NotAllowed: a pairing lies outside the admin's region (remedy: stop).

    Emits:
        enterprises.pairings_lent
    """
    require(access.TABLE, actor, Action.PAIR, EnterpriseFacts(actor.region or ""))
    if new.from_person_id == new.to_person_id:
        raise rules.SamePerson(field="toPersonId")
    rules.check_span(new.from_at, new.until_at, most=rules.LOAN_MAX)
    reason = rules.short_text(new.reason, field="reason", label="原因", most=rules.NOTE_CHARS_MAX)
    async with transaction():
        if not await Person.select_for_update().get_or_none(id=new.from_person_id):
            raise NotFound(field="fromPersonId")
        wanted = asdict(new) | {"reason": reason}
        if row := await PairingLoan.get_or_none(id=new.id):
            if any(getattr(row, key) != value for key, value in wanted.items()):
                raise IdReused()
            return False
        await check_liaison(new.to_person_id, since=new.from_at, field="toPersonId")
        await _all_reached(actor, await _from(new.from_person_id, new.from_at))
        taken = PairingLoan.filter(
            from_person_id=new.from_person_id, from_at__lt=new.until_at, until_at__gt=new.from_at
        )
        if await taken.exists():
            raise LoanOverlaps(field="fromAt")
        await PairingLoan.create(**wanted)
        event = PairingsLent(
            new.id,
            new.from_person_id,
            new.to_person_id,
            new.from_at.isoformat(),
            new.until_at.isoformat(),
        )
        await tell(event, actor, now, "lendPairings", command_id=new.id)
    return True


def _check_hand_over(new: NewHandOver, now: datetime) -> str:
    if new.from_person_id == new.to_person_id:
        raise rules.SamePerson(field="toPersonId")
    rules.check_span(new.at, None)
    first, last = now - rules.HAND_OVER_BACK_MAX, now + rules.HAND_OVER_AHEAD_MAX
    if not first <= new.at <= last:
        raise rules.DayOutOfReach(
            field="at", first=first.date().isoformat(), last=last.date().isoformat()
        )
    return rules.short_text(
        new.reason, field="reason", label="交接原因", least=1, most=rules.NOTE_CHARS_MAX
    )


async def _earlier(new: NewHandOver) -> int | None:
    row = await HandOver.get_or_none(id=new.id)
    if row is None:
        return None
    same = (row.from_person_id, row.to_person_id, row.at) == (
        new.from_person_id,
        new.to_person_id,
        new.at,
    )
    if not same:
        raise IdReused()
    return row.pairings


async def _from(person_id: UUID, at: datetime) -> list[Pairing]:
    """The officer's pairings in force at the instant or later, locked."""
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=at)
    return await Pairing.filter(lasting, liaison_id=person_id).select_for_update()


async def _all_reached(actor: Actor, rows: list[Pairing]) -> None:
    ids = {row.enterprise_id for row in rows}
    regions = set(await Enterprise.filter(id__in=ids).values_list("region", flat=True))
    if not all(allows(access.TABLE, actor, Action.PAIR, EnterpriseFacts(str(r))) for r in regions):
        raise NotAllowed(action=Action.PAIR.value)


async def _move(actor: Actor, new: NewHandOver) -> int:
    rows = await _from(new.from_person_id, new.at)
    await _all_reached(actor, rows)
    begun = [row.id for row in rows if row.from_at < new.at]
    later = [row.id for row in rows if row.from_at >= new.at]
    fresh = [
        Pairing(
            id=uuid4(),
            liaison_id=new.to_person_id,
            enterprise_id=row.enterprise_id,
            tier=row.tier,
            from_at=max(row.from_at, new.at),
            until_at=row.until_at,
        )
        for row in rows
    ]
    await Pairing.filter(id__in=begun).update(until_at=new.at, ended_by_hand_over_id=new.id)
    await Pairing.filter(id__in=later).delete()
    await Pairing.bulk_create(fresh, batch_size=200)
    return len(rows)
