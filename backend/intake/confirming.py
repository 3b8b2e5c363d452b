"""The enterprise confirms what was solved on the spot: a one-time link, and whether it was used.

The officer hands the link over (code or message) and learns that it was answered, never how.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.intake import access
from backend.intake.access import Action
from backend.intake.models import OneTimeLink, Rating
from backend.intake.service import Link, one_time_link
from backend.issues.models import Closure, Issue
from backend.issues.service import ON_THE_SPOT
from backend.issues.standing import visible
from backend.issues.states import IssueState
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.kernel.refusal import Refusal, Remedy


class NotOnTheSpot(Refusal):
    """A link to confirm is for what was solved where it was found."""

    code, remedy = "not_on_the_spot", Remedy.STOP
    text = "这件不是当场解决的，不用请对方确认。"


class ConfirmedBefore(Refusal):
    """Answered once; a second link could not be used."""

    code, remedy = "confirmed_before", Remedy.STOP
    text = "对方已经答复过了，不用再请。"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """``open_until``: when the last unused link ends. Grade and words are not among it."""

    can_ask: bool
    open_until: datetime | None
    answered_at: datetime | None


async def confirmation_link(actor: Actor, issue_id: UUID, *, now: datetime) -> Link:
    """A one-time link for the enterprise to confirm what was solved on the spot, and to rate it.

    Raises:
        NotFound, NotAllowed, NotOnTheSpot, ConfirmedBefore: (remedy: stop).
    """
    require(access.TABLE, actor, Action.MAKE_LINK, None)
    issue = await visible(actor, issue_id, now=now)
    if not _is_solved_on_the_spot(issue):
        raise NotOnTheSpot()
    if await _answered_at(issue.id) is not None:
        raise ConfirmedBefore()
    return await one_time_link(issue.id, ON_THE_SPOT, now=now)


async def confirmation(actor: Actor, issue_id: UUID, *, now: datetime) -> Confirmation:
    """How far it is with the enterprise's confirmation.

    Raises:
        NotFound, NotAllowed: (remedy: stop).
    """
    require(access.TABLE, actor, Action.MAKE_LINK, None)
    issue = await visible(actor, issue_id, now=now)
    answered_at = await _answered_at(issue.id)
    waits = _is_solved_on_the_spot(issue) and answered_at is None
    last = (
        await OneTimeLink.filter(issue_id=issue.id, used_at__isnull=True, expires_at__gt=now)
        .order_by("-expires_at")
        .first()
    )
    return Confirmation(waits, last.expires_at if last and waits else None, answered_at)


def _is_solved_on_the_spot(issue: Issue) -> bool:
    return issue.state is IssueState.CLOSED and issue.outcome == ON_THE_SPOT


async def _answered_at(issue_id: UUID) -> datetime | None:
    """When the round that was closed on the spot was rated, by link or by code."""
    closed = await Closure.filter(issue_id=issue_id, kind=ON_THE_SPOT).order_by("-round").first()
    if closed is None:
        return None
    rated = await Rating.get_or_none(issue_id=issue_id, round=closed.round).only("id", "at")
    return rated.at if rated else None
