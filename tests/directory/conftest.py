"""A district with its streets and settings; rows are made by tests.world."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.enterprises.models import Enterprise
from backend.issues.models import Issue, IssueSource, IssueState
from backend.kernel.actor import Actor
from backend.people.models import Region, Setting
from backend.visits.models import Visit, VisitMode
from tests.fixtures.phone import Phone
from tests.world import DISTRICT, LONG_AGO, NOW, OTHER_STREET, STREET, make_actor


@pytest.fixture
async def district(application: Any) -> None:
    assert application
    for code, name in ((STREET, "东安路街道"), (OTHER_STREET, "优越路街道")):
        await Region.create(code=code, level="street", parent=DISTRICT, name=name)
    await Setting.create(key="tiers", value={"is": ["区级", "街道", "部门"]}, changed_at=LONG_AGO)
    await Setting.create(key="visits_per_month_limit", value={"is": 3}, changed_at=LONG_AGO)


@pytest.fixture
async def liaison(phone: Phone, district: None) -> Actor:
    assert district is None
    actor = await make_actor(name="张建国")
    await phone.sign_in(actor)
    return actor


async def visited(enterprise: Enterprise, at: datetime, *, by: Actor | None = None) -> Visit:
    """A stored visit of somebody, without its letter and its ledger line."""
    liaison = by or await make_actor(name="别的干部")
    return await Visit.create(
        id=uuid4(), enterprise=enterprise, liaison_id=liaison.person_id, unit_id=liaison.unit_id,
        region=enterprise.region, mode=VisitMode.FACE, started_at=at, sealed_at=at,
        received_at=at, waiting_since=at, discussed="谈了用电。",
    )  # fmt: skip


async def raised(
    enterprise: Enterprise,
    *,
    state: IssueState = IssueState.SUBMITTED,
    protected: bool = False,
    at: datetime = NOW - timedelta(days=2),
) -> UUID:
    issue = await Issue.create(
        id=uuid4(), number=None if protected else f"WD-2026-{uuid4().int % 10**6:06}",
        source=IssueSource.VISIT, state=state, protected=protected, enterprise=enterprise,
        region=enterprise.region, topic="utilities", title="用电容量不足", description="…",
        reported_at=at, received_at=at,
    )  # fmt: skip
    return issue.id
