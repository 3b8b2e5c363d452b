"""Scripts are held back, people are not."""

from __future__ import annotations

from collections.abc import Callable

from backend.issues.models import Issue
from backend.kernel.flood import A_MINUTE
from backend.people.models import SignInTry
from tests.intake.conftest import Person, code_in, text_of


async def test_ten_from_one_address_get_in_a_day_and_a_person_after_them_loses_no_words(
    person: Person, person_at: Callable[[str], Person]
) -> None:
    for count in range(12):
        await person.open()
        await person.submit(words=f"第 {count} 件")

    assert await Issue.all().count() == 10
    await person.open()
    refused = await person.submit(words="我也要反映")
    assert refused.status_code == 429
    assert "请明天再来，或打电话 0375-2621000。" in text_of(refused.text)
    assert "我也要反映" in refused.text
    assert await person_at("198.51.100.9").report()
    person.clock.advance(days=1)
    assert await person.report()


async def test_a_flood_is_told_to_wait_a_minute_and_others_are_not(
    person: Person, person_at: Callable[[str], Person]
) -> None:
    code, script = await person.report(), person_at("198.51.100.66")
    for _ in range(A_MINUTE):
        assert "请稍等" not in (await script.follow("7K4M-92Q")).text
    flooded = await script.follow(code)
    assert (flooded.status_code, flooded.headers["retry-after"]) == (429, "60")
    assert "请过一分钟刷新这一页" in text_of(flooded.text)
    assert (await script.http.get("/p/")).status_code == 200
    assert (await person.follow(code)).status_code == 200
    person.clock.advance(minutes=1)
    assert (await script.follow(code)).status_code == 200


async def test_no_address_is_stored(person: Person) -> None:
    await person.report()

    rows = await SignInTry.all().values()
    assert rows
    assert "203.0.113" not in str(rows)


async def test_too_quick_trapped_or_forged_is_refused_and_the_next_try_gets_in(
    person: Person,
) -> None:
    await person.open()
    person.clock.advance(seconds=-39)
    assert "太快" in text_of((await person.submit()).text)
    person.clock.advance(seconds=10)
    assert "自动填上" in text_of((await person.submit(website="http://x")).text)
    assert (await person.submit(token="0" * 32)).status_code == 422
    assert code_in((await person.submit()).text)
