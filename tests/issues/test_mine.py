"""One's own reports: one statement for the list, and the buttons that each one's page has."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tortoise.context import TortoiseContext

from backend.following_up.models import LookBack
from backend.issues import listing, queries
from backend.issues.models import Issue
from backend.issues.states import IssueState
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.people.models import Grant, Person
from tests import roads
from tests.life import Town
from tests.statements import statements

S = IssueState
PEOPLE = ("special", "liaison", "handler", "lead", "supervisor", "other_supervisor")


async def lines_of(town: Town, actor: Actor) -> list[listing.AuthorsLine]:
    return await listing.mine(actor, first=20, after=None, now=town.now)


async def test_the_list_is_one_statement_however_many_there_are(
    town: Town, database: TortoiseContext
) -> None:
    for author in (town.special, town.liaison):
        await town.report(author)
        for count in (1, 4):
            for _ in range(count - 1):
                await town.report(author)
            with statements(database) as said:
                lines = await lines_of(town, author)
            assert (len(said), len(lines)) == (1, count)


@pytest.mark.parametrize("state", list(IssueState))
async def test_in_every_state_the_list_offers_what_the_page_offers(
    town: Town, state: IssueState
) -> None:
    """Also to those who raised it and have another part in it: nobody rates their own work."""
    issue = await roads.at(town, state, author=town.liaison)
    for name in PEOPLE:
        author: Actor = getattr(town, name)
        await Issue.filter(id=issue["id"]).update(reporter_id=author.person_id)
        (line,) = [
            each for each in await lines_of(town, author) if str(each.row["id"]) == issue["id"]
        ]
        page = await queries.issue_by_id(author, line.row["id"], now=town.now)
        assert (line.row["state"], line.row["version"]) == (state, page.row["version"])
        assert line.allowed == page.allowed, name


async def test_who_looks_back_or_moved_to_the_unit_is_offered_what_the_page_offers(
    town: Town,
) -> None:
    author = town.liaison
    issues = [await roads.at(town, state, author=author) for state in (S.CLOSED, S.RESPONDED)]
    await LookBack.create(
        id=uuid4(), issue_id=issues[0]["id"], owner_id=author.person_id, rule="by_hand",
        round=1, due_on=civil_date(town.now), planned_at=town.now,
    )  # fmt: skip

    async def offered() -> set[str]:
        lines = await lines_of(town, author)
        for line in lines:
            page = await queries.issue_by_id(author, line.row["id"], now=town.now)
            assert line.allowed == page.allowed
        return {command for line in lines for command in line.allowed}

    assert {"look_back", "call_back"} <= await offered()
    await Person.filter(id=author.person_id).update(unit_id=town.unit.id)
    assert not {"look_back", "call_back"} & await offered()
    await Person.filter(id=author.person_id).update(unit_id=None)
    await Grant.filter(id=author.grant_id).update(unit_id=town.unit.id)
    assert not {"look_back", "call_back"} & await offered()


async def test_a_protected_one_is_in_its_author_s_list_alone(town: Town) -> None:
    issue = await roads.at(town, S.RETURNED)
    (line,) = await lines_of(town, town.special)
    assert str(line.row["id"]) == issue["id"]
    assert line.wanted == "请写明是哪一段路。"
    assert (line.progress, line.decide_by, line.withdrawn) == ("请补正后重新提交", None, False)
    assert {"withdraw", "resubmit"} <= set(line.allowed)
    for name in PEOPLE[1:]:
        assert await lines_of(town, getattr(town, name)) == []
