"""Everything of one person to another in one step: what is shown first, what moves, what stays."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from backend.handling.access import handed_over_by
from backend.handling.leaving import HELD
from backend.issues.access import may_give
from backend.issues.models import Issue
from backend.issues.standing import facts_of, own_units, visible
from backend.issues.transitions import TABLE
from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import NotFound
from backend.notify.models import Notice, NoticeKind
from backend.people.models import Grant
from tests.fixtures.phone import Phone
from tests.life import Town, unit_actor
from tests.world import OTHER_STREET, make_actor, make_region

Answer = dict[str, Any]


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def assigned(town: Town, reporter: Actor | None = None, **given: Any) -> Answer:
    issue = await town.report(reporter or town.liaison)
    return await town.step(town.supervisor, "AssignIssue", issue, **town.assignment(**given))


async def ask(town: Town, actor: Actor, operation: str, **given: Any) -> Answer:
    await town.phone.sign_in(actor)
    answer = await town.phone.post(operation, given)
    assert "errors" not in answer, answer
    found: Answer = next(iter(answer["data"].values()))
    return found


async def held(town: Town, actor: Actor, by: Actor) -> Answer:
    return await ask(town, actor, "HeldIssues", personId=str(by.person_id))


def letter(town: Town, to: Actor, **change: Any) -> Answer:
    return {
        "commandId": str(uuid4()), "fromPersonId": str(town.handler.person_id),
        "toPersonId": str(to.person_id), "reason": "调离本单位", "sealedAt": town.now.isoformat(),
    } | change  # fmt: skip


async def test_the_lead_sees_what_it_is_and_moves_it_once_however_often_it_is_sent(
    town: Town,
) -> None:
    issues = [await assigned(town) for _ in range(3)]
    await assigned(town, unitId=str(town.other_unit.id), personId=str(town.other_handler.person_id))
    await town.deliver()
    other = await unit_actor(town.unit, "新承办")

    shown = await held(town, town.lead, town.handler)
    given = letter(town, other)
    first = await town.send(town.lead, "HandOverIssues", **given)
    again = await town.send(town.lead, "HandOverIssues", **given)

    assert shown["total"] == len(issues)
    assert {one["number"] for one in shown["items"]} == {one["number"] for one in issues}
    assert {one["title"] for one in shown["items"]} == {"有路灯不亮，影响夜间装货"}
    assert (first["issues"], first["left"]) == (3, 0)
    assert again == first
    assert await Issue.filter(handler_id=other.person_id).count() == len(issues)
    assert (await held(town, town.lead, town.handler))["total"] == 0
    while await town.deliver():
        pass
    told = Notice.filter(recipient_id=other.person_id, kind=NoticeKind.ASSIGNED)
    assert await told.count() == len(issues)


async def test_only_what_the_other_handles_for_moves_and_none_at_all_is_said(town: Town) -> None:
    stays = await assigned(town)
    await Grant.create(
        id=uuid4(), person_id=town.handler.person_id, role=Role.HANDLER,
        unit_id=town.other_unit.id, from_at=town.now,
    )  # fmt: skip
    moves = await assigned(
        town, unitId=str(town.other_unit.id), personId=str(town.handler.person_id)
    )
    admin, stranger = await make_actor(Role.ADMIN), await make_actor(Role.LIAISON)

    done = await town.send(admin, "HandOverIssues", **letter(town, town.other_handler))
    refused = await town.send(admin, "HandOverIssues", **letter(town, stranger))

    assert (done["issues"], done["left"]) == (1, 1)
    assert (refused["code"], refused["field"]) == ("person_not_of_unit", "toPersonId")
    assert (await Issue.get(id=moves["id"])).handler_id == town.other_handler.person_id
    assert (await Issue.get(id=stays["id"])).handler_id == town.handler.person_id


async def test_an_admin_sees_numbers_and_no_word_of_what_they_are_about(town: Town) -> None:
    issue = await assigned(town, town.special)
    admin = await make_actor(Role.ADMIN)

    (one,) = (await held(town, admin, town.handler))["items"]

    assert (one["number"], one["title"]) == (issue["number"], None)


async def test_the_office_reads_titles_and_a_lead_of_another_unit_finds_nothing(town: Town) -> None:
    await assigned(town)
    lead = await unit_actor(town.other_unit, "吴局长", lead=True)
    await make_region(OTHER_STREET)
    elsewhere = await make_actor(Role.SUPERVISOR, region=OTHER_STREET)

    (one,) = (await held(town, town.supervisor, town.handler))["items"]
    assert one["title"] == "门口的路灯坏了两周，晚上装货看不清"
    for actor in (lead, elsewhere):
        assert (await held(town, actor, town.handler))["items"] == []
        done = await town.send(actor, "HandOverIssues", **letter(town, town.lead))
        assert (done["issues"], done["left"]) == (0, 0)


async def test_a_lead_chooses_from_the_unit_also_who_has_left_and_still_holds_some(
    town: Town,
) -> None:
    await assigned(town)
    await Grant.filter(id=town.handler.grant_id).update(until_at=town.now)
    town.phone.clock.advance(seconds=1)

    (unit,) = (await ask(town, town.lead, "HandOverChoices"))["units"]
    office = (await ask(town, town.supervisor, "HandOverChoices"))["units"]

    assert unit["unit"]["name"] == "区城市管理局"
    assert {(one["name"], one["handles"]) for one in unit["people"]} == {
        ("周局长", True), ("梁以砚", False),
    }  # fmt: skip
    assert [one["unit"]["name"] for one in office] == ["区住房和城乡建设局", "区城市管理局"]


@pytest.mark.parametrize("who", ["handler", "liaison", "special", "leader"])
async def test_nobody_else_asks_or_hands_over(town: Town, who: str) -> None:
    await assigned(town)
    actor: Actor = getattr(town, who)

    assert (await ask(town, actor, "HandOverChoices"))["code"] == "not_allowed"
    assert (await held(town, actor, town.handler))["code"] == "not_allowed"
    sent = await town.send(actor, "HandOverIssues", **letter(town, town.lead))
    assert sent["code"] == "not_allowed"
    assert await Issue.filter(handler_id=town.handler.person_id).count() == 1


async def test_a_reason_and_two_people_are_needed(town: Town) -> None:
    await assigned(town)

    short = await town.send(town.lead, "HandOverIssues", **letter(town, town.lead, reason=" "))
    same = await town.send(town.lead, "HandOverIssues", **letter(town, town.handler))

    assert (short["code"], short["field"]) == ("text_length", "reason")
    assert (same["code"], same["field"]) == ("same_person_again", "toPersonId")


async def test_what_is_handed_over_is_what_each_of_them_could_reassign(town: Town) -> None:
    """The condition for the database equals the life cycle's table, issue by issue."""
    of_the_unit = await make_actor(Role.SUPERVISOR, name="本单位的监督员")
    await Grant.create(
        id=uuid4(), person_id=of_the_unit.person_id, role=Role.HANDLER, unit_id=town.unit.id,
        from_at=town.now,
    )  # fmt: skip
    await assigned(town)
    await assigned(town, town.other_supervisor)
    await assigned(town, town.special)
    await assigned(town, unitId=str(town.other_unit.id), personId=str(town.other_handler.person_id))
    issues = await Issue.filter(state__in=HELD)
    assert len(issues) == 4

    for actor in (town.supervisor, town.other_supervisor, of_the_unit, town.lead):
        where = handed_over_by(actor, own_units=await own_units(actor, now=town.now))
        by_query = set(await Issue.filter(where, state__in=HELD).values_list("id", flat=True))
        by_table = {issue.id for issue in issues if await _may_reassign(actor, issue, town)}
        assert by_query == by_table, actor.role
        assert by_query


async def _may_reassign(actor: Actor, issue: Issue, town: Town) -> bool:
    try:
        seen = await visible(actor, issue.id, now=town.now)
    except NotFound:
        return False
    return may_give(actor, TABLE["reassign"], await facts_of(actor, seen, now=town.now))
