"""One visit with everything that hangs on it: revisions, reviews, problems, history."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q

from backend.evidence.queries import PhotoRow, receipts
from backend.issues import queries as issues
from backend.issues.queries import IssueView
from backend.issues.timeline import Line, Say, names_of, timelines
from backend.kernel.access import allows
from backend.kernel.actor import Actor
from backend.kernel.ledger import LedgerEvent
from backend.kernel.refusal import NotFound
from backend.visits import access
from backend.visits.access import Action, VisitFacts
from backend.visits.models import Verdict, Visit, VisitReview, VisitRevision, VisitSupplement
from backend.visits.queries import VisitLine, lines


class VisitDeed(StrEnum):
    """What this person may do to this visit now; what is not listed is not shown."""

    AMEND = "amend"
    SUPPLEMENT = "supplement"
    REVIEW = "review"
    CORRECT_ENTERPRISE = "correct_enterprise"


_ACTIONS = {
    VisitDeed.AMEND: Action.AMEND,
    VisitDeed.SUPPLEMENT: Action.SUPPLEMENT,
    VisitDeed.REVIEW: Action.REVIEW,
    VisitDeed.CORRECT_ENTERPRISE: Action.CORRECT_ENTERPRISE,
}


@dataclass(frozen=True, slots=True)
class VisitView:
    """``photos``: every photo ever bound to the visit, by id; a revision names those it shows."""

    line: VisitLine
    visit: Visit
    revisions: list[VisitRevision]  # oldest first
    reviews: list[VisitReview]
    supplements: list[VisitSupplement]
    names: dict[UUID, str]
    photos: dict[str, PhotoRow]
    issues: list[IssueView]
    timeline: list[Line]
    allowed: list[VisitDeed]

    def shown(self, photo_ids: list[str]) -> list[PhotoRow]:
        return [self.photos[one] for one in photo_ids if one in self.photos]


async def visit_by_id(actor: Actor, visit_id: UUID) -> VisitView:
    """One visit, or NotFound if it is absent or hidden; the two look the same."""
    readable = access.readable_by(actor) & Q(id=visit_id)
    found = await lines(readable, order=("started_at", "id"), limit=1)
    visit = await Visit.get_or_none(readable)
    if not found or visit is None:
        raise NotFound()
    revisions = await VisitRevision.filter(visit_id=visit_id).order_by("number")
    reviews = await VisitReview.filter(visit_id=visit_id).order_by("revision")
    supplements = await VisitSupplement.filter(visit_id=visit_id).order_by("received_at", "id")
    people = {row.reviewer_id for row in reviews} | {row.author_id for row in supplements}
    told = await timelines([visit_id], _say(revisions, reviews))
    return VisitView(
        line=found[0],
        visit=visit,
        revisions=revisions,
        reviews=reviews,
        supplements=supplements,
        names=await names_of(people),
        photos={str(photo.id): photo for photo in await receipts([visit_id])},
        issues=await issues.issues_of_visit(visit_id),
        timeline=told[visit_id],
        allowed=allowed(actor, visit),
    )


def allowed(actor: Actor, visit: Visit) -> list[VisitDeed]:
    facts = VisitFacts(liaison_id=visit.liaison_id, region=visit.region, state=visit.state)
    return [deed for deed, action in _ACTIONS.items() if allows(access.TABLE, actor, action, facts)]


def _say(revisions: list[VisitRevision], reviews: list[VisitReview]) -> Say:
    """The sentences; what people wrote is no fact of the ledger and comes from its row."""
    wanted = {r.revision: r.reason for r in reviews if r.verdict is Verdict.RETURNED}
    praise = {r.revision: r.reason for r in reviews if r.verdict is Verdict.APPROVED}
    corrected = {r.number: r.correction_reason for r in revisions}

    def said(words: str, after: str | None) -> str:
        return f"{words}：{after}" if after else words

    def number(event: LedgerEvent) -> int:
        return int(event.facts["revision"])

    return {
        "visits.logged": lambda _: "报送走访记录",
        "visits.amended": lambda event: f"修改后重新提交（第 {number(event)} 版）",
        "visits.approved": lambda event: said("审核通过", praise.get(number(event))),
        "visits.returned": lambda event: said("退回补正", wanted.get(number(event))),
        "visits.supplemented": lambda _: "补充了情况",
        "visits.enterprise_corrected": lambda event: said(
            "更正了企业", corrected.get(number(event))
        ),
    }
