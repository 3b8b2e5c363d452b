"""The deeds of those who visit. One public function, one transaction, one event per subject."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from backend.enterprises.models import Enterprise
from backend.enterprises.queries import PairedAs, paired
from backend.evidence import service as evidence
from backend.issues import service as issues
from backend.issues.rules import Origin, Problem
from backend.kernel import access as permit
from backend.kernel import search
from backend.kernel.actor import Actor, Role
from backend.kernel.commands import remember
from backend.kernel.device_time import check_time
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.place import columns_of
from backend.kernel.refusal import NotAllowed, Refusal, Remedy, check_length
from backend.people.models import Person
from backend.people.queries import grant_in_force
from backend.visits import access, rules
from backend.visits.access import Action, VisitFacts
from backend.visits.events import VisitAmended, VisitLogged, VisitSupplemented
from backend.visits.letters import Amendment, Letter, NewVisit, Supplement
from backend.visits.models import Visit, VisitState, VisitSupplement
from backend.visits.once import VisitReceipt, once
from backend.visits.revising import (
    SUBJECT,
    check_contacts,
    enterprise_of,
    facts_of,
    index,
    insert_revision,
    searchable,
    shown,
    stale,
    still,
    visible,
)
from backend.visits.rules import Content


class ReasonNeeded(Refusal):
    """The enterprise is outside the officer's pairings and no reason was given."""

    code, remedy = "reason_needed", Remedy.FIX
    text = "这家企业不在您的包联名单里，请写明走访原因。"


class AlreadyApproved(Refusal):
    """What was approved does not change; the author may add to it."""

    code, remedy = "already_approved", Remedy.FIX
    text = "这次走访已通过审核，不能再改，可以补充情况。"


class NotYetApproved(Refusal):
    """Before approval there is nothing to supplement: the author amends."""

    code, remedy = "not_yet_approved", Remedy.FIX
    text = "这次走访还没通过审核，请直接修改内容。"


async def log_visit(actor: Actor, new: NewVisit, *, now: datetime) -> VisitReceipt:
    """Record a visit the actor made, with its problems.

    Sending the same letter again changes nothing and returns the present state, so a phone that
    lost the answer may simply repeat it. However late it comes, it is taken.

    Args:
        actor: The liaison officer, in the grant that was sealed into the letter.
        new: What the phone captured. Times are UTC.
        now: The server's clock, UTC.

    Raises:
        TextLength, FromTheFuture, …: the content breaks a rule of rules.py (remedy: fix).
        GrantNotInForce: the grant was not in force when the letter was sealed (remedy: fix).
        EnterpriseUnknown, ContactUnknown: (remedy: fix).
        ReasonNeeded: not paired with it at the time of the visit, no reason given (remedy: fix).
        NotAllowed: only liaison officers log visits (remedy: stop).
        PhotosMissing: a photo has not arrived yet (remedy: retry).
        PhotosTaken: a photo belongs to somebody else or to another record (remedy: fix).
        IdReused: this id, or a problem's, was used before for something else (remedy: stop).

    Emits:
        visits.logged; issues.reported or issues.solved_on_the_spot for each problem
    """

    async def act(mark: str) -> None:
        enterprise, pairing = await _ready(actor, new.content, new, new.problems, now)
        deed = Deed(actor, now, "logVisit", new.id, new.sealed_at)
        async with transaction():
            visit = await _insert(actor, new, enterprise, pairing, now)
            await _attach(actor, visit.id, new.content.photo_ids, now)
            await record(
                VisitLogged(
                    subject_id=visit.id,
                    enterprise_id=enterprise.id,
                    stands_in_for=visit.stands_in_for_id,
                ),
                deed,
            )
            await _report(new.problems, visit.id, enterprise, deed)
            await search.index(SUBJECT, visit.id, searchable(enterprise, new), fresh=True)
            await remember(deed, mark=mark, subject_id=visit.id)

    return await once(actor, new, name="logVisit", act=act, problems=new.problems)


async def amend_visit(actor: Actor, change: Amendment, *, now: datetime) -> VisitReceipt:
    """The author says it anew: a new revision waits for review, earlier ones stay as they were.

    Raises:
        NotFound: absent, or not the actor's to see (remedy: stop).
        Stale: changed since ``expected_version``; facts: version (remedy: fix).
        AlreadyApproved: (remedy: fix).
        and as ``log_visit``.

    Emits:
        visits.amended; issues.reported or issues.solved_on_the_spot for each added problem;
        issues.enterprise_corrected for earlier ones when the enterprise changed
    """

    async def act(mark: str) -> None:
        visit = await visible(actor, change.visit_id)
        await _may_write(actor, visit, Action.AMEND, change.expected_version)
        enterprise, _ = await _ready(actor, change.content, change, change.problems, now)
        deed = Deed(
            actor, now, "amendVisit", change.command_id, change.sealed_at, change.expected_version
        )
        async with transaction():
            revision = await _revise(visit, change, enterprise, now)
            await _attach(actor, visit.id, change.content.photo_ids, now)
            await record(VisitAmended(subject_id=visit.id, revision=revision), deed)
            if enterprise.id != visit.enterprise_id:
                await issues.correct_enterprise(
                    visit.id, enterprise_id=enterprise.id, region=enterprise.region, deed=deed
                )
            await _report(change.problems, visit.id, enterprise, deed)
            await index(visit.id)
            await remember(deed, mark=mark, subject_id=visit.id)

    return await once(actor, change, name="amendVisit", act=act, problems=change.problems)


