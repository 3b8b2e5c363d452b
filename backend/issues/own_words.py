"""Who may see a reporter's own words, and hear them: the office of the region, and the author.

A unit reads the office's wording (rule 7); its people have no row here.
"""

from __future__ import annotations

from uuid import UUID

from backend.issues.models import Issue
from backend.kernel.actor import Actor, Role


async def may_hear(actor: Actor, issue_id: UUID) -> bool:
    issue = await Issue.get_or_none(id=issue_id).only("id", "region", "reporter_id")
    if issue is None:
        return False
    if actor.role is Role.SUPERVISOR:
        return actor.region is not None and issue.region.startswith(actor.region)
    return issue.reporter_id == actor.person_id
