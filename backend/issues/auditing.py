"""Who opened a protected issue: in the ledger before the answer exists (DOMAIN, section 5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from backend.issues.access import IssueFacts
from backend.issues.events import ProtectedIssueRead
from backend.issues.models import Issue
from backend.kernel.actor import Actor
from backend.kernel.ledger import Deed, LedgerEvent, record, transaction

ONE_READING = timedelta(minutes=10)  # a page that is open asks again; that is no further reading


async def note_reading(actor: Actor, issue: Issue, facts: IssueFacts, *, now: datetime) -> None:
    """Whoever reads it but did not raise it; of who did, the ledger would tell that they did.

    Emits:
        issues.protected_read, once in ten minutes for each reader and grant
    """
    if not issue.protected or facts.own:
        return
    same = LedgerEvent.filter(
        subject_id=issue.id, name=ProtectedIssueRead.name, actor_id=actor.person_id,
        grant_id=actor.grant_id, happened_at__gt=now - ONE_READING,
    )  # fmt: skip
    if not await same.exists():
        async with transaction():
            await record(ProtectedIssueRead(issue.id), Deed(actor, now, "issue", uuid4()))