async def supplement_visit(actor: Actor, addition: Supplement, *, now: datetime) -> VisitReceipt:
    """The author adds to an approved visit; what was approved does not change, nor its version.

    Raises:
        NotFound: absent, or not the actor's to see (remedy: stop).
        NotYetApproved: (remedy: fix).
        TextLength, TooManyPhotosOfVisit, PhotosMissing, PhotosTaken: see ``log_visit``.

    Emits:
        visits.supplemented
    """

    async def act(mark: str) -> None:
        check_time(addition.sealed_at, field="sealedAt", now=now)
        least, most = rules.SUPPLEMENT_CHARS
        check_length(addition.text, field="text", label="补充的情况", least=least, most=most)
        rules.check_photos(addition.photo_ids)
        await grant_in_force(actor, addition.sealed_at)
        visit = await visible(actor, addition.visit_id)
        await _may_write(actor, visit, Action.SUPPLEMENT, None)
        deed = Deed(actor, now, "supplementVisit", addition.command_id, addition.sealed_at)
        async with transaction():
            row = await VisitSupplement.create(
                id=uuid4(),
                visit_id=visit.id,
                text=addition.text.strip(),
                photo_ids=[str(photo_id) for photo_id in addition.photo_ids],
                author_id=actor.person_id,
                sealed_at=addition.sealed_at,
                received_at=now,
            )
            await _attach(actor, visit.id, addition.photo_ids, now)
            await record(VisitSupplemented(subject_id=visit.id, supplement_id=row.id), deed)
            await index(visit.id)
            await remember(deed, mark=mark, subject_id=visit.id)

    return await once(actor, addition, name="supplementVisit", act=act)


async def clear_old_positions(now: datetime, months: int) -> int:
    """Forget where visits of more than ``months`` months ago took place, and where their photos
    were taken; the number of visits cleared.

    For the worker, daily. Positions of issues stay (DOMAIN 5). Nothing is cleared early: a month
    counts as 31 days.
    """
    before = now - timedelta(days=31 * months)
    await evidence.forget_places(SUBJECT, before=before)
    older = Visit.filter(received_at__lt=before, lat_deg__isnull=False)
    return await older.update(**columns_of(None))


async def _may_write(actor: Actor, visit: Visit, action: Action, expected: int | None) -> None:
    if expected is not None and expected != visit.version:
        raise await stale(visit.id)
    own = actor.role is Role.LIAISON and actor.person_id == visit.liaison_id
    wrong_time = AlreadyApproved if action is Action.AMEND else NotYetApproved
    otherwise: type[Refusal] = wrong_time if own else NotAllowed
    permit.require(access.TABLE, actor, action, facts_of(visit), otherwise=otherwise)


async def _ready(
    actor: Actor, content: Content, letter: Letter, problems: tuple[Problem, ...], now: datetime
) -> tuple[Enterprise, PairedAs | None]:
    """Everything that a person may have to change, before anything is stored."""
    rules.check(content, sealed_at=letter.sealed_at, now=now)
    rules.check_problems(len(problems))
    await issues.check_new(problems, now=now)
    await grant_in_force(actor, letter.sealed_at)
    if actor.role is not Role.LIAISON:
        raise NotAllowed(action=Action.LOG.value)
    enterprise = await enterprise_of(content.enterprise_id)
    await check_contacts(content, problems)
    pairing = await paired(
        actor.person_id, enterprise.id, at=content.started_at, lent_by=actor.stands_in_for
    )
    facts = VisitFacts(
        liaison_id=actor.person_id,
        region=enterprise.region,
        paired=pairing is not None,
        reason_given=bool(content.visit_reason.strip()),
    )
    permit.require(access.TABLE, actor, Action.LOG, facts, otherwise=ReasonNeeded)
    return enterprise, pairing


async def _insert(
    actor: Actor, new: NewVisit, enterprise: Enterprise, pairing: PairedAs | None, now: datetime
) -> Visit:
    unit_id = actor.unit_id or (await Person.get(id=actor.person_id).only("id", "unit_id")).unit_id
    visit = await Visit.create(
        id=new.id,
        liaison_id=actor.person_id,
        unit_id=unit_id,
        stands_in_for_id=(pairing.stands_in_for if pairing else None) or actor.stands_in_for,
        region=enterprise.region,
        sealed_at=new.sealed_at,
        received_at=now,
        waiting_since=now,
        **shown(new.content),
    )
    await insert_revision(new.id, 1, new.content, sealed_at=new.sealed_at, received_at=now)
    return visit


async def _revise(visit: Visit, change: Amendment, enterprise: Enterprise, now: datetime) -> int:
    await still(visit)
    revision: int = visit.revision + 1
    await Visit.filter(id=visit.id).update(
        revision=revision,
        state=VisitState.PENDING,
        waiting_since=now,
        region=enterprise.region,
        **shown(change.content),
    )
    await insert_revision(
        visit.id, revision, change.content, sealed_at=change.sealed_at, received_at=now
    )
    return revision


async def _attach(actor: Actor, visit_id: UUID, photo_ids: tuple[UUID, ...], now: datetime) -> None:
    await evidence.attach(
        photo_ids, owner_id=actor.person_id, subject_kind=SUBJECT, subject_id=visit_id, now=now
    )


async def _report(
    problems: tuple[Problem, ...], visit_id: UUID, enterprise: Enterprise, deed: Deed
) -> None:
    origin = Origin("visit", enterprise.region, enterprise.id, visit_id)
    for problem in problems:
        await issues.report(problem, origin=origin, deed=deed)
