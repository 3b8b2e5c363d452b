"""The deeds on one pairing (三级包联). All of an officer's at once: ``handing_over``.

At any instant an enterprise has one officer in each tier, and nobody twice. A hand-over may leave
one officer in two tiers of an enterprise rather than a tier without anybody.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.expressions import Q

from backend.enterprises import access, rules
from backend.enterprises.access import Action, EnterpriseFacts
from backend.enterprises.events import PairingEnded, PairingSaved
from backend.enterprises.models import Enterprise, Pairing
from backend.enterprises.rules import PairingContent
from backend.kernel.access import require
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import Deed, Event, record, transaction
from backend.kernel.refusal import NotFound, Refusal, Remedy
from backend.people.models import Grant, Person
from backend.people.rules import overlap


class TierTaken(Refusal):
    """Another officer has this tier in that time. Facts: ``name`` (the officer)."""

    code, remedy = "tier_taken", Remedy.FIX
    text = "这一层级已由{name}包联，请先结束那一条，或改起止时间。"


class AlreadyPaired(Refusal):
    """The officer has another tier of this enterprise in that time. Facts: ``tier``."""

    code, remedy = "already_paired", Remedy.FIX
    text = "这位干部在这家企业已是第 {tier} 级包联，请先结束那一条，或另选干部。"


class NoLiaison(Refusal):
    """The person is not active or holds no liaison grant from then on. Facts: ``name``."""

    code, remedy = "no_liaison", Remedy.FIX
    text = "{name}没有有效的包联干部身份，请先在「人员与身份」里授予。"


class PairingFixed(Refusal):
    """Enterprise and officer of a pairing never change."""

    code, remedy = "pairing_fixed", Remedy.FIX
    text = "包联的企业和干部不能改，请结束这一条，另建一条。"


async def save_pairing(
    actor: Actor, pairing_id: UUID, content: PairingContent, *, now: datetime
) -> bool:
    """Pair an officer with an enterprise, or change tier and times; False when it was so.

    Raises:
        TierUnknown, SpanWrong, TierTaken, AlreadyPaired, NoLiaison, PairingFixed: (remedy: fix).
        NotFound: no such enterprise or person (remedy: stop).
        NotAllowed: (remedy: stop).

    Emits:
        enterprises.pairing_saved
    """
    rules.check_tier(content.tier)
    rules.check_span(content.from_at, content.until_at)
    async with transaction():
        await _locked(actor, content.enterprise_id)
        row = await Pairing.get_or_none(id=pairing_id)
        if row and (row.enterprise_id, row.liaison_id) != (
            content.enterprise_id,
            content.person_id,
        ):
            raise PairingFixed(field="enterpriseId")
        if row and (row.tier, row.from_at, row.until_at) == (
            content.tier,
            content.from_at,
            content.until_at,
        ):
            return False
        await check_liaison(content.person_id, since=content.from_at, field="personId")
        await _check_free(pairing_id, content)
        wanted = row or Pairing(
            id=pairing_id, enterprise_id=content.enterprise_id, liaison_id=content.person_id
        )
        wanted.tier, wanted.from_at = content.tier, content.from_at
        wanted.until_at = content.until_at
        await wanted.save()
        event = PairingSaved(
            pairing_id,
            content.enterprise_id,
            content.person_id,
            content.tier,
            content.from_at.isoformat(),
            content.until_at.isoformat() if content.until_at else None,
            row is None,
        )
        await tell(event, actor, now, "savePairing")
    return True


async def end_pairing(actor: Actor, pairing_id: UUID, *, now: datetime) -> bool:
    """End a pairing now; one that has not begun is taken back. False when it is over already.

    Raises:
        NotFound, NotAllowed: (remedy: stop).

    Emits:
        enterprises.pairing_ended
    """
    async with transaction():
        row = await Pairing.get_or_none(id=pairing_id)
        if row is None:
            require(access.TABLE, actor, Action.PAIR, EnterpriseFacts(actor.region or ""))
            raise NotFound(field="id")
        await _locked(actor, row.enterprise_id)
        if row.until_at is not None and row.until_at <= now:
            return False
        begun = row.from_at < now
        if begun:
            await Pairing.filter(id=pairing_id).update(until_at=now)
        else:
            await row.delete()
        event = PairingEnded(
            pairing_id,
            row.enterprise_id,
            row.liaison_id,
            row.tier,
            now.isoformat() if begun else None,
        )
        await tell(event, actor, now, "endPairing")
    return True


async def _locked(actor: Actor, enterprise_id: UUID) -> None:
    """Two deeds on the pairings of one enterprise come one after another."""
    row = await Enterprise.select_for_update().get_or_none(id=enterprise_id)
    require(
        access.TABLE, actor, Action.PAIR, EnterpriseFacts(row.region if row else actor.region or "")
    )
    if row is None:
        raise NotFound(field="enterpriseId")


async def check_liaison(person_id: UUID, *, since: datetime, field: str) -> None:
    """Raise NotFound or NoLiaison unless the person may look after enterprises from then on."""
    person = await Person.get_or_none(id=person_id)
    if person is None:
        raise NotFound(field=field)
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=since)
    holds = await Grant.filter(lasting, person_id=person_id, role=Role.LIAISON).exists()
    if not (person.active and holds):
        raise NoLiaison(field=field, name=person.name)


async def _check_free(pairing_id: UUID, content: PairingContent) -> None:
    others = (
        await Pairing.filter(enterprise_id=content.enterprise_id)
        .exclude(id=pairing_id)
        .select_related("liaison")
    )
    for other in others:
        if not overlap(content.from_at, content.until_at, other.from_at, other.until_at):
            continue
        if other.tier == content.tier:
            raise TierTaken(field="tier", name=other.liaison.name)
        if other.liaison_id == content.person_id:
            raise AlreadyPaired(field="personId", tier=other.tier)


async def tell(
    event: Event, actor: Actor, now: datetime, command: str, *, command_id: UUID | None = None
) -> None:
    """Record an event of a deed that has no letter; inside its transaction."""
    await record(event, Deed(actor, now, command, command_id=command_id or uuid4()))
