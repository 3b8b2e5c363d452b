"""A unit's responses: which one the office got, and whose the unit's lead signs first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from backend.issues.access import UNIT_LEAD
from backend.issues.models import Step
from backend.issues.states import IssueState
from backend.people.models import Unit
from backend.people.queries import handlers_with

SENT_BY = ("respond", "sign")


async def last_responses(issue_ids: Collection[UUID]) -> dict[UUID, Step]:
    """What each unit last answered the office, in the step of who wrote it, signed later or not.

    What waits for a signature, or was handed back by the unit's lead, is no answer.
    """
    if not issue_ids:
        return {}
    sent = Step.filter(
        issue_id__in=list(issue_ids), command__in=SENT_BY, to_state=IssueState.RESPONDED.value
    )
    written = {s.issue_id: s.facts.get("draft_id") or s.id async for s in sent.order_by("at")}
    return {step.issue_id: step async for step in Step.filter(id__in=list(written.values()))}


async def waits_for_signature(unit_id: UUID | None, person_id: UUID, *, now: datetime) -> bool:
    """Whether the unit's lead signs what this person answers: the unit wants it, and has a lead on
    duty, own or standing in, who is not that person."""
    if not await Unit.filter(id=unit_id, signs_first=True).exists():
        return False
    leads = await handlers_with(UNIT_LEAD, [unit_id] if unit_id else [], now=now)
    return bool(leads) and person_id not in leads
