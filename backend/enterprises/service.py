"""The deeds on enterprises themselves. One public function, one transaction, one event.

A save says how the record shall be, under an id made by the sender: the same content again changes
nothing and announces nothing. Pairings have a file of their own, ``pairings``.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError

from backend.enterprises import access, rules, uscc
from backend.enterprises.access import Action, EnterpriseFacts
from backend.enterprises.events import (
    ContactSaved,
    EnterpriseSaved,
    ProtectionSaved,
    QuietDaySaved,
)
from backend.enterprises.models import Contact, Enterprise, Protection, QuietDay
from backend.enterprises.pinyin import spelled
from backend.enterprises.rules import ContactContent, EnterpriseContent
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import NotFound, Refusal, Remedy
from backend.people.service import need_region

CODE_TRIES = 8


class UsccTaken(Refusal):
    """Another enterprise has this code. Facts: ``uscc``, ``name`` (of the other)."""

    code, remedy = "uscc_taken", Remedy.FIX
    text = "「{name}」已用统一社会信用代码 {uscc}，请核对是不是同一家。"


class ProtectionOverlaps(Refusal):
    """Facts: ``since``, ``until`` of the period that is already there; until may be None."""

    code, remedy = "protection_overlaps", Remedy.FIX
    text = "这家企业从 {since} 起已在白名单上，请改那一段，或先写好它的结束日期。"


async def save_enterprise(
    actor: Actor, enterprise_id: UUID, content: EnterpriseContent, *, now: datetime
) -> bool:
    """Make or change an enterprise; False when it already was exactly so.

    Raises:
        UsccWrong, PlaceImpossible, TextLength: the content breaks a rule (remedy: fix).
        RegionUnknown, UsccTaken: (remedy: fix).
        NotAllowed: not an admin whose grant reaches the region, old and new (remedy: stop).

    Emits:
        enterprises.saved
    """
    content = checked(content)
    require(access.TABLE, actor, Action.SAVE, EnterpriseFacts(content.region))
    try:
        async with transaction():
            row = await Enterprise.select_for_update().get_or_none(id=enterprise_id)
            if row is None or row.region != content.region:
                await need_region(content.region)
            before = asdict(_content(row)) if row else {}
            if row:
                require(access.TABLE, actor, Action.SAVE, EnterpriseFacts(row.region))
            if before == asdict(content):
                return False
            changed = sorted(k for k, v in asdict(content).items() if row and before[k] != v)
            await _write(enterprise_id, content, row, now)
            event = EnterpriseSaved(
                enterprise_id, row is None, changed, content.region, content.active
            )
            await record(event, _deed(actor, now, "saveEnterprise"))
    except IntegrityError:  # found by the database, so that races are found too
        if (winner := await Enterprise.get_or_none(id=enterprise_id)) and _content(
            winner
        ) == content:
            return False  # two copies of this very save raced
        other = await Enterprise.get_or_none(uscc=content.uscc) if content.uscc else None
        if other is None or other.id == enterprise_id:
            raise
        raise UsccTaken(field="uscc", uscc=content.uscc, name=other.name) from None
    return True


def checked(content: EnterpriseContent) -> EnterpriseContent:
    """The content as it is stored. Raises as ``save_enterprise`` says."""
    rules.check_place(content.lat_deg, content.lng_deg)
    address = rules.short_text(
        content.address, field="address", label="地址", most=rules.ADDRESS_CHARS_MAX
    )
    return replace(
        content,
        name=rules.name_of(content.name),
        uscc=uscc.checked(content.uscc),
        region=content.region.strip(),
        address=address,
    )


async def save_contact(
    actor: Actor, contact_id: UUID, content: ContactContent, *, now: datetime
) -> bool:
    """Make or change somebody to ask for; False when it already was exactly so.

    Raises:
        TextLength, PhoneWrong: (remedy: fix).
        NotFound: no such enterprise, or the contact is another enterprise's (remedy: stop).
        NotAllowed: (remedy: stop).

    Emits:
        enterprises.contact_saved
    """
    content = checked_contact(content)
    await _reached(actor, content.enterprise_id, Action.SAVE)
    async with transaction():
        row = await Contact.select_for_update().get_or_none(id=contact_id)
        if row and row.enterprise_id != content.enterprise_id:
            raise NotFound(field="id")
        if row and all(getattr(row, k) == v for k, v in asdict(content).items()):
            return False
        if row is None:
            await Contact.create(id=contact_id, **asdict(content))
        else:
            await row.update_from_dict(asdict(content)).save()
        event = ContactSaved(contact_id, content.enterprise_id, row is None, content.active)
        await record(event, _deed(actor, now, "saveContact"))
    return True


def checked_contact(content: ContactContent) -> ContactContent:
    """The content as it is stored. Raises as ``save_contact`` says."""
    least, most = rules.CONTACT_CHARS
    return replace(
        content,
        name=rules.short_text(content.name, field="name", label="联系人", least=least, most=most),
        title=rules.short_text(
            content.title, field="title", label="职务", most=rules.TITLE_CHARS_MAX
        ),
        phone=rules.phone_of(content.phone),
    )


async def save_protection(
    actor: Actor,
    enterprise_id: UUID,
    *,
    since: date,
    until: date | None,
    note: str,
    now: datetime,
) -> bool:
    """Put an enterprise on the protected list (白名单) from a day to another, both included.

    A period is known by its first day: the same ``since`` changes its end and note, so a period
    ends by being given a last day. False when it already was exactly so.

    Raises:
        DayOutOfReach: an end before its beginning, or a year out of reach (remedy: fix).
        ProtectionOverlaps: another period shares a day (remedy: fix).
        NotFound, NotAllowed: (remedy: stop).

    Emits:
        enterprises.protection_saved
    """
    rules.check_day(since, first=date(2000, 1, 1), last=date(2100, 1, 1), field="since")
    if until is not None:
        rules.check_day(until, first=since, last=date(2100, 1, 1), field="until")
    note = rules.short_text(note, field="note", label="说明", most=rules.NOTE_CHARS_MAX)
    await _reached(actor, enterprise_id, Action.PROTECT)
    async with transaction():
        await Enterprise.select_for_update().get(id=enterprise_id)  # two admins: one after another
        rows = await Protection.filter(enterprise_id=enterprise_id)
        own = next((row for row in rows if row.since == since), None)
        _check_free(rows, own, since, until)
        if own and (own.until, own.note) == (until, note):
            return False
        if own:
            await own.update_from_dict({"until": until, "note": note}).save()
        else:
            await Protection.create(
                id=uuid4(), enterprise_id=enterprise_id, since=since, until=until, note=note
            )
        await Enterprise.filter(id=enterprise_id).update(changed_at=now)
        end = until.isoformat() if until else None
        event = ProtectionSaved(enterprise_id, since.isoformat(), end, own is None)
        await record(event, _deed(actor, now, "saveProtection"))
    return True


async def save_quiet_day(
    actor: Actor, enterprise_id: UUID, *, day: date, quiet: bool, now: datetime
) -> bool:
    """Note or lift a day on which the enterprise asked to be left alone; False when it was so.

    Raises:
        DayOutOfReach: a day that is over, or more than a year ahead (remedy: fix).
        NotFound, NotAllowed: (remedy: stop).

    Emits:
        enterprises.quiet_day_saved
    """
    today = civil_date(now)
    rules.check_day(day, first=today, last=today + rules.QUIET_AHEAD_MAX, field="on")
    await _reached(actor, enterprise_id, Action.SAVE)
    async with transaction():
        await Enterprise.select_for_update().get(id=enterprise_id)
        there = await QuietDay.filter(enterprise_id=enterprise_id, day=day).exists()
        if there == quiet:
            return False
        if quiet:
            await QuietDay.create(id=uuid4(), enterprise_id=enterprise_id, day=day)
        else:
            await QuietDay.filter(enterprise_id=enterprise_id, day=day).delete()
        event = QuietDaySaved(enterprise_id, day.isoformat(), quiet)
        await record(event, _deed(actor, now, "saveQuietDay"))
    return True


async def _reached(actor: Actor, enterprise_id: UUID, action: Action) -> Enterprise:
    row = await Enterprise.get_or_none(id=enterprise_id)
    if row is None:
        require(access.TABLE, actor, action, EnterpriseFacts(actor.region or ""))
        raise NotFound(field="enterpriseId")
    require(access.TABLE, actor, action, EnterpriseFacts(row.region))
    return row


def _content(row: Enterprise) -> EnterpriseContent:
    return EnterpriseContent(
        name=row.name,
        uscc=row.uscc,
        region=row.region,
        address=row.address,
        lat_deg=row.lat_deg,
        lng_deg=row.lng_deg,
        active=row.active,
    )


async def _write(
    enterprise_id: UUID, content: EnterpriseContent, row: Enterprise | None, now: datetime
) -> None:
    pinyin, initials = spelled(content.name)
    values = asdict(content) | {"pinyin": pinyin, "initials": initials, "changed_at": now}
    if row is None:
        await Enterprise.create(id=enterprise_id, code=await _free_code(enterprise_id), **values)
    else:
        await row.update_from_dict(values).save()


async def _free_code(enterprise_id: UUID) -> str:
    for attempt in range(CODE_TRIES):
        code = rules.short_code(enterprise_id, attempt)
        if not await Enterprise.filter(code=code).exists():
            return code
    raise RuntimeError("no free short code in eight tries: the alphabet is exhausted or broken")


def _check_free(
    rows: list[Protection], own: Protection | None, since: date, until: date | None
) -> None:
    for row in rows:
        apart = (until is not None and until < row.since) or (
            row.until is not None and row.until < since
        )
        if row is not own and not apart:
            end = row.until.isoformat() if row.until else None
            raise ProtectionOverlaps(field="since", since=row.since.isoformat(), until=end)


def _deed(actor: Actor, now: datetime, command: str) -> Deed:
    return Deed(actor, now, command, command_id=uuid4())
