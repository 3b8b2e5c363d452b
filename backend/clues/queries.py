"""Questions about sealed hand-overs: the present key, what waits, an envelope, own receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.clues import access, rules
from backend.clues.access import Action
from backend.clues.models import ClueEnvelope, ClueHandOver, ClueKey
from backend.kernel import access as permit
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.kernel.refusal import NotFound, Refusal, Remedy

WAITING_SHOWN_MAX = 200
RECEIVED_SHOWN = 50
SECRETS_MAX = 50


class NoClueKey(Refusal):
    """No custodian has published a key yet."""

    code, remedy = "no_clue_key", Remedy.RETRY
    text = "案管室还没有备好接收移送的公钥，请过一两天再来，或当面交给案管室。"


@dataclass(frozen=True, slots=True)
class Pile:
    """The custodian's desk: the waiting, oldest first; the last received; how many this year."""

    waiting: list[ClueHandOver]
    received: list[ClueHandOver]
    received_this_year: int


async def present_key(actor: Actor) -> ClueKey:
    """The key that hand-overs are sealed for now.

    Raises:
        NoClueKey: (remedy: retry).
    """
    permit.require(access.TABLE, actor, Action.SEE_KEY, None)
    key = await ClueKey.all().order_by("-published_at", "-id").first()
    if key is None:
        raise NoClueKey()
    return key


async def pile(actor: Actor, *, now: datetime) -> Pile:
    """Raises NotAllowed for everybody but a custodian (remedy: stop)."""
    permit.require(access.TABLE, actor, Action.LIST, None)
    year = civil_date(now).year
    waiting = ClueHandOver.filter(number__isnull=True).order_by("received_at", "id")
    received = ClueHandOver.filter(number__isnull=False).order_by("-acknowledged_at", "-number")
    return Pile(
        waiting=await waiting.limit(WAITING_SHOWN_MAX),
        received=await received.limit(RECEIVED_SHOWN),
        received_this_year=await ClueHandOver.filter(number__startswith=f"YS-{year}-").count(),
    )


async def envelope(actor: Actor, clue_id: UUID) -> tuple[ClueHandOver, bytes]:
    """The ciphertext of one that waits.

    Raises:
        NotFound: none such, received already, or not a custodian: the same answer (remedy: stop).
    """
    permit.require(access.TABLE, actor, Action.TAKE_ENVELOPE, None, otherwise=NotFound)
    row = await ClueEnvelope.get_or_none(hand_over_id=clue_id).prefetch_related("hand_over")
    if row is None:
        raise NotFound()
    return row.hand_over, row.content


async def receipts(secrets: Sequence[str]) -> list[tuple[str, ClueHandOver]]:
    """What became of the hand-overs whose secrets the asking phone keeps, in the asked order.

    Secrets that belong to none are passed over; at most 50 are looked at.
    """
    by_mark = {rules.mark_of_secret(secret): secret for secret in secrets[:SECRETS_MAX]}
    rows = {row.sender_mark: row for row in await ClueHandOver.filter(sender_mark__in=[*by_mark])}
    return [(secret, rows[mark]) for mark, secret in by_mark.items() if mark in rows]
