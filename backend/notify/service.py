"""Put a line in someone's inbox and owe them its ringing; mark it read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from backend.kernel.ledger import LedgerEvent, transaction
from backend.kernel.refusal import BadInput, Refusal, Remedy
from backend.notify import outside
from backend.notify.addressees import aliases_of
from backend.notify.channels.group_bots import owe_bots
from backend.notify.climbing import owe_rungs
from backend.notify.models import RINGS, DeliveryState, Notice, NoticeKind
from backend.notify.ringing import owe_pushes, still_owed

TITLE_CHARS_MAX, TEXT_CHARS_MAX = 80, 300
READ_AT_ONCE_MAX = 500


class TooManyNotices(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_notices", Remedy.FIX
    text = "一次最多标记 {most} 条已读，请分几次。"


@dataclass(frozen=True, slots=True)
class MarkRead:
    """A letter: these lines were read, ``sealed_at`` by the phone's clock."""

    command_id: UUID
    notice_ids: tuple[UUID, ...]
    sealed_at: datetime


async def post(
    event: LedgerEvent,
    recipients: Iterable[UUID],
    *,
    kind: NoticeKind,
    title: str,
    text: str = "",
    number: str | None = None,
    now: datetime,
    about: UUID | None = None,
) -> None:
    """Post one notice per recipient, at most once per event and person, so handlers may rerun.

    Args:
        event: what happened; its subject is what the line is about.
        recipients: people, or pseudonyms of protected reporters.
        kind: what it asks for; kinds of ``RINGS`` are told outside the app at once.
        title: shown inside the app only; what is too long is cut.
        text: as the title.
        number: of the record. Outside the app only kind and number are shown (DOMAIN, rule 6).
        now: the server's clock, UTC.
        about: the record under which they hear of it, where that is not the event's subject.

    Rows only, inside the worker's transaction, those of the ringing too. The ledger hears nothing
    of it: who was told is no part of what happened, and would join a protected issue to a person.
    """
    notices = [
        Notice(
            id=uuid4(),
            event_id=event.id,
            recipient_id=recipient_id,
            kind=kind,
            subject_kind=event.subject_kind,
            subject_id=about or event.subject_id,
            number=number,
            title=_fit(title, TITLE_CHARS_MAX),
            text=_fit(text, TEXT_CHARS_MAX),
            created_at=now,
        )
        for recipient_id in sorted(set(recipients))
    ]
    if not notices:
        return
    await Notice.bulk_create(notices, ignore_conflicts=True)
    if kind in RINGS:
        new = await Notice.filter(event_id=event.id, id__in=[notice.id for notice in notices])
        await owe_pushes(new, now=now)
        await owe_rungs(new, now=now)
        if new:
            await owe_bots(outside.present().bots, now=now)


async def mark_read(person_id: UUID, letter: MarkRead, *, now: datetime) -> UUID:
    """The person read these lines; what still would have rung for them is cancelled.

    The first reading counts; sending it again changes nothing. Ids that are unknown or somebody
    else's are passed over: the answer tells nothing about them, and a phone whose notice was
    removed must not be stuck with a letter.

    Raises:
        TooManyNotices: more than 500 at once (remedy: fix).
        BadInput: the phone's clock without its zone (remedy: fix).

    Returns:
        The command's id, for the receipt.
    """
    if len(letter.notice_ids) > READ_AT_ONCE_MAX:
        raise TooManyNotices(field="noticeIds", most=READ_AT_ONCE_MAX)
    if letter.sealed_at.tzinfo is None:
        raise BadInput(field="sealedAt")
    whose = await aliases_of(person_id)
    async with transaction():
        own = Notice.filter(id__in=list(letter.notice_ids), recipient_id__in=whose)
        unread = [row.id for row in await own.filter(read_at__isnull=True)]
        if unread:
            await Notice.filter(id__in=unread).update(read_at=_when_read(letter.sealed_at, now))
            await still_owed(unread).update(
                state=DeliveryState.CANCELLED, due_at=None, last_error="read"
            )
    return letter.command_id


def _when_read(sealed_at: datetime, now: datetime) -> datetime:
    """The phone's clock while it is believable, else ours."""
    return sealed_at if now - timedelta(days=365) <= sealed_at <= now else now


def _fit(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
