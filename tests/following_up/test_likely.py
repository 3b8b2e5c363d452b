"""可能是同一件 by rule: the server and the phone are held to one table (alike.test.ts)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from backend.following_up.rules import Described, Told, likely

FILE = Path(__file__).parents[1] / "data" / "likely_cases.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_may_be_the_same(case: dict[str, Any]) -> None:
    one, others = case["one"], case["others"]
    told = [
        Told(each["text"], _id(each["enterpriseId"]), each["topic"], _day(each["reportedOn"]))
        for each in others
    ]
    described = Described(one["text"], _id(one["enterpriseId"]), one["topic"])
    found = likely(described, told, today=_day(case["today"]))
    assert [others[n]["id"] for n in found] == case["likely"]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
