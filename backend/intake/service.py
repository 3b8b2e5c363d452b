"""The deeds of people without an account: report, say more, rate."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError

from backend.enterprises.models import Enterprise
from backend.following_up import spot_checks
from backend.following_up.calling_back import rate_without_account
from backend.intake import rules
from backend.intake.events import ResultRated, WordsAdded
from backend.intake.models import (
    RATED_WHEN,
    OneTimeLink,
    PublicIssue,
    Rating,
    ReporterContact,
    Saying,
)
from backend.intake.rules import (
    CodeUnknown,
    FormToken,
    Grade,
    NotYetRated,
    PublicReport,
    ReportKind,
)
from backend.issues import service as issues
from backend.issues.models import Issue
from backend.issues.rules import Origin, Problem, Solved
from backend.issues.states import CallBackResult
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import Refusal, Remedy, check_length
from backend.kernel.text import clean
from backend.people.models import Region
from backend.people.queries import district

AS_CALLED_BACK = {
    Grade.SATISFIED: CallBackResult.SATISFIED,
    Grade.MOSTLY: CallBackResult.MOSTLY,
    Grade.NOT_SATISFIED: CallBackResult.UNSATISFIED,
}


@dataclass(frozen=True, slots=True)
class Link:
    """``path``: below the public address."""

    path: str
    expires_at: datetime


class LinkUsed(Refusal):
    """The one-time link is unknown, was used, or is older than 30 days."""

    code, remedy = "link_used", Remedy.STOP
    text = "这个链接已经用过，或过了 30 天。"


class TooManySayings(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_sayings", Remedy.STOP
    text = "补充已满 {most} 条，请打电话说。"


async def submit(
    token: FormToken,
    report: PublicReport,
    *,
    photo_ids: Sequence[UUID],
    enterprise: Enterprise | None,
    now: datetime,
) -> UUID:
    """Open an issue for somebody without an account. The same form again changes nothing.

    Nobody is its reporter; contact and enterprise are kept apart. A complaint names no enterprise:
    its officer could be whom it is about. The photos are those kept for this form.

    Args:
        token: Of the form; its age has been judged.
        report: What ``rules.checked`` let pass.
        photo_ids: Those kept for this form, in order.
        enterprise: The one whose code was scanned.
        now: The server's clock, UTC.

    Raises:
        FormTooOld: another report has this code already, once in 10^12 (remedy: fix).

    Emits:
        issues.reported
    """
    made = await new_public_issue(token.report_id, token.code, report, by_desk=False, now=now)
    try:
        async with transaction():
            await open_issue(
                made, report, photo_ids=photo_ids, enterprise=enterprise,
                deed=nobody(token.report_id, "reportWithoutAccount", now),
            )  # fmt: skip
    except IntegrityError:
        if not await PublicIssue.exists(id=token.report_id):
            raise rules.FormTooOld() from None
    return token.report_id


async def new_public_issue(
    issue_id: UUID, code: str, report: PublicReport, *, by_desk: bool, now: datetime
) -> PublicIssue:
    """The row, not stored yet; hashing the code takes its time outside the transaction."""
    hashed = await asyncio.to_thread(rules.code_hash, code)
    return PublicIssue(
        id=issue_id, code_hash=hashed, kind=report.kind, by_desk=by_desk, made_at=now
    )


async def open_issue(
    made: PublicIssue,
    report: PublicReport,
    *,
    photo_ids: Sequence[UUID],
    enterprise: Enterprise | None,
    deed: Deed,
    name: str = "",
    solved: Solved | None = None,
) -> None:
    """Inside the caller's transaction: the issue, what it is followed by, and whom to call."""
    await made.save(force_create=True)
    await ReporterContact.create(
        issue_id=made.id,
        enterprise_name=report.enterprise or (enterprise.name if enterprise else ""),
        enterprise_id=enterprise.id if enterprise else None,
        name=name,
        phone=report.phone,
    )
    on_record = enterprise if report.kind is ReportKind.REQUEST else None
    origin = Origin(
        source=report.kind.value,
        region=on_record.region if on_record else await district_code(deed.now),
        enterprise_id=on_record.id if on_record else None,
    )
    problem = Problem(
        made.id, await _topic(deed.now), report.words, solved=solved,
        photo_ids=tuple(dict.fromkeys(photo_ids)),
    )  # fmt: skip
    await issues.report(problem, origin=origin, deed=deed)


