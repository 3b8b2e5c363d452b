"""One visit with everything that hangs on it, in the types of the contract."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from backend.enterprises.graphql import EnterpriseRef
from backend.evidence.graphql import Photo
from backend.issues.outputs import Words
from backend.issues.outputs_detail import Issue, TimelineLine
from backend.kernel.graphql_place import Place
from backend.kernel.place import place_in
from backend.visits import detail, models
from backend.visits.outputs import Author, author_of, enterprise_of
from backend.visits.rules import is_late

strawberry.enum(detail.VisitDeed, description="现在这个人对这条走访能做什么；没有列出的不显示。")


@strawberry.type
class Met:
    contact_id: UUID | None
    name: str


@strawberry.type
class VisitRevision:
    number: int
    started_at: datetime
    mode: models.VisitMode
    trigger: models.VisitTrigger
    met: list[Met]
    discussed: str
    needs: str
    visit_reason: str
    limit_reason: str
    sealed_at: datetime
    received_at: datetime

    @classmethod
    def of(cls, row: models.VisitRevision) -> VisitRevision:
        return cls(
            number=row.number,
            started_at=row.started_at,
            mode=row.mode,
            trigger=row.trigger,
            met=[
                Met(contact_id=UUID(m["contactId"]) if m["contactId"] else None, name=m["name"])
                for m in row.met
            ],
            discussed=row.discussed,
            needs=row.needs,
            visit_reason=row.visit_reason,
            limit_reason=row.limit_reason,
            sealed_at=row.sealed_at,
            received_at=row.received_at,
        )


@strawberry.type
class VisitReview:
    revision: int
    verdict: models.Verdict
    reason: str
    reviewer_name: str
    at: datetime


@strawberry.type
class VisitSupplement:
    id: UUID
    text: str
    author_name: str
    photos: list[Photo]
    sealed_at: datetime
    received_at: datetime


@strawberry.type
class Visit:
    id: UUID
    version: int
    state: models.VisitState
    enterprise: EnterpriseRef
    author: Author
    latest: VisitRevision = strawberry.field(description="最新一版的内容。")
    place: Place | None
    photos: list[Photo]
    issues: list[Issue]
    revisions: list[VisitRevision]
    reviews: list[VisitReview]
    supplements: list[VisitSupplement]
    timeline: list[TimelineLine]
    late: bool = strawberry.field(description="离线填写、后来送达。")
    allowed: list[detail.VisitDeed]

    @classmethod
    def of(cls, view: detail.VisitView, words: Words) -> Visit:
        latest = view.revisions[-1]
        return cls(
            id=view.line["id"],
            version=view.line["version"],
            state=view.visit.state,
            enterprise=enterprise_of(view.line),
            author=author_of(view.line),
            latest=VisitRevision.of(latest),
            place=Place.of(place_in(vars(view.visit))),
            photos=[Photo.of(photo) for photo in view.shown(view.visit.photo_ids)],
            issues=[Issue.of(issue, words) for issue in view.issues],
            revisions=[VisitRevision.of(row) for row in view.revisions],
            reviews=[_review(row, view.names) for row in view.reviews],
            supplements=[_supplement(row, view) for row in view.supplements],
            timeline=[TimelineLine.of(line) for line in view.timeline],
            late=is_late(sealed_at=latest.sealed_at, received_at=latest.received_at),
            allowed=list(view.allowed),
        )


def _review(row: models.VisitReview, names: dict[UUID, str]) -> VisitReview:
    return VisitReview(
        revision=row.revision,
        verdict=row.verdict,
        reason=row.reason,
        reviewer_name=names.get(row.reviewer_id, ""),
        at=row.at,
    )


def _supplement(row: models.VisitSupplement, view: detail.VisitView) -> VisitSupplement:
    return VisitSupplement(
        id=row.id,
        text=row.text,
        author_name=view.names.get(row.author_id, ""),
        photos=[Photo.of(photo) for photo in view.shown(row.photo_ids)],
        sealed_at=row.sealed_at,
        received_at=row.received_at,
    )
