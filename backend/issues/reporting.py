"""A report of its own (上报): by an officer, a special supervisor, the office or the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from tortoise.exceptions import IntegrityError

from backend.enterprises.models import Enterprise
from backend.identities import queries as identities
from backend.identities import service as identity
from backend.issues import access, rules
from backend.issues.carrying_out import IssueReceipt, receipt
from backend.issues.letters import NewReport
from backend.issues.rules import Origin
from backend.issues.service import refuse_reused, report
from backend.issues.states import IssueSource
from backend.issues.transitions import TABLE
from backend.kernel.actor import Actor, Role
from backend.kernel.commands import once, remember
from backend.kernel.device_time import check_time
from backend.kernel.ledger import Deed, transaction
from backend.kernel.refusal import NotAllowed, NotFound, Refusal, Remedy
from backend.people.queries import district, grant_in_force, setting

SOURCES: Mapping[Role, frozenset[IssueSource]] = MappingProxyType(
    {
        Role.SPECIAL_SUPERVISOR: frozenset({IssueSource.FAULT_FINDING}),
        Role.LIAISON: frozenset({IssueSource.COMPLAINT, IssueSource.REQUEST}),
        Role.SUPERVISOR: frozenset(
            {IssueSource.INSPECTION, IssueSource.MEETING, IssueSource.COMPLAINT,
             IssueSource.REQUEST}
        ),
        Role.HANDLER: frozenset({IssueSource.COMPLAINT, IssueSource.REQUEST}),
    }
)  # fmt: skip


class SourceNotYours(Refusal):
    """This role raises no issues of this kind."""

    code, remedy = "source_not_yours", Remedy.FIX
    text = "您现在的身份不能报这一类，请换一类或换身份。"


class UnknownEnterprise(Refusal):
    """No such enterprise. The directory is open to all in the field, so this tells nothing."""

    code, remedy = "enterprise_unknown", Remedy.FIX
    text = "没有这家企业，请重新选企业再发。"


async def report_issue(actor: Actor, new: NewReport, *, now: datetime) -> IssueReceipt:
    """Report a problem that no visit brought. The same letter twice is one issue.

    A special supervisor is protected unless they say otherwise: the issue then names nobody, has no
    number before the office's first decision, and its time is a half-day.

    Raises:
        TimeWithoutZone, FromTheFuture, LongPast, GrantNotInForce: (remedy: fix).
        NotAllowed: this role reports nothing (remedy: stop). SourceNotYours (remedy: fix).
        TopicUnknown, TooManyPhotos, TextLength, PlaceWrong, UnknownEnterprise: (remedy: fix).
        PhotosMissing: (remedy: retry). PhotosTaken: (remedy: fix).
        IdReused: (remedy: stop).

    Emits:
        issues.reported, or issues.solved_on_the_spot
    """
    pseudonym = await identities.pseudonym_of(new.issue_id, actor.person_id)

    async def act(mark: str) -> UUID:
        origin = await _ready(actor, new, now)
        async with transaction():
            concealed = (
                await identity.conceal(new.issue_id, actor, reported_at=new.sealed_at)
                if new.more.protected
                else None
            )
            deed = Deed(
                actor, now, "reportIssue", new.command_id, new.sealed_at, pseudonym=concealed
            )
            await report(new.problem, origin=origin, deed=deed, more=new.more)
            await remember(deed, mark=mark, subject_id=new.issue_id)
        return new.issue_id

    try:
        issue_id = await once(
            new, name="reportIssue", actor_id=pseudonym or actor.person_id, act=act
        )
    except (IntegrityError, NotFound):
        if pseudonym is None and await identities.pseudonym_of(new.issue_id, actor.person_id):
            return await report_issue(actor, new, now=now)  # two copies raced, ours came second
        await refuse_reused([new.problem])
        raise
    return await receipt(issue_id)


async def _ready(actor: Actor, new: NewReport, now: datetime) -> Origin:
    """Everything that a person may have to change, before anything is stored."""
    check_time(new.sealed_at, field="sealedAt", now=now)
    topics = {topic.code for topic in (await district(now)).topics}
    rules.check(new.problem, topics=topics, spoken=new.more.voice_id is not None)
    rules.check_particulars(new.more)
    await grant_in_force(actor, new.sealed_at)
    facts = access.IssueFacts(region="")
    if not access.may_give(actor, TABLE["report"], facts):
        raise NotAllowed(action="report")
    if IssueSource(new.source) not in SOURCES[actor.role]:
        raise SourceNotYours(field="source")
    region = actor.region or str(await setting("district_code"))
    if new.enterprise_id is None:
        return Origin(new.source, region)
    enterprise = await Enterprise.get_or_none(id=new.enterprise_id)
    if enterprise is None:
        raise UnknownEnterprise(field="enterpriseId")
    return Origin(new.source, enterprise.region, enterprise.id)
