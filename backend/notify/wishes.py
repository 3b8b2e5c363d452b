"""How a person wants to be told. The inbox is not among it: it is the message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from backend.kernel.civil import ZONE
from backend.kernel.refusal import BadInput
from backend.notify import outside
from backend.notify.models import AlertWishes, Channel

DIGESTS = ("08:30", "17:30")  # of working days, on the district's clock
WISHABLE = (Channel.PUSH, Channel.MESSAGE, Channel.SMS)


def offered() -> tuple[Channel, ...]:
    """The channels that this server can tell people by; nobody is asked about another."""
    here = outside.present()
    usable = here.reaches | ({Channel.PUSH} if here.push else set())
    return tuple(each for each in WISHABLE if each in usable)


@dataclass(frozen=True, slots=True)
class Wishes:
    """``quiet_from``/``quiet_until``: HH:MM, over midnight too; None: never quiet."""

    digests: tuple[str, ...] = DIGESTS
    quiet_from: str | None = None
    quiet_until: str | None = None
    channels: tuple[Channel, ...] = WISHABLE

    def quiet(self, at: datetime) -> bool:
        """Whether only the inbox may be filled now."""
        if self.quiet_from is None or self.quiet_until is None:
            return False
        clock = at.astimezone(ZONE).strftime("%H:%M")
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def quiet_ends(self, at: datetime) -> datetime:
        """The instant (UTC) at which the quiet hours that ``at`` lies in are over."""
        local = at.astimezone(ZONE)
        end = datetime.combine(local.date(), time.fromisoformat(self.quiet_until or "00:00"), ZONE)
        return (end if end > local else end + timedelta(days=1)).astimezone(UTC)


async def wishes_of(person_id: UUID) -> Wishes:
    row = await AlertWishes.get_or_none(person_id=person_id)
    if row is None:
        return Wishes()
    return Wishes(
        tuple(each for each in DIGESTS if each in row.digests),
        row.quiet_from or None,
        row.quiet_until or None,
        tuple(each for each in WISHABLE if each.value in row.channels),
    )


async def save(person_id: UUID, wishes: Wishes, *, now: datetime) -> None:
    """What is not offered now stays as it was: the person was not asked about it.

    Raises:
        BadInput: a time that is none, half a span, or a channel nobody can choose (remedy: fix).
    """
    _check(wishes)
    before, asked = (await wishes_of(person_id)).channels, offered()
    wished = {each for each in WISHABLE if each in (wishes.channels if each in asked else before)}
    await AlertWishes.update_or_create(
        defaults={
            "digests": [each for each in DIGESTS if each in wishes.digests],
            "quiet_from": wishes.quiet_from or "",
            "quiet_until": wishes.quiet_until or "",
            "channels": [each.value for each in WISHABLE if each in wished],
            "changed_at": now,
        },
        person_id=person_id,
    )


def _check(wishes: Wishes) -> None:
    if not set(wishes.digests) <= set(DIGESTS):
        raise BadInput(field="digests")
    if not set(wishes.channels) <= set(WISHABLE):
        raise BadInput(field="channels")
    for value, field in ((wishes.quiet_from, "quietFrom"), (wishes.quiet_until, "quietUntil")):
        if value is not None and not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", value):
            raise BadInput(field=field)
    if (wishes.quiet_from is None) is not (wishes.quiet_until is None):
        raise BadInput(field="quietUntil")
    if wishes.quiet_from is not None and wishes.quiet_from == wishes.quiet_until:
        raise BadInput(field="quietUntil")
