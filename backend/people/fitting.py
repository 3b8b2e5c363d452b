"""What the settings are before anyone sets them, and what may be put in their place (pure).

Each checker returns the value as it is kept, or raises ValueError; ``settings`` says in words what
was expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from backend.calendar.deadlines import Period
from backend.calendar.spans import WorkingSpan
from backend.kernel.refusal import Refusal
from backend.people.rules import line

RUNG_OFF = "off"
ALERT_LADDER = {"message": "2wh", "sms": "1wd", "lead": "2wd", "unheard": "3wd"}
OWN_RUNGS = ("message", "sms")  # which of them comes first is the office's to say

DEADLINE_RULES = {
    "decide": "2wd",
    "author_amends": "3wd",
    "acknowledge": "1wd",
    "normal": "15wd",
    "complex": "30wd",
    "urgent_24h": "24h",
    "urgent_2h": "2h",
    "look_at_response": "2wd",
    "answer": "5wd",
    "call_back": "3wd",
    "clue_acknowledge": "1wd",
}

# The columns that the ledger (台账) knows; backend/exports/columns.py fills each of them.
LEDGER_COLUMNS = (
    "编号", "来源", "上报", "街道", "企业", "类别", "问题", "责任单位", "责任人", "交办", "期限",
    "状态", "做了什么", "金额", "办结", "回访", "照片", "办理后照片",
)  # fmt: skip

TOPICS = [
    {"code": code, "name": name}
    for code, name in (
        ("labour", "用工"),
        ("utilities", "用电用水用气"),
        ("financing", "融资"),
        ("policy", "政策兑现"),
        ("approval", "审批办事"),
        ("enforcement", "执法检查"),
        ("traffic", "道路交通"),
        ("surroundings", "周边环境"),
        ("market", "市场秩序"),
        ("other", "其他"),
    )
]


def text(most: int, *, least: int = 1) -> Callable[[Any], str]:
    def fit(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("no text")
        try:
            return line(value, field="value", label="", most=most, least=least)
        except Refusal:
            raise ValueError("length") from None

    return fit


def matching(pattern: str) -> Callable[[Any], str]:
    def fit(value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise ValueError("pattern")
        return value

    return fit


def whole(least: int, most: int) -> Callable[[Any], int]:
    def fit(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError("range")
        return value

    return fit


def tiers(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) != 3:
        raise ValueError("three")
    names = [text(12)(each) for each in value]
    if len(set(names)) != 3:
        raise ValueError("twice")
    return names


def topics(value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list) or not 1 <= len(value) <= 40:
        raise ValueError("some")
    topics = []
    for each in value:
        if not isinstance(each, dict) or set(each) != {"code", "name"}:
            raise ValueError("shape")
        code = matching(r"[a-z][a-z0-9_]{1,23}")(each["code"])
        topics.append({"code": code, "name": text(16)(each["name"])})
    if len({t["code"] for t in topics}) < len(topics) or len({t["name"] for t in topics}) < len(
        topics
    ):
        raise ValueError("twice")
    return topics


def ledger_columns(value: Any) -> str:
    names = re.split(r"[、,，\s]+", value.strip()) if isinstance(value, str) else []
    if not names or len(set(names)) < len(names) or not set(names) <= set(LEDGER_COLUMNS):
        raise ValueError("columns")
    return "、".join(names)


def deadline_rules(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or set(value) != set(DEADLINE_RULES):
        raise ValueError("rules")
    if not all(isinstance(text, str) for text in value.values()):
        raise ValueError("text")
    return {rule: str(Period.parse(value[rule])) for rule in DEADLINE_RULES}


def alert_ladder(value: Any) -> dict[str, str]:
    """Every rung; the person by every way first, then their lead, then the office's list."""
    if not isinstance(value, dict) or set(value) != set(ALERT_LADDER):
        raise ValueError("rungs")
    if not all(isinstance(text, str) for text in value.values()):
        raise ValueError("text")
    hours = {r: WorkingSpan.parse(value[r]).hours for r in ALERT_LADDER if value[r] != RUNG_OFF}
    own = [hours.pop(rung) for rung in OWN_RUNGS if rung in hours]
    climbed = [max(own, default=0), *hours.values()]
    if climbed != sorted(climbed):
        raise ValueError("order")
    return {rung: value[rung] for rung in ALERT_LADDER}
