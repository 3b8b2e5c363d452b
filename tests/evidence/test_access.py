"""Who may see a photo, cell by cell."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from backend.evidence.access import Custody, may_read
from backend.kernel.actor import Actor, Role

OWNER, STRANGER, VISIT = uuid4(), uuid4(), uuid4()
UNBOUND = Custody(OWNER, None, None)
BOUND = Custody(OWNER, "visit", VISIT)
PROTECTED = Custody(None, "visit", VISIT)
UNKNOWN_KIND = Custody(OWNER, "nothing_known", VISIT)
FORGOTTEN = Custody(None, None, None)


def acting(person_id: UUID, role: Role) -> Actor:
    return Actor(person_id=person_id, grant_id=uuid4(), role=role)


async def supervisors_read(actor: Actor, visit_id: UUID) -> bool:
    return visit_id == VISIT and actor.role is Role.SUPERVISOR


@pytest.mark.parametrize(
    ("custody", "person_id", "roles", "seen"),
    [
        (UNBOUND, OWNER, [], True),
        (UNBOUND, OWNER, [Role.LIAISON], True),
        (UNBOUND, STRANGER, [Role.SUPERVISOR], False),
        (BOUND, OWNER, [], False),
        (BOUND, OWNER, [Role.LIAISON], False),
        (BOUND, STRANGER, [Role.SUPERVISOR], True),
        (BOUND, STRANGER, [Role.LIAISON, Role.SUPERVISOR], True),
        (BOUND, STRANGER, [Role.ADMIN, Role.LEADER], False),
        (PROTECTED, STRANGER, [Role.SUPERVISOR], True),
        (PROTECTED, STRANGER, [Role.HANDLER], False),
        (UNKNOWN_KIND, OWNER, [Role.SUPERVISOR], False),
        (FORGOTTEN, OWNER, [Role.SUPERVISOR], False),
    ],
)
async def test_a_photo_is_seen_by_its_owner_then_by_who_sees_its_record(
    custody: Custody, person_id: UUID, roles: list[Role], seen: bool
) -> None:
    actors = [acting(person_id, role) for role in roles]

    answer = await may_read(
        custody, person_id=person_id, actors=actors, readers={"visit": supervisors_read}
    )

    assert answer is seen