async def say(issue_id: UUID, text: str, *, now: datetime) -> None:
    """Add words to one's report. The same words again change nothing.

    Raises:
        TextLength: (remedy: fix). TooManySayings: (remedy: stop).

    Emits:
        intake.words_added
    """
    words, (least, most) = clean(text), rules.SAY_CHARS
    check_length(words, field="say", label="补充", least=least, most=most)
    async with transaction():
        earlier = await Saying.filter(issue_id=issue_id).select_for_update()
        if any(one.text == words for one in earlier):
            return
        if len(earlier) >= rules.SAYINGS_MAX:
            raise TooManySayings(field="say", most=rules.SAYINGS_MAX)
        made = await Saying.create(id=uuid4(), issue_id=issue_id, text=words, at=now)
        event = WordsAdded(subject_id=issue_id, saying_id=made.id)
        await record(event, nobody(issue_id, "addWords", now))


async def rate(
    issue_id: UUID, grade: Grade, missing: str, *, by_link: bool = False, now: datetime
) -> None:
    """Rate the result of the present round. The first rating of a round stands.

    It counts like a call-back: satisfied closes the issue, not satisfied opens a new round.

    Raises:
        NotYetRated: there is no result yet (remedy: fix).
        TextLength: not satisfied, and not said what is missing (remedy: fix).

    Emits:
        intake.result_rated
    """
    words, (least, most) = clean(missing), rules.MISSING_CHARS
    least = least if grade is Grade.NOT_SATISFIED else 0
    check_length(words, field="missing", label="还缺什么", least=least, most=most)
    async with transaction():
        issue = await Issue.filter(id=issue_id).select_for_update().get()
        if issue.state not in RATED_WHEN:
            raise NotYetRated(field="grade")
        if await Rating.exists(issue_id=issue_id, round=issue.round):
            return
        await Rating.create(
            id=uuid4(), issue_id=issue_id, round=issue.round, grade=grade, missing=words,
            by_link=by_link, at=now,
        )  # fmt: skip
        event = ResultRated(subject_id=issue_id, round=issue.round, grade=grade.value)
        await record(event, nobody(issue_id, "rateResult", now))
        await spot_checks.settle(issue, AS_CALLED_BACK[grade], now=now)
        await rate_without_account(issue_id, AS_CALLED_BACK[grade], words, now=now)


async def one_time_link(issue_id: UUID, kind: str, *, now: datetime) -> Link:
    """A link that rates one result once, for 30 days.

    Inside the caller's transaction or on its own. Only the token's hash is stored.
    """
    token, until = token_urlsafe(24), now + rules.LINK_VALID
    await OneTimeLink.create(
        token_sha256=_hashed(token), issue_id=issue_id, kind=kind, made_at=now, expires_at=until
    )
    return Link(f"p/c/{token}", until)


async def linked_issue(token: str, *, now: datetime) -> UUID:
    """Which issue an unused link is about. Looking does not use it up: chat apps look too.

    Raises:
        LinkUsed: (remedy: stop).
    """
    link = await OneTimeLink.get_or_none(token_sha256=_hashed(token))
    if link is None or link.used_at is not None or link.expires_at <= now:
        raise LinkUsed()
    return link.issue_id


async def rate_by_link(token: str, grade: Grade, missing: str, *, now: datetime) -> None:
    """Confirm and rate; uses the link up.

    Raises:
        LinkUsed: (remedy: stop). NotYetRated, TextLength: (remedy: fix), the link stays good.

    Emits:
        intake.result_rated
    """
    async with transaction():
        issue_id = await linked_issue(token, now=now)
        used = await OneTimeLink.filter(token_sha256=_hashed(token), used_at=None).update(
            used_at=now
        )
        if not used:
            raise LinkUsed()
        await rate(issue_id, grade, missing, by_link=True, now=now)


async def followed(code: str) -> UUID:
    """The issue with this code, as somebody typed it.

    Raises:
        CodeUnknown: (remedy: fix).
    """
    hashed = await asyncio.to_thread(rules.code_hash, rules.typed_code(code))
    found = await PublicIssue.get_or_none(code_hash=hashed)
    if found is None:
        raise CodeUnknown(field="code")
    return found.id


async def district_code(now: datetime) -> str:
    """Where a report without an enterprise belongs: the whole district."""
    if code := (await district(now)).code:
        return code
    region = await Region.filter(active=True).order_by("code").first()
    return region.code[:6] if region else ""


def nobody(pseudonym: UUID, command: str, now: datetime) -> Deed:
    """A deed of somebody without an account: known by the report alone, in no role."""
    actor = Actor(pseudonym, pseudonym, Role.SPECIAL_SUPERVISOR)  # the role is not written
    return Deed(actor, now, command, uuid4(), pseudonym=pseudonym, roleless=True)


async def _topic(now: datetime) -> str:
    """The office names the topic when it assigns; until then it is the last of the list."""
    topics = [topic.code for topic in (await district(now)).topics]
    return "other" if "other" in topics else topics[-1]


def _hashed(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
