"""What somebody without an account may see: plain words, never a name inside the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from backend.enterprises.models import Enterprise
from backend.enterprises.rules import CODE_CHARS
from backend.enterprises.uscc import CHARS as USCC_CHARS
from backend.evidence.models import Photo
from backend.intake.models import RATED_WHEN, PublicIssue, Rating, Saying
from backend.issues.models import Closure, Issue, IssueState, Step

STANDS = MappingProxyType(
    {
        IssueState.SUBMITTED: "已收到，监督室正在看，一般 2 个工作日内答复是否受理。",
        IssueState.RETURNED: "监督室还要您补充一些情况，请写在下面。",
        IssueState.ACCEPTED: "已受理，正在确定由哪个单位办理。",
        IssueState.ASSIGNED: "已受理，已交给责任单位。",
        IssueState.IN_PROGRESS: "责任单位正在办。",
        IssueState.SUSPENDED: "暂停办理，条件具备后接着办。",
        IssueState.RESPONDED: "责任单位已反馈结果，请您评价。",
        IssueState.CLOSED: "已办结。",
        IssueState.REJECTED: "不予受理。",
        IssueState.MERGED: "已和同样的问题合在一起办。",
        IssueState.REDIRECTED: "已转给管这件事的其他渠道。",
    }
)


@dataclass(frozen=True, slots=True)
class Progress:
    """One's own report, as one may see it."""

    issue_id: UUID
    number: str | None
    words: str
    photos: int
    reported_at: datetime
    stands: str
    answer: str
    sayings: list[tuple[datetime, str]]
    rating: Rating | None
    may_rate: bool


async def progress(issue_id: UUID) -> Progress:
    """How a report stands. The caller has seen its code, or a link to it."""
    issue = await Issue.get(id=issue_id)
    closure = await Closure.filter(issue_id=issue_id, round=issue.round).first()
    answered = (
        await Step.filter(issue_id=issue_id, round=issue.round, command="answer")
        .order_by("-at")
        .first()
    )
    rating = await Rating.get_or_none(issue_id=issue_id, round=issue.round)
    sayings = await Saying.filter(issue_id=issue_id).order_by("at", "id").values_list("at", "text")
    return Progress(
        issue_id=issue_id,
        number=issue.number,
        words=issue.description,
        photos=await Photo.filter(subject_id=issue_id).count(),
        reported_at=issue.received_at,
        stands=STANDS[issue.state],
        answer=answered.text if answered else (closure.what_done if closure else ""),
        sayings=[(at, str(text)) for at, text in sayings],
        rating=rating,
        may_rate=rating is None and issue.state in RATED_WHEN,
    )


async def was_sent(report_id: UUID) -> bool:
    """Whether this form became a report already."""
    return await PublicIssue.exists(id=report_id)


async def kept_photos(report_id: UUID) -> list[UUID]:
    """The photos that came with earlier tries of a form, in the order they came."""
    kept = Photo.filter(owner_id=report_id, subject_id=None).order_by("received_at", "position")
    return [UUID(str(one)) for one in await kept.values_list("id", flat=True)]


async def enterprise_at(code: str) -> Enterprise | None:
    """The enterprise whose short code or 统一社会信用代码 this is."""
    code = code.strip().upper()
    if len(code) == CODE_CHARS:
        return await Enterprise.get_or_none(code=code, active=True)
    if len(code) == USCC_CHARS:
        return await Enterprise.get_or_none(uscc=code, active=True)
    return None
