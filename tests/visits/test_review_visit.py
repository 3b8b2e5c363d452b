"""A supervisor approves a visit or returns it; the author hears of it."""

from __future__ import annotations

from uuid import UUID

import pytest

from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.notify.models import Notice, NoticeKind
from backend.visits import notices
from backend.visits.models import Visit, VisitReview, VisitState
from tests.visits.acts import log, returned, review, supplement, verdict
from tests.visits.conftest import Phone
from tests.world import NOW, OTHER_STREET, STREET, grant_of, make_actor, problem


async def hear(name: str) -> None:
    """Run the handlers of every event of this name, twice, as a worker that was killed would."""
    for event in await LedgerEvent.filter(name=name) * 2:
        for handler in notices.HANDLERS[name]:
            await handler(event, NOW)


async def test_approving_ends_it_and_tells_the_author_once(
    phone: Phone, liaison: Actor, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise, problems=[problem()])

    receipt = await review(phone, supervisor, verdict(visit_id))
    await hear("visits.approved")

    assert (receipt["id"], receipt["version"], receipt["state"]) == (visit_id, 2, "APPROVED")
    said = await VisitReview.get()
    assert (said.revision, said.reviewer_id) == (1, supervisor.person_id)
    notice = await Notice.get()
    assert (notice.recipient_id, notice.kind) == (liaison.person_id, NoticeKind.APPROVED)
    assert notice.title == "天润机械的走访已通过审核"


async def test_returning_says_what_is_missing_and_tells_the_author_urgently(
    phone: Phone, liaison: Actor, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)

    receipt = await review(phone, supervisor, returned(visit_id))
    await hear("visits.returned")

    assert (receipt["version"], receipt["state"]) == (2, "RETURNED")
    inbox = await phone.send("Inbox", first=30, after=None)
    (notice,) = inbox["items"]
    assert (notice["kind"], notice["urgent"]) == ("RETURNED_TO_ME", True)
    assert (notice["subjectId"], notice["text"]) == (visit_id, "请补上企业的具体诉求。")
    assert inbox["unread"] == 1
    assert liaison.person_id == (await Notice.get()).recipient_id
    (line,) = (await phone.send("MyReports"))["visits"]
    assert (line["state"], line["wanted"]) == ("RETURNED", "请补上企业的具体诉求。")


async def test_the_same_review_again_gets_the_same_receipt(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    said = verdict(await log(phone, enterprise))
    first = await review(phone, supervisor, said)

    assert await review(phone, supervisor, said) == first
    assert await VisitReview.all().count() == 1


async def test_a_return_without_a_reason_is_handed_back(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)

    reply = await review(phone, supervisor, returned(visit_id, reason=" "))

    assert (reply["code"], reply["remedy"], reply["field"]) == ("text_length", "FIX", "reason")
    assert (await Visit.get()).state is VisitState.PENDING


async def test_a_review_of_an_old_version_is_stale_and_names_the_present_one(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    await review(phone, supervisor, returned(visit_id))

    reply = await review(phone, supervisor, verdict(visit_id))

    assert (reply["code"], reply["remedy"], reply["facts"]) == ("stale", "FIX", {"version": 2})


async def test_what_was_decided_is_not_decided_again(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    await review(phone, supervisor, verdict(visit_id))

    reply = await review(phone, supervisor, returned(visit_id, expectedVersion=2))

    assert (reply["code"], reply["remedy"]) == ("not_pending", "STOP")
    assert (await Visit.get()).state is VisitState.APPROVED


async def test_nobody_reviews_their_own_visit(
    phone: Phone, liaison: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    grant = await grant_of(liaison.person_id, Role.SUPERVISOR)
    both = Actor(liaison.person_id, grant.id, Role.SUPERVISOR, None, grant.region)

    reply = await review(phone, both, verdict(visit_id))
    await phone.sign_in(both)
    queue = await phone.send("ReviewQueue", first=20)

    assert (reply["code"], reply["remedy"]) == ("own_visit", "STOP")
    assert (queue["items"], queue["total"]) == ([], 0)


@pytest.mark.parametrize(
    ("role", "region", "code"),
    [
        (Role.SUPERVISOR, OTHER_STREET, "not_found"),
        (Role.LIAISON, STREET, "not_found"),
        (Role.HANDLER, STREET, "not_found"),
        (Role.LEADER, STREET, "not_found"),
        (Role.ADMIN, STREET, "not_found"),
    ],
)
async def test_to_everybody_else_it_is_not_there(
    phone: Phone, enterprise: Enterprise, role: Role, region: str, code: str
) -> None:
    visit_id = await log(phone, enterprise)

    reply = await review(phone, await make_actor(role, region=region), verdict(visit_id))

    assert reply["code"] == code


async def test_the_author_does_not_approve_as_liaison(
    phone: Phone, liaison: Actor, enterprise: Enterprise
) -> None:
    reply = await review(phone, liaison, verdict(await log(phone, enterprise)))

    assert (reply["code"], reply["remedy"]) == ("not_allowed", "STOP")


async def test_a_supplement_reaches_whoever_approved(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    await review(phone, supervisor, verdict(visit_id))

    await phone.send("SupplementVisit", input=supplement(visit_id))
    await hear("visits.supplemented")

    notice = await Notice.get()
    assert (notice.recipient_id, notice.kind) == (supervisor.person_id, NoticeKind.SUPPLEMENTED)
    assert notice.subject_id == UUID(visit_id)


async def test_a_new_visit_rings_at_nobody_it_waits_in_the_queue(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)

    await phone.sign_in(supervisor)
    queue = await phone.send("ReviewQueue", first=20)

    assert "visits.logged" not in notices.HANDLERS
    assert ([line["id"] for line in queue["items"]], queue["total"]) == ([visit_id], 1)
