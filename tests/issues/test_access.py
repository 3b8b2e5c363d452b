"""The issues permission table, cell by cell, and its agreement with the query form."""

from __future__ import annotations

from itertools import product
from uuid import uuid4

import pytest

from backend.issues.access import TABLE, Action, IssueFacts, readable_by
from backend.issues.models import Issue, IssueSource, IssueState
from backend.issues.queries import may_read
from backend.kernel.access import allows
from backend.kernel.actor import Actor, Role
from tests.world import (
    DISTRICT,
    NOW,
    OTHER_STREET,
    STREET,
    TOPIC,
    make_actor,
    make_enterprise,
    pair,
)

ME = uuid4()
SUBJECTS = {
    " ".join(words): IssueFacts(
        {"here": STREET, "elsewhere": OTHER_STREET}[words[1]],
        own=words[0] == "own",
        paired=words[2] == "paired",
        protected=words[3] == "protected",
    )
    for words in product(
        ("own", "another's"), ("here", "elsewhere"), ("paired", "strange"),
        ("protected", "open"),
    )
}  # fmt: skip


def expected(role: Role, subject: str) -> bool:
    whose, where, how, kind = subject.split()
    if whose == "own":
        return True
    if role is Role.LIAISON:
        return how == "paired" and kind == "open"
    return role is Role.SUPERVISOR and where == "here"


@pytest.mark.parametrize(("role", "subject"), list(product(Role, SUBJECTS)))
def test_every_cell(role: Role, subject: str) -> None:
    actor = Actor(ME, uuid4(), role, region=STREET)
    assert allows(TABLE, actor, Action.READ, SUBJECTS[subject]) is expected(role, subject)


@pytest.mark.usefixtures("database")
async def test_the_query_form_of_read_agrees_with_the_table() -> None:
    actors = [
        await make_actor(role, region=region)
        for role in Role
        for region in (STREET, OTHER_STREET, DISTRICT, None)
    ]
    enterprises = [await make_enterprise(region=region) for region in (STREET, OTHER_STREET)]
    for actor in actors:
        await pair(actor, enterprises[0])
    for enterprise, protected, author in product(enterprises, (False, True), [*actors, None]):
        await Issue.create(
            id=uuid4(), source=IssueSource.VISIT, state=IssueState.SUBMITTED, topic=TOPIC,
            protected=protected, reporter_id=author.person_id if author else None,
            enterprise=enterprise, region=enterprise.region, title="…", description="…",
            reported_at=NOW, received_at=NOW,
        )  # fmt: skip
    issues = await Issue.all()

    for actor in actors:
        where = readable_by(actor, paired=[enterprises[0].id])
        by_query = set(await Issue.filter(where).values_list("id", flat=True))
        by_table = {
            issue.id
            for issue in issues
            if allows(
                TABLE, actor, Action.READ,
                IssueFacts(
                    issue.region, own=issue.reporter_id == actor.person_id,
                    paired=issue.enterprise_id == enterprises[0].id, protected=issue.protected,
                ),
            )
        }  # fmt: skip
        assert by_query == by_table, actor.role
        by_door = {issue.id for issue in issues if await may_read(actor, issue.id, now=NOW)}
        assert by_door == by_table, actor.role
