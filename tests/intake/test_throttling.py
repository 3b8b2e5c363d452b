"""Scripts are held back, people are not."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from backend.intake.rules import ALPHABET
from backend.issues.models import Issue
from backend.people.models import SignInTry
from tests.intake.conftest import Person, code_in, text_of

pytestmark = pytest.mark.sqlite  # takes long and shows nothing of the engine


async def test_of_a_thousand_posts_from_one_address_ten_get_in(
    person: Person, person_at: Callable[[str], Person]
) -> None:
    for count in range(1000):
        person.token = ""
        if count < 100:  # later ones do not even fetch the form
            await person.open()
            person.clock.advance(seconds=-30)
        last = await person.submit(words=f"第 {count} 件")

    assert await Issue.all().count() == 10
    assert last.status_code == 422
    await person.open()
    refused = await person.submit(words="我也要反映")
    assert refused.status_code == 429
    assert "请明天再来，或打电话 0375-2621000。" in text_of(refused.text)
    assert "我也要反映" in refused.text
    assert await person_at("198.51.100.9").report()
    person.clock.advance(days=1)
    assert await person.report()


async def test_hundreds_of_guesses_find_nothing_and_lock_nobody_else(
    person: Person, person_at: Callable[[str], Person]
) -> None:
    code, chance, statuses = await person.report(), Random(7), []
    script = person_at("198.51.100.66")
    for _ in range(500):
        guess = "".join(chance.choices(ALPHABET, k=8))
        statuses.append((await script.follow(guess)).status_code)

    assert statuses.count(422) == 20
    assert statuses.count(429) == 480
    assert (await script.follow(code)).status_code == 429
    assert (await person.follow(code)).status_code == 200


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
