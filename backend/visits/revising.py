"""What the deeds of visits share: the visit and enterprise meant, its version, a revision."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.expressions import F

from backend.enterprises.models import Contact, Enterprise
from backend.issues.models import Issue
from backend.issues.rules import Problem
from backend.kernel import search
from backend.kernel.actor import Actor
from backend.kernel.place import columns_of
from backend.kernel.refusal import NotFound, Refusal, Remedy, Stale
from backend.visits import access
from backend.visits.access import VisitFacts
from backend.visits.letters import NewVisit
from backend.visits.models import Visit, VisitRevision, VisitSupplement
from backend.visits.rules import Content

SUBJECT = "visit"


class EnterpriseUnknown(Refusal):
    """No such enterprise. The directory is open to all who visit, so this tells nothing."""

    code, remedy = "enterprise_unknown", Remedy.FIX
    text = "没有这家企业，请重新选企业再发。"


class ContactUnknown(Refusal):
    """Somebody met, or who confirmed, is a contact of another enterprise."""

    code, remedy = "contact_unknown", Remedy.FIX
    text = "选的联系人不是这家企业的，请重新选，或直接写姓名。"


async def enterprise_of(enterprise_id: UUID) -> Enterprise:
    enterprise = await Enterprise.get_or_none(id=enterprise_id)
    if enterprise is None:
        raise EnterpriseUnknown(field="enterpriseId")
    return enterprise


async def check_contacts(content: Content, problems: tuple[Problem, ...]) -> None:
    """Raises ContactUnknown unless every contact named is one of the enterprise (remedy: fix)."""
    met = {person.contact_id for person in content.met}
    confirming = {p.solved.confirmed_contact_id for p in problems if p.solved}
    for field, ids in (("met", met), ("problems", confirming)):
        named = [contact_id for contact_id in ids if contact_id]
        if not named:
            continue
        known = await Contact.filter(id__in=named, enterprise_id=content.enterprise_id).count()
        if known < len(named):
            raise ContactUnknown(field=field)


async def visible(actor: Actor, visit_id: UUID) -> Visit:
    """The visit, or NotFound if it is absent or hidden; the two look the same."""
    visit = await Visit.get_or_none(access.readable_by(actor), id=visit_id)
    if visit is None:
        raise NotFound()
    return visit


def facts_of(visit: Visit) -> VisitFacts:
    return VisitFacts(liaison_id=visit.liaison_id, region=visit.region, state=visit.state)


async def still(visit: Visit) -> None:
    """Take the visit for a change: its version rises unless somebody changed it meanwhile.

    First write of the transaction: it locks the row, so of two at once the second is stale.
    """
    taken = await Visit.filter(id=visit.id, version=visit.version).update(version=F("version") + 1)
    if not taken:
        raise await stale(visit.id)


async def stale(visit_id: UUID) -> Stale:
    present = await Visit.get(id=visit_id).only("id", "version")
    return Stale(field="expectedVersion", version=present.version)


def shown(content: Content) -> dict[str, Any]:
    """The columns of ``visit`` that repeat what its latest revision says."""
    return {
        "enterprise_id": content.enterprise_id,
        "mode": content.mode,
        "started_at": content.started_at,
        "discussed": content.discussed.strip(),
        "photo_ids": [str(photo_id) for photo_id in content.photo_ids],
    } | columns_of(content.place)


async def insert_revision(
    visit_id: UUID, number: int, content: Content, *, sealed_at: datetime, received_at: datetime
) -> None:
    await VisitRevision.create(
        id=uuid4(),
        visit_id=visit_id,
        number=number,
        enterprise_id=content.enterprise_id,
        started_at=content.started_at,
        mode=content.mode,
        trigger=content.trigger,
        met=[
            {"contactId": str(person.contact_id) if person.contact_id else None,
             "name": person.name.strip()}
            for person in content.met
        ],
        discussed=content.discussed.strip(),
        needs=content.needs.strip(),
        visit_reason=content.visit_reason.strip(),
        limit_reason=content.limit_reason.strip(),
        photo_ids=[str(photo_id) for photo_id in content.photo_ids],
        sealed_at=sealed_at,
        received_at=received_at,
    )  # fmt: skip


def searchable(enterprise: Enterprise, new: NewVisit) -> list[str]:
    """What a new visit is found by; the same as ``index`` reads back later."""
    told = [problem.description for problem in new.problems]
    return [enterprise.name, new.content.discussed, new.content.needs, *told]


async def index(visit_id: UUID) -> None:
    """Make the visit findable by what it says now. Inside the deed's transaction."""
    visit = await Visit.get(id=visit_id).prefetch_related("enterprise")
    needs = await VisitRevision.filter(visit_id=visit_id, number=visit.revision).values_list(
        "needs", flat=True
    )
    told = await Issue.filter(visit_id=visit_id).values_list("description", flat=True)
    added = await VisitSupplement.filter(visit_id=visit_id).values_list("text", flat=True)
    texts = [visit.enterprise.name, visit.discussed, *needs, *told, *added]
    await search.index(SUBJECT, visit_id, [str(text) for text in texts])
