"""The demo shows everything that there is to show, and every step of it went through the deeds."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backend.calendar.deadlines import DueInputs, due_of
from backend.calendar.queries import working_days
from backend.database import opened
from backend.demo import enterprises, seed, visits
from backend.evidence.models import Photo
from backend.issues.models import Closure, Issue, Step
from backend.issues.states import IssueState
from backend.kernel.actor import Role
from backend.kernel.civil import civil_date
from backend.people.models import Grant, Region, Unit
from backend.visits.models import Visit
from storage.local import LocalStore

pytestmark = pytest.mark.sqlite  # takes long and shows nothing of the engine

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def database_url(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """One demo for all tests here: they only read."""
    url, folder = new_database(), tmp_path_factory.mktemp("demo")
    asyncio.run(fill(url, folder))
    return url


async def fill(url: str, folder: Path) -> None:
    async with opened(url):
        await seed.once(LocalStore(folder), enterprise_count=60, visit_count=60, now=NOW)


async def told(url: str) -> list[tuple[object, ...]]:
    """What was reported, when, by whom, with which bytes."""
    async with opened(url):
        logged = (
            Visit.all().order_by("id").values_list("id", "liaison_id", "started_at", "discussed")
        )
        issues = Issue.all().order_by("id").values_list("id", "title", "state", "due_at")
        photos = Photo.all().order_by("id").values_list("id", "sha256")
        return [*await logged, *await issues, *await photos]


def test_it_is_the_same_each_time(
    database_url: str, new_database: Callable[[], str], tmp_path: Path
) -> None:
    again = new_database()
    asyncio.run(fill(again, tmp_path))
    first = asyncio.run(told(database_url))
    assert len(first) > 60
    assert asyncio.run(told(again)) == first


@pytest.mark.usefixtures("database")
async def test_the_district_is_as_large_as_the_real_one() -> None:
    roles = Counter([grant.role async for grant in Grant.all()])
    held = (roles[Role.LIAISON], roles[Role.SPECIAL_SUPERVISOR], roles[Role.SUPERVISOR])
    assert held == (388, 20, 15)
    assert await Unit.all().count() == 37
    assert await Region.filter(level="street").count() == 12
    assert (enterprises.COUNT, visits.COUNT) == (3_000, 2_000)


@pytest.mark.usefixtures("database")
async def test_issues_stand_in_every_state_and_colour() -> None:
    issues = await Issue.filter(visit_id__isnull=True)
    assert 40 <= len(issues) <= 70
    assert {issue.state for issue in issues} == set(IssueState)
    assert {issue.colour for issue in issues} == {"", "blue", "yellow", "red", "stop"}
    assert any(issue.protected for issue in issues)
    assert any(issue.round > 1 for issue in issues)
    assert any(issue.escalation for issue in issues)
    assert any(issue.draft_id for issue in issues)  # waits for the signature of the unit's lead


@pytest.mark.usefixtures("database")
async def test_each_issue_is_what_its_steps_and_inputs_say() -> None:
    days = await working_days()
    for issue in await Issue.all():
        if issue.due_inputs:
            assert due_of(DueInputs.from_json(issue.due_inputs), days).at == issue.due_at
        if issue.state is IssueState.CLOSED:
            assert await Closure.filter(issue_id=issue.id).exists()
    red = [civil_date(issue.due_at) async for issue in Issue.filter(colour="red") if issue.due_at]
    assert 0 < max(days.between(due, civil_date(NOW)) for due in red) <= 15  # as where things work
    late = await Step.filter(at__gt=NOW).count()
    assert late == 0
    commands = Counter(await Step.all().values_list("command", flat=True))
    assert {"decline", "transfer", "escalate", "resume", "look_back", "urge"} <= set(commands)


@pytest.mark.usefixtures("database")
async def test_every_unit_has_a_lead_and_a_handler_and_the_office_its_bundles() -> None:
    handlers = await Grant.filter(role=Role.HANDLER)
    led = {grant.unit_id for grant in handlers if "UNIT_LEAD" in grant.bundles}
    plain = {grant.unit_id for grant in handlers if not grant.bundles}
    assert led == plain == {grant.unit_id for grant in handlers}
    office = [grant.bundles for grant in await Grant.filter(role=Role.SUPERVISOR)]
    held = Counter(bundle for bundles in office for bundle in bundles)
    assert held["DISC_LEAD"] == held["INTAKE"] == 1
    assert {"OFFICE", "DISC_REVIEWER", "CALLBACK"} <= set(held)
