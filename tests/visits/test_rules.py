"""What makes a visit count, without a database."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest

from backend.kernel.commands import mark_of
from backend.kernel.device_time import CLOCK_AHEAD_MAX
from backend.kernel.place import Place
from backend.kernel.refusal import Refusal
from backend.visits.letters import NewVisit
from backend.visits.rules import Content, Met, check, is_late

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PLAIN = Content(
    enterprise_id=uuid4(), started_at=NOW, mode="face", trigger="own_initiative",
    discussed="缺两名数控操作工", met=(Met("周敏"),), place=Place(33.735, 113.335, 12.0),
    photo_ids=(uuid4(),),
)  # fmt: skip
VISIT = NewVisit(id=uuid4(), content=PLAIN, sealed_at=NOW)
KAMCHATKA = timezone(timedelta(hours=14))


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"discussed": " "}, "text_length", "discussed"),
        ({"discussed": "长" * 10_000}, "text_length", "discussed"),
        ({"needs": "要" * 1001}, "text_length", "needs"),
        ({"visit_reason": "因" * 201}, "text_length", "visitReason"),
        ({"limit_reason": "因" * 201}, "text_length", "limitReason"),
        ({"met": (Met(""),)}, "text_length", "met"),
        ({"met": (Met("名" * 31),)}, "text_length", "met"),
        ({"met": tuple(Met("周敏") for _ in range(21))}, "too_many_met", "met"),
        ({"photo_ids": tuple(uuid4() for _ in range(10))}, "too_many_visit_photos", "photoIds"),
        (
            {"started_at": NOW + CLOCK_AHEAD_MAX + timedelta(seconds=1)},
            "from_the_future",
            "startedAt",
        ),
        ({"started_at": datetime.max.replace(tzinfo=KAMCHATKA)}, "from_the_future", "startedAt"),
        ({"started_at": datetime.min.replace(tzinfo=KAMCHATKA)}, "long_past", "startedAt"),
        ({"started_at": NOW.replace(tzinfo=None)}, "time_without_zone", "startedAt"),
        ({"place": Place(999, 113.3, 1)}, "place_impossible", "place"),
        ({"place": Place(33.7, 113.3, -5)}, "place_impossible", "place"),
        ({"place": Place(math.nan, 113.3, 5)}, "place_impossible", "place"),
        ({"place": Place(33.7, 113.3, math.inf)}, "place_impossible", "place"),
    ],
)
def test_what_a_person_must_change(change: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(replace(PLAIN, **change), sealed_at=NOW, now=NOW)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_phone_clock_far_ahead_asks_whatever_the_time_of_the_visit() -> None:
    with pytest.raises(Refusal) as refused:
        check(PLAIN, sealed_at=NOW + timedelta(hours=1), now=NOW)
    assert (refused.value.code, refused.value.field) == ("from_the_future", "sealedAt")


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"photo_ids": (), "place": None, "met": ()},
        {"started_at": NOW + CLOCK_AHEAD_MAX},
        {"started_at": NOW - timedelta(days=400)},
        {"discussed": "已协调👍🏽"},
    ],
)
def test_what_is_taken_as_it_is(change: dict[str, Any]) -> None:
    check(replace(PLAIN, **change), sealed_at=NOW, now=NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"enterprise_id": uuid4()},
        {"started_at": NOW - timedelta(minutes=1)},
        {"discussed": "别的话"},
        {"photo_ids": ()},
        {"place": None},
        {"visit_reason": "同事休假"},
        {"limit_reason": "企业约的"},
    ],
)
def test_other_content_has_another_mark(change: dict[str, Any]) -> None:
    assert mark_of(replace(VISIT, content=replace(PLAIN, **change))) != mark_of(VISIT)


def test_sealing_again_later_is_the_same_letter() -> None:
    assert mark_of(replace(VISIT, sealed_at=NOW + timedelta(days=1))) == mark_of(VISIT)


def test_late_is_told_from_ten_minutes_on() -> None:
    later = NOW + timedelta(minutes=10)
    assert not is_late(sealed_at=NOW, received_at=later)
    assert is_late(sealed_at=NOW, received_at=later + timedelta(seconds=1))
