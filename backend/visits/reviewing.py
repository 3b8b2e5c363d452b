"""The deeds of the supervisors: a review of one revision, the correction of a wrong enterprise."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from backend.enterprises.models import Enterprise
from backend.issues import service as issues
from backend.kernel import access as permit
from backend.kernel.actor import Actor, Role
from backend.kernel.commands import remember
from backend.kernel.device_time import check_time
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import NotAllowed, Refusal, Remedy, check_length
from backend.people.queries import grant_in_force
from backend.visits import access, rules
from backend.visits.access import Action
from backend.visits.events import VisitApproved, VisitEnterpriseCorrected, VisitReturned
from backend.visits.letters import Correction, Review
from backend.visits.models import Verdict, Visit, VisitReview, VisitRevision, VisitState
from backend.visits.once import VisitReceipt, once
from backend.visits.revising import enterprise_of, facts_of, index, stale, still, visible


class OwnVisit(Refusal):
    """Nobody reviews their own work (LIFECYCLE, invariants)."""

    code, remedy = "own_visit", Remedy.STOP
    text = "这是您自己的走访，请由别的监督员审核。"


class NotPending(Refusal):
    """This revision was decided already; the next one comes from the author."""

    code, remedy = "not_pending", Remedy.STOP
    text = "这一版已经审过了，等走访人补正后再审。"


class SameEnterprise(Refusal):
    """The visit is under this enterprise already."""

    code, remedy = "same_enterprise", Remedy.FIX
    text = "走访已经记在这家企业名下，请选另一家。"


async def review_visit(actor: Actor, review: Review, *, now: datetime) -> VisitReceipt:
    """Approve the present revision of a visit, or return it to its author with what is missing.

    The problems of the visit go on whatever becomes of its review (DECISIONS 9).

    Raises:
        NotFound: absent, or outside the actor's region (remedy: stop).
        Stale: changed since ``expected_version``; facts: version (remedy: fix).
        OwnVisit, NotAllowed, NotPending: (remedy: stop).
        TextLength: returned without saying what is missing (remedy: fix).

    Emits:
        visits.approved or visits.returned
    """

    async def act(mark: str) -> None:
        _check(review, now)
        await grant_in_force(actor, review.sealed_at)
        visit = await visible(actor, review.visit_id)
        await _may(actor, visit, Action.REVIEW, review.expected_version)
        approved = review.verdict == Verdict.APPROVED
        deed = Deed(
            actor, now, "reviewVisit", review.command_id, review.sealed_at, review.expected_version
        )
        async with transaction():
            await still(visit)
            state = VisitState.APPROVED if approved else VisitState.RETURNED
            await Visit.filter(id=visit.id).update(state=state)
            await VisitReview.create(
                id=uuid4(),
                visit_id=visit.id,
                revision=visit.revision,
                verdict=Verdict(review.verdict),
                reason=review.reason.strip(),
                reviewer_id=actor.person_id,
                at=now,
            )
            event = VisitApproved if approved else VisitReturned
            await record(event(subject_id=visit.id, revision=visit.revision), deed)
            await remember(deed, mark=mark, subject_id=visit.id)

    return await once(actor, review, name="reviewVisit", act=act)


async def correct_enterprise(
    actor: Actor, correction: Correction, *, now: datetime
) -> VisitReceipt:
    """Put a visit, approved or not, under the enterprise that was meant; its problems move with it.

    A new revision says the same of another enterprise; state and review stand.

    Raises:
        NotFound: absent, or outside the actor's region (remedy: stop).
        Stale: changed since ``expected_version``; facts: version (remedy: fix).
        OwnVisit, NotAllowed: (remedy: stop).
        EnterpriseUnknown, SameEnterprise, TextLength: (remedy: fix).

    Emits:
        visits.enterprise_corrected; issues.enterprise_corrected for each of its problems
    """

    async def act(mark: str) -> None:
        _check_correction(correction, now)
        await grant_in_force(actor, correction.sealed_at)
        visit = await visible(actor, correction.visit_id)
        await _may(actor, visit, Action.CORRECT_ENTERPRISE, correction.expected_version)
        enterprise = await enterprise_of(correction.enterprise_id)
        if enterprise.id == visit.enterprise_id:
            raise SameEnterprise(field="enterpriseId")
        deed = Deed(
            actor, now, "correctEnterprise", correction.command_id, correction.sealed_at,
            correction.expected_version,
        )  # fmt: skip
        async with transaction():
            await _put_under(enterprise, visit, correction, now)
            await record(
                VisitEnterpriseCorrected(
                    subject_id=visit.id,
                    revision=visit.revision + 1,
                    enterprise_id=enterprise.id,
                    before=visit.enterprise_id,
                ),
                deed,
            )
            await issues.correct_enterprise(
                visit.id, enterprise_id=enterprise.id, region=enterprise.region, deed=deed
            )
            await index(visit.id)
            await remember(deed, mark=mark, subject_id=visit.id)

    return await once(actor, correction, name="correctEnterprise", act=act)


def _check(review: Review, now: datetime) -> None:
    check_time(review.sealed_at, field="sealedAt", now=now)
    least, most = rules.RETURN_REASON_CHARS
    least = least if review.verdict == Verdict.RETURNED else 0
    check_length(review.reason, field="reason", label="退回的原因", least=least, most=most)


def _check_correction(correction: Correction, now: datetime) -> None:
    check_time(correction.sealed_at, field="sealedAt", now=now)
    least, most = rules.CORRECTION_REASON_CHARS
    check_length(correction.reason, field="reason", label="更正的原因", least=least, most=most)


async def _may(actor: Actor, visit: Visit, action: Action, expected: int) -> None:
    if expected != visit.version:
        raise await stale(visit.id)
    otherwise: type[Refusal] = NotAllowed
    if actor.role is Role.SUPERVISOR:
        otherwise = OwnVisit if actor.person_id == visit.liaison_id else NotPending
    permit.require(access.TABLE, actor, action, facts_of(visit), otherwise=otherwise)


async def _put_under(
    enterprise: Enterprise, visit: Visit, correction: Correction, now: datetime
) -> None:
    await still(visit)
    last = await VisitRevision.get(visit_id=visit.id, number=visit.revision)
    await VisitRevision.create(
        id=uuid4(),
        visit_id=visit.id,
        number=visit.revision + 1,
        enterprise_id=enterprise.id,
        started_at=last.started_at,
        mode=last.mode,
        trigger=last.trigger,
        met=[{"contactId": None, "name": person["name"]} for person in last.met],
        discussed=last.discussed,
        needs=last.needs,
        visit_reason=last.visit_reason,
        limit_reason=last.limit_reason,
        photo_ids=last.photo_ids,
        correction_reason=correction.reason.strip(),
        sealed_at=correction.sealed_at,
        received_at=now,
    )
    await Visit.filter(id=visit.id).update(
        revision=visit.revision + 1, enterprise_id=enterprise.id, region=enterprise.region
    )
