"""The enterprises permission table, cell by cell, and its agreement with the query form."""

from __future__ import annotations

from itertools import product
from uuid import uuid4

import pytest

from backend.enterprises.access import TABLE, Action, EnterpriseFacts, listed_for
from backend.enterprises.models import Enterprise
from backend.kernel.access import allows
from backend.kernel.actor import FIELD_ROLES, Actor, Role
from tests.enterprises.makers import (
    DISTRICT,
    OTHER_STREET,
    STREET,
    make_actor,
    make_district,
    make_enterprise,
)

SUBJECTS = {
    "here": EnterpriseFacts(STREET),
    "here, paired": EnterpriseFacts(STREET, paired=True),
    "elsewhere": EnterpriseFacts(OTHER_STREET),
    "elsewhere, paired": EnterpriseFacts(OTHER_STREET, paired=True),
}
HERE = ("here", "here, paired")
KEEPING = (Action.LIST, Action.SAVE, Action.PAIR, Action.PROTECT)
ALLOWED = {
    *((role, Action.SEE, subject) for role in FIELD_ROLES for subject in SUBJECTS),
    *((Role.LIAISON, Action.SEE_INSIDE, s) for s in ("here, paired", "elsewhere, paired")),
    *((Role.SUPERVISOR, Action.SEE_INSIDE, s) for s in HERE),
    *((Role.ADMIN, action, s) for action in KEEPING for s in HERE),
}


@pytest.mark.parametrize(("role", "action", "subject"), list(product(Role, Action, SUBJECTS)))
def test_every_cell(role: Role, action: Action, subject: str) -> None:
    actor = Actor(uuid4(), uuid4(), role, region=STREET)

    assert allows(TABLE, actor, action, SUBJECTS[subject]) is ((role, action, subject) in ALLOWED)


@pytest.mark.parametrize("action", KEEPING)
def test_an_admin_without_a_region_keeps_the_whole_district(action: Action) -> None:
    actor = Actor(uuid4(), uuid4(), Role.ADMIN)

    assert all(allows(TABLE, actor, action, subject) for subject in SUBJECTS.values())


def test_a_supervisor_without_a_region_sees_inside_nothing() -> None:
    actor = Actor(uuid4(), uuid4(), Role.SUPERVISOR)

    assert not any(allows(TABLE, actor, Action.SEE_INSIDE, s) for s in SUBJECTS.values())


@pytest.mark.usefixtures("database")
async def test_the_query_form_of_list_agrees_with_the_table() -> None:
    await make_district()
    for region in (STREET, OTHER_STREET):
        await make_enterprise(region=region)

    for role, region_of in product(Role, (None, DISTRICT, STREET, OTHER_STREET)):
        actor = await make_actor(role, region=region_of)
        by_query = set(await Enterprise.filter(listed_for(actor)).values_list("id", flat=True))
        by_table = {
            row.id
            async for row in Enterprise.all()
            if allows(TABLE, actor, Action.LIST, EnterpriseFacts(row.region))
        }
        assert by_query == by_table, (role, region_of)
