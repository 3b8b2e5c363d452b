"""Followed by its code, rated, and confirmed by a link that works once."""

from __future__ import annotations

from typing import Any

from backend.intake.models import Rating, Saying
from backend.intake.rules import Grade
from backend.intake.service import one_time_link
from backend.issues.models import Issue, IssueState
from tests.fixtures.phone import Phone
from tests.intake.conftest import WORDS, Person, text_of
from tests.life import Town


async def test_the_code_shows_how_it_stands_however_it_is_typed(person: Person) -> None:
    code = await person.report()

    for typed in (code, code.lower().replace("-", ""), f" {code[:4]} {code[5:]} "):
        seen = await person.follow(typed)
        assert seen.status_code == 200
        assert "已收到，监督室正在看" in text_of(seen.text)
        assert WORDS in text_of(seen.text)


async def test_a_wrong_code_is_said_plainly(person: Person) -> None:
    for wrong in ("7K4M-92QX", "", "水电", "0OI1-0OI1", "7" * 9000):
        answer = await person.follow(wrong)
        assert answer.status_code == 422
        assert "没有这个查询码，请核对" in text_of(answer.text)


async def test_words_are_added_once(person: Person) -> None:
    code = await person.report()
    for _ in range(2):
        answer = await person.follow(code, "/say", say="昨天又停了一次。")

    assert "您的补充已收下" in text_of(answer.text)
    assert await Saying.all().count() == 1


async def link_to_confirm(person: Person) -> str:
    """A one-time link to the only issue there is."""
    link = await one_time_link((await Issue.get()).id, "on_the_spot", now=person.clock())
    return f"/{link.path}"


async def responded(town: Town) -> dict[str, Any]:
    """The office gave the report to a unit, and the unit has answered."""
    row = await Issue.get()
    issue: dict[str, Any] = {"id": str(row.id), "version": row.version}
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    return await town.step(
        town.handler, "RespondIssue", issue, kind="SOLVED", whatDone="补贴已拨付。"
    )


async def test_rated_once_there_is_a_result_and_it_counts(person: Person, phone: Phone) -> None:
    town = await Town.built(phone)
    code = await person.report()
    early = await person.follow(code, "/rate", grade="satisfied")
    assert "等有了结果再请您评价" in text_of(early.text)

    issue = await responded(town)
    unsaid = await person.follow(code, "/rate", grade="not_satisfied")
    assert "还缺什么请写 2–500 字" in text_of(unsaid.text)
    await person.follow(code, "/rate", grade="not_satisfied", missing="钱还没有到账")
    await person.follow(code, "/rate", grade="satisfied")

    rating = await Rating.get()
    assert (rating.grade, rating.missing) == (Grade.NOT_SATISFIED, "钱还没有到账")
    again = await town.look(town.supervisor, issue)
    assert (again["state"], again["round"]) == ("ASSIGNED", 2)
    (rated,) = [step for step in again["steps"] if step["command"] == "call_back"]
    assert (rated["who"], rated["words"]) == ("上报人", "钱还没有到账")


async def test_a_satisfied_person_closes_it_and_the_unit_does_not_see_the_rating(
    person: Person, phone: Phone
) -> None:
    town = await Town.built(phone)
    code = await person.report()
    issue = await responded(town)
    issue = await town.step(town.supervisor, "AnswerIssue", issue, text="已拨付，请查收。")
    assert "已拨付，请查收。" in text_of((await person.follow(code)).text)

    await person.follow(code, "/rate", grade="satisfied")

    seen = await town.look(town.handler, issue)
    assert seen["state"] == "CLOSED"
    assert "满意" not in str(seen["steps"])


async def test_what_was_solved_on_the_spot_and_is_not_is_taken_up_again(
    person: Person, phone: Phone
) -> None:
    town = await Town.built(phone)
    await person.report()
    row = await Issue.get()
    await Issue.filter(id=row.id).update(state=IssueState.CLOSED, outcome="on_the_spot")
    link = await link_to_confirm(person)

    await person.http.post(link, data={"grade": "not_satisfied", "missing": "第二天又坏了"})

    again = await town.look(town.supervisor, {"id": str(row.id)})
    assert (again["state"], again["round"], again["number"]) == ("ACCEPTED", 2, row.number)


async def test_a_link_is_good_for_looking_and_for_one_answer(person: Person) -> None:
    await person.report()
    await Issue.all().update(state=IssueState.CLOSED)
    link = await link_to_confirm(person)

    for _ in range(2):
        assert WORDS in text_of((await person.http.get(link)).text)
    assert (await person.http.post(link, data={"grade": "satisfied"})).status_code == 200
    assert (await person.http.post(link, data={"grade": "mostly"})).status_code == 410
    assert (await person.http.get(link)).status_code == 410
    assert (await Rating.get()).by_link


async def test_a_link_ends_after_thirty_days(person: Person) -> None:
    await person.report()
    link = await link_to_confirm(person)
    person.clock.advance(days=30)

    assert (await person.http.get(link)).status_code == 410
