"""Who hears that a day to look back has come, or that nobody is there to do it."""

from __future__ import annotations

from datetime import datetime

from backend.following_up.looking_back import may_own
from backend.following_up.models import LookBack
from backend.issues.access import LOOK_BACK_OWNERS
from backend.issues.events import LookBackDue, LookBackUnowned
from backend.issues.models import Issue
from backend.kernel.actor import Role
from backend.kernel.ledger import LedgerEvent
from backend.notify import service as notify
from backend.notify.models import NoticeKind
from backend.people.queries import holders, stand_ins_of


async def tell_owner(event: LedgerEvent, now: datetime) -> None:
    """On issues.look_back_due: who is to look back, and whoever stands in for them.

    An owner who is gone hears nothing any more; then it is the office's turn again.
    """
    issue = await Issue.get(id=event.subject_id)
    plan = await LookBack.get_or_none(issue_id=issue.id, done_at__isnull=True)
    if plan is None:
        return
    if not await may_own(plan.owner_id, now=now):
        await tell_office(event, now)
        return
    await notify.post(
        event,
        [plan.owner_id, *await stand_ins_of(plan.owner_id, *LOOK_BACK_OWNERS, now=now)],
        kind=NoticeKind.DUE_SOON,
        title=f"{issue.number} 今天该回头看了",
        number=issue.number,
        now=now,
    )


async def tell_office(event: LedgerEvent, now: datetime) -> None:
    """On issues.look_back_unowned: the supervisors of the region, one of whom names another."""
    issue = await Issue.get(id=event.subject_id)
    await notify.post(
        event, await holders(Role.SUPERVISOR, issue.region, now=now), kind=NoticeKind.TO_REVIEW,
        title=f"{issue.number} 回头看没有人去了，请另选一位", number=issue.number, now=now,
    )  # fmt: skip


HANDLERS = {LookBackDue.name: (tell_owner,), LookBackUnowned.name: (tell_office,)}
