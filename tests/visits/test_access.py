"""The visits permission table, cell by cell, and its agreement with the query forms."""

from __future__ import annotations

from itertools import product
from uuid import uuid4

import pytest

from backend.kernel.access import allows
from backend.kernel.actor import Actor, Role
from backend.visits.access import TABLE, Action, VisitFacts, readable_by, waiting_for
from backend.visits.models import Visit, VisitMode, VisitState
from backend.visits.queries import may_read
from tests.world import DISTRICT, NOW, OTHER_STREET, STREET, make_actor, make_enterprise

ME, SHE = uuid4(), uuid4()
STATES = ("pending", "returned", "approved")
SUBJECTS = {
    f"{whose} {where} {state}{' ' + how if how else ''}": VisitFacts(
        {"own": ME, "another's": SHE}[whose],
        {"here": STREET, "elsewhere": OTHER_STREET}[where],
        state=state,
        paired=how == "paired",
        reason_given=how == "reasoned",
    )
    for whose, where, state, how in product(
        ("own", "another's"), ("here", "elsewhere"), STATES, ("", "paired", "reasoned")
    )
}


def expected(role: Role, action: Action, subject: str) -> bool:
    """The same in words: LIFECYCLE, DECISIONS 3 and 9."""
    whose, where, state, *how = subject.split()
    own, here = whose == "own", where == "here"
    by_author = role is Role.LIAISON and own
    by_office = role is Role.SUPERVISOR and here
    return {
        Action.LOG: by_author and bool(how),
        Action.READ: by_author or by_office,
        Action.AMEND: by_author and state in ("pending", "returned"),
        Action.SUPPLEMENT: by_author and state == "approved",
        Action.REVIEW: by_office and not own and state == "pending",
        Action.CORRECT_ENTERPRISE: by_office and not own,
        Action.FIND_OFFICERS: role is Role.SUPERVISOR,
    }[action]


@pytest.mark.parametrize(("role", "action", "subject"), list(product(Role, Action, SUBJECTS)))
def test_every_cell(role: Role, action: Action, subject: str) -> None:
    actor = Actor(ME, uuid4(), role, region=STREET)
    assert allows(TABLE, actor, action, SUBJECTS[subject]) is expected(role, action, subject)


@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)))
def test_a_grant_without_a_region_reaches_nobody_elses_visit(role: Role, action: Action) -> None:
    actor = Actor(ME, uuid4(), role, region=None)
    if action is not Action.FIND_OFFICERS:
        assert not allows(TABLE, actor, action, SUBJECTS["another's here pending paired"])


@pytest.mark.usefixtures("database")
async def test_the_query_forms_agree_with_the_table() -> None:
    regions = (STREET, OTHER_STREET, DISTRICT, None)
    actors = [await make_actor(role, region=region) for role in Role for region in regions]
    for number, (author, region) in enumerate(product(actors, (STREET, OTHER_STREET))):
        await Visit.create(
            id=uuid4(), enterprise=await make_enterprise(region=region), region=region,
            liaison_id=author.person_id, started_at=NOW, sealed_at=NOW, received_at=NOW,
            waiting_since=NOW, mode=VisitMode.FACE, discussed="…",
            state=list(VisitState)[number % 3],
        )  # fmt: skip
    visits = await Visit.all()

    for actor in actors:
        for action, form in ((Action.READ, readable_by), (Action.REVIEW, waiting_for)):
            by_query = set(await Visit.filter(form(actor)).values_list("id", flat=True))
            by_table = {
                visit.id
                for visit in visits
                if allows(
                    TABLE, actor, action, VisitFacts(visit.liaison_id, visit.region, visit.state)
                )
            }
            assert by_query == by_table, (actor.role, action)


@pytest.mark.usefixtures("database")
async def test_a_photo_is_there_for_whoever_may_read_its_visit() -> None:
    author, stranger = await make_actor(), await make_actor()
    visit = await Visit.create(
        id=uuid4(), enterprise=await make_enterprise(), region=STREET,
        liaison_id=author.person_id, started_at=NOW, sealed_at=NOW, received_at=NOW,
        waiting_since=NOW, mode=VisitMode.FACE, discussed="…",
    )  # fmt: skip

    assert await may_read(author, visit.id)
    assert await may_read(await make_actor(Role.SUPERVISOR), visit.id)
    assert not await may_read(stranger, visit.id)
    assert not await may_read(await make_actor(Role.SUPERVISOR, region=OTHER_STREET), visit.id)
    assert not await may_read(author, uuid4())
