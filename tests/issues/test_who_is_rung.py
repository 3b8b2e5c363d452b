"""What interrupts and whom: assigned, returned, overdue; one of the office, not all of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.issues.states import IssueState as S
from backend.kernel.actor import Actor, Role
from backend.notify.models import Delivery, Notice
from backend.people.models import Grant
from tests import roads
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.world import DISTRICT, OTHER_STREET, make_actor


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def rung(actor: Actor) -> list[str]:
    """The lines of this person that interrupted, by title."""
    lines = [line async for line in Notice.filter(recipient_id=actor.person_id)]
    return [line.title for line in lines if await Delivery.filter(notice_id=line.id).exists()]


async def told(actor: Actor) -> list[str]:
    return [line.title async for line in Notice.filter(recipient_id=actor.person_id)]


async def overdue(town: Town) -> None:
    town.phone.clock.advance(days=12)
    await town.settle()


async def test_an_undecided_report_rings_one_with_the_offices_bundle_and_tells_the_others(
    town: Town,
) -> None:
    await Grant.filter(id=town.other_supervisor.grant_id).update(bundles=["OFFICE"])
    await roads.at(town, S.SUBMITTED)
    await overdue(town)
    late = "新上报的问题 过了期限，等监督室处理"
    assert await rung(town.other_supervisor) == [late]
    assert await rung(town.supervisor) == []
    assert late in await told(town.supervisor)


async def test_a_result_nobody_called_about_rings_who_assigned_it(town: Town) -> None:
    await Grant.filter(id=town.other_supervisor.grant_id).update(bundles=["OFFICE"])
    await roads.at(town, S.RESPONDED)  # the supervisor assigned it
    await overdue(town)
    assert [title for title in await rung(town.supervisor) if "过了期限" in title]
    assert not [title for title in await rung(town.other_supervisor) if "过了期限" in title]


async def test_it_is_never_the_turn_of_who_refused_it_nor_of_who_raised_it(town: Town) -> None:
    third = await make_actor(Role.SUPERVISOR, name="何监督")
    issue = await town.report(third)
    issue = await town.step(
        town.supervisor, "RejectIssue", issue, text="不属于本区。", instead="请找市供电公司。"
    )
    await town.step(third, "ObjectIssue", issue, text="就在本区。")
    await overdue(town)
    assert [title for title in await rung(town.other_supervisor) if "过了期限" in title]
    for actor in (town.supervisor, third):
        assert not [title for title in await rung(actor) if "过了期限" in title]


async def test_who_stands_in_for_whose_turn_it_is_is_rung_too(town: Town) -> None:
    await roads.at(town, S.RESPONDED)
    stand_in = await make_actor(Role.SUPERVISOR, region=OTHER_STREET, name="代办人")
    await Grant.filter(id=stand_in.grant_id).update(
        region=DISTRICT, lent_from_id=town.supervisor.grant_id,
        until_at=town.now + timedelta(days=90),
    )  # fmt: skip
    await overdue(town)
    assert [title for title in await rung(stand_in) if "过了期限" in title]


async def test_the_office_urges_aloud_and_the_author_with_the_digest(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.settle()
    await town.step(town.special, "UrgeIssue", issue)
    await town.settle()
    assert "BL-2026-0001 上报人催办" in await told(town.handler)
    assert not [title for title in await rung(town.handler) if "催办" in title]
    await town.step(town.supervisor, "UrgeIssue", issue)
    await town.settle()
    assert "BL-2026-0001 被催办" in await rung(town.handler)


async def test_an_escalation_rings_the_units_lead_and_the_leaders(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.step(town.supervisor, "EscalateIssue", issue, text="一直没有动静。")
    await town.settle()
    for actor in (town.lead, town.leader):
        assert "BL-2026-0001 已转督办" in await rung(actor)


async def test_progress_interrupts_nobody(town: Town) -> None:
    issue = await roads.at(town, S.IN_PROGRESS)
    await town.settle()
    before = await Delivery.all().count()
    await town.step(town.handler, "NoteIssue", issue, audience="AUTHOR", text="灯具到了。")
    await town.settle()
    assert await Delivery.all().count() == before
