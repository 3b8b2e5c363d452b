"""Followed by its code, rated, and confirmed by a link that works once."""

from __future__ import annotations

from backend.intake.models import Rating, Saying
from backend.intake.rules import Grade
from backend.intake.service import one_time_link
from backend.issues.models import Issue, IssueState
from tests.intake.conftest import WORDS, Person, text_of


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


async def test_rated_once_there_is_a_result(person: Person) -> None:
    code = await person.report()
    early = await person.follow(code, "/rate", grade="satisfied")
    assert "等有了结果再请您评价" in text_of(early.text)

    await Issue.all().update(state=IssueState.RESPONDED)
    unsaid = await person.follow(code, "/rate", grade="not_satisfied")
    assert "还缺什么请写 2–500 字" in text_of(unsaid.text)
    await person.follow(code, "/rate", grade="not_satisfied", missing="钱还没有到账")
    await person.follow(code, "/rate", grade="satisfied")

    rating = await Rating.get()
    assert (rating.grade, rating.missing) == (Grade.NOT_SATISFIED, "钱还没有到账")


async def test_a_link_is_good_for_looking_and_for_one_answer(person: Person) -> None:
    await person.report()
    await Issue.all().update(state=IssueState.CLOSED)
    link = "/" + await one_time_link((await Issue.get()).id, "on_the_spot", now=person.clock())

    for _ in range(2):
        assert WORDS in text_of((await person.http.get(link)).text)
    assert (await person.http.post(link, data={"grade": "satisfied"})).status_code == 200
    assert (await person.http.post(link, data={"grade": "mostly"})).status_code == 410
    assert (await person.http.get(link)).status_code == 410
    assert (await Rating.get()).by_link


async def test_a_link_ends_after_thirty_days(person: Person) -> None:
    await person.report()
    link = "/" + await one_time_link((await Issue.get()).id, "on_the_spot", now=person.clock())
    person.clock.advance(days=30)

    assert (await person.http.get(link)).status_code == 410
