"""Who hears that a day to look back has come."""

from __future__ import annotations

from datetime import datetime

from backend.following_up.models import LookBack
from backend.issues.events import LookBackDue
from backend.issues.models import Issue
from backend.kernel.ledger import LedgerEvent
from backend.notify import service as notify
from backend.notify.models import NoticeKind


async def tell_owner(event: LedgerEvent, now: datetime) -> None:
    """On issues.look_back_due: who is to look back."""
    issue = await Issue.get(id=event.subject_id)
    due = LookBack.filter(issue_id=issue.id, done_at__isnull=True)
    await notify.post(
        event, [plan.owner_id async for plan in due], kind=NoticeKind.DUE_SOON,
        title=f"{issue.number} 今天该回头看了", number=issue.number, now=now,
    )  # fmt: skip


HANDLERS = {LookBackDue.name: (tell_owner,)}
