"""What happens at once: on PostgreSQL truly, on SQLite in turn. Nothing twice, nothing lost."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.enterprises.models import Enterprise
from backend.issues.models import Issue, NumberCounter
from backend.issues.rules import Problem
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.kernel.refusal import Stale
from backend.visits import reviewing, service
from backend.visits.letters import Amendment, NewVisit, Review
from backend.visits.models import Visit, VisitReview, VisitRevision
from backend.visits.rules import Content
from tests.world import NOW, TOPIC, make_actor, make_enterprise, make_photo, pair

pytestmark = pytest.mark.usefixtures("database")


async def officer_and_enterprise() -> tuple[Actor, Enterprise]:
    actor, enterprise = await make_actor(), await make_enterprise()
    await pair(actor, enterprise)
    return actor, enterprise


def visit_of(
    enterprise: Enterprise, *, problems: int = 0, photos: tuple[UUID, ...] = ()
) -> NewVisit:
    return NewVisit(
        id=uuid4(),
        content=saying("企业反映用电负荷不足。", enterprise, photos),
        problems=tuple(Problem(uuid4(), TOPIC, "变压器容量不足") for _ in range(problems)),
        sealed_at=NOW,
    )


def saying(text: str, enterprise: Enterprise, photos: tuple[UUID, ...] = ()) -> Content:
    return Content(
        enterprise_id=enterprise.id, started_at=NOW, mode="face", trigger="own_initiative",
        discussed=text, photo_ids=photos,
    )  # fmt: skip


async def test_eight_copies_of_one_letter_make_one_visit_and_one_answer() -> None:
    actor, enterprise = await officer_and_enterprise()
    new = visit_of(enterprise, problems=2, photos=(await make_photo(actor),))

    receipts = await asyncio.gather(*(service.log_visit(actor, new, now=NOW) for _ in range(8)))

    assert all(receipt == receipts[0] for receipt in receipts)
    assert (await Visit.all().count(), await Issue.all().count()) == (1, 2)
    assert await LedgerEvent.all().count() == 3
    assert (await NumberCounter.get()).last_given == 2


async def test_numbers_given_at_once_are_each_given_once_and_leave_no_gap() -> None:
    letters = [await officer_and_enterprise() for _ in range(12)]

    await asyncio.gather(
        *(
            service.log_visit(actor, visit_of(enterprise, problems=2), now=NOW)
            for actor, enterprise in letters
        )
    )

    numbers = sorted(str(n) for n in await Issue.all().values_list("number", flat=True))
    assert numbers == [f"BL-2026-{n:04d}" for n in range(1, 25)]


async def test_a_letter_that_fails_beside_others_takes_no_number() -> None:
    actor, enterprise = await officer_and_enterprise()
    good = [visit_of(enterprise, problems=1) for _ in range(6)]
    bad = [visit_of(enterprise, problems=1, photos=(uuid4(),)) for _ in range(6)]

    results = await asyncio.gather(
        *(service.log_visit(actor, new, now=NOW) for pair_ in zip(good, bad, strict=True)
          for new in pair_),
        return_exceptions=True,
    )  # fmt: skip

    assert Counter(type(result).__name__ for result in results) == {
        "VisitReceipt": 6, "PhotosMissing": 6,
    }  # fmt: skip
    numbers = sorted(str(n) for n in await Issue.all().values_list("number", flat=True))
    assert numbers == [f"BL-2026-{n:04d}" for n in range(1, 7)]


async def test_of_a_review_and_an_amendment_at_once_one_is_stale() -> None:
    actor, enterprise = await officer_and_enterprise()
    supervisor = await make_actor(Role.SUPERVISOR)
    for _ in range(6):
        new = visit_of(enterprise)
        await service.log_visit(actor, new, now=NOW)
        change = Amendment(uuid4(), new.id, 1, saying("补充后的内容", enterprise), NOW)
        said = Review(uuid4(), new.id, 1, "returned", NOW, reason="缺诉求")

        results = await asyncio.gather(
            service.amend_visit(actor, change, now=NOW),
            reviewing.review_visit(supervisor, said, now=NOW),
            return_exceptions=True,
        )

        (stale,) = [result for result in results if isinstance(result, Stale)]
        assert stale.facts == {"version": 2}
        revisions = await VisitRevision.filter(visit_id=new.id).count()
        reviews = await VisitReview.filter(visit_id=new.id).count()
        assert (revisions - 1) + reviews == 1
        assert (await Visit.get(id=new.id)).version == 2


async def test_copies_of_an_amendment_and_of_a_review_have_one_effect() -> None:
    actor, enterprise = await officer_and_enterprise()
    supervisor = await make_actor(Role.SUPERVISOR)
    new = visit_of(enterprise)
    await service.log_visit(actor, new, now=NOW)
    change = Amendment(uuid4(), new.id, 1, saying("补充后的内容", enterprise), NOW)
    said = Review(uuid4(), new.id, 2, "approved", NOW)

    amended = await asyncio.gather(*(service.amend_visit(actor, change, now=NOW) for _ in range(6)))
    reviewed = await asyncio.gather(
        *(reviewing.review_visit(supervisor, said, now=NOW) for _ in range(6))
    )

    assert {(r.version, r.state) for r in amended} == {(2, "PENDING")}
    assert {(r.version, r.state) for r in reviewed} == {(3, "APPROVED")}
    assert (await VisitRevision.all().count(), await VisitReview.all().count()) == (2, 1)


async def test_two_supervisors_at_once_decide_once() -> None:
    actor, enterprise = await officer_and_enterprise()
    supervisors = [await make_actor(Role.SUPERVISOR) for _ in range(4)]
    new = visit_of(enterprise)
    await service.log_visit(actor, new, now=NOW)

    results: list[Any] = await asyncio.gather(
        *(
            reviewing.review_visit(who, Review(uuid4(), new.id, 1, "approved", NOW), now=NOW)
            for who in supervisors
        ),
        return_exceptions=True,
    )

    assert Counter(type(result).__name__ for result in results) == {"VisitReceipt": 1, "Stale": 3}
    assert await VisitReview.all().count() == 1
