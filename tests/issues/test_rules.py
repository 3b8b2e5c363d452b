"""What makes a problem reportable, without a database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from backend.issues.rules import Problem, Solved, check, number_of, title_of
from backend.kernel.refusal import Refusal

TOPICS = {"utilities", "labour"}
PROBLEM = Problem(id=uuid4(), topic="utilities", description="变压器容量不足。")


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"topic": "weather"}, "topic_unknown", "problems.1.topic"),
        ({"description": ""}, "text_length", "problems.1.description"),
        ({"description": "长" * 10_000}, "text_length", "problems.1.description"),
        (
            {"photo_ids": tuple(uuid4() for _ in range(10))},
            "too_many_photos",
            "problems.1.photoIds",
        ),
        ({"solved": Solved("", "周敏")}, "text_length", "problems.1.solved.whatDone"),
        ({"solved": Solved("已换保险", "")}, "text_length", "problems.1.solved.confirmedBy"),
        (
            {"solved": Solved("已换保险", "名" * 31)},
            "text_length",
            "problems.1.solved.confirmedBy",
        ),
    ],
)
def test_what_a_person_must_change(change: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(replace(PROBLEM, **change), topics=TOPICS, at="problems.1.")
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    "change",
    [{}, {"description": "", "photo_ids": (uuid4(),)}, {"solved": Solved("已换保险", "周敏")}],
)
def test_words_or_a_photo_are_enough(change: dict[str, Any]) -> None:
    check(replace(PROBLEM, **change), topics=TOPICS)


@pytest.mark.parametrize(
    ("description", "title"),
    [
        ("变压器容量不足，要增容。夏天停过线。", "变压器容量不足，要增容"),
        ("长" * 40, "长" * 29 + "…"),
        ("？？？", "？？？"),
        ("", "见照片"),
        ("门口路灯不亮\n已经三天", "门口路灯不亮"),
    ],
)
def test_the_title_is_the_first_sentence(description: str, title: str) -> None:
    assert title_of(description) == title


def test_numbers_have_four_figures_and_grow() -> None:
    assert [number_of("WD", 2026, n) for n in (12, 9999, 10000)] == [
        "WD-2026-0012",
        "WD-2026-9999",
        "WD-2026-10000",
    ]
