"""Who is told about visits, and in what words.

Nothing is posted to supervisors for a new visit: the queue is their list, its size their badge.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.enterprises.models import Enterprise
from backend.kernel.ledger import LedgerEvent
from backend.notify import service as notify
from backend.notify.models import NoticeKind
from backend.visits.events import (
    VisitApproved,
    VisitEnterpriseCorrected,
    VisitReturned,
    VisitSupplemented,
)
from backend.visits.models import Visit, VisitReview


async def tell_author_returned(event: LedgerEvent, now: datetime) -> None:
    """On visits.returned: the author hears what is missing, first in the inbox."""
    visit = await _visit(event)
    review = await VisitReview.get(visit_id=visit.id, revision=event.facts["revision"])
    await notify.post(
        event,
        [visit.liaison_id],
        kind=NoticeKind.RETURNED_TO_ME,
        title=f"{visit.enterprise.name}的走访被退回，请补正",
        text=review.reason,
        now=now,
    )


async def tell_author_approved(event: LedgerEvent, now: datetime) -> None:
    """On visits.approved: the author hears that it is done."""
    visit = await _visit(event)
    await notify.post(
        event,
        [visit.liaison_id],
        kind=NoticeKind.APPROVED,
        title=f"{visit.enterprise.name}的走访已通过审核",
        now=now,
    )


async def tell_author_corrected(event: LedgerEvent, now: datetime) -> None:
    """On visits.enterprise_corrected: the author finds it under another enterprise, and why."""
    visit = await _visit(event)
    before = await Enterprise.get(id=UUID(event.facts["before"]))
    await notify.post(
        event,
        [visit.liaison_id],
        kind=NoticeKind.NEWS,
        title=f"您的走访改记到{visit.enterprise.name}",
        text=f"原来记在{before.name}，由监督室更正。内容和审核结果不变。",
        now=now,
    )


async def tell_last_reviewer(event: LedgerEvent, now: datetime) -> None:
    """On visits.supplemented: whoever approved it hears that there is more to read."""
    visit = await _visit(event)
    review = await VisitReview.filter(visit_id=visit.id).order_by("-revision").first()
    if review is None:
        return
    await notify.post(
        event,
        [review.reviewer_id],
        kind=NoticeKind.SUPPLEMENTED,
        title=f"{visit.enterprise.name}的走访补充了情况",
        now=now,
    )


async def _visit(event: LedgerEvent) -> Visit:
    return await Visit.get(id=event.subject_id).prefetch_related("enterprise")


HANDLERS = {
    VisitReturned.name: (tell_author_returned,),
    VisitApproved.name: (tell_author_approved,),
    VisitEnterpriseCorrected.name: (tell_author_corrected,),
    VisitSupplemented.name: (tell_last_reviewer,),
}
