"""The district's own data by key: what each means, what it is before anyone sets it, what fits.

Nothing of a district is in code: the values here are neutral, the district's are rows of the table
``setting`` (the admin's page, imports, the demo).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.calendar.deadlines import Period
from backend.kernel.refusal import BadInput, Refusal, Remedy
from backend.people import fitting
from backend.people.fitting import ALERT_LADDER, DEADLINE_RULES, LEDGER_COLUMNS, TOPICS


class SettingUnknown(Refusal):
    """There is no setting of this key."""

    code, remedy = "setting_unknown", Remedy.FIX
    text = "没有这项设置，请从列表里选。"


class SettingWrong(Refusal):
    """The value does not fit. Facts: ``key``, ``expected`` (in words)."""

    code, remedy = "setting_wrong", Remedy.FIX
    text = "这项设置要写成：{expected}。请改好再存。"


@dataclass(frozen=True, slots=True)
class Key:
    """One setting. ``fit`` returns the value as it is kept, or raises ValueError."""

    description: str
    default: Any
    expected: str
    fit: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Tier:
    """One of the three tiers of pairing (三级包联)."""

    tier: int
    name: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A category of problems (问题类别)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class District:
    """The settings as one value."""

    code: str
    name: str
    hotline: str
    number_prefix: str
    visits_per_month_limit: int  # visits by anyone; at this number the phone warns; 0: never
    tiers: tuple[Tier, ...]
    topics: tuple[Topic, ...]
    session_days: int
    retention_months_of_positions: int  # of visits and of their photos
    retention_years_of_photos: int  # at least; the store refuses to remove them before
    deadline_rules: Mapping[str, Period]  # how long, by what is to be done

    def topic_name(self, code: str) -> str:
        return next((t.name for t in self.topics if t.code == code), code)

    def tier_name(self, tier: int) -> str:
        return next((t.name for t in self.tiers if t.tier == tier), f"{tier}级包联")


def packed(value: Any) -> dict[str, Any]:
    """As the row keeps it: the ORM would read a bare text as JSON, and "410403" become a number."""
    return {"is": value}


def present(key: str, kept: dict[str, Any] | None) -> Any:
    """What a setting is: what its row keeps, or its default when there is no row."""
    return KEYS[key].default if kept is None else kept["is"]


def district(rows: Mapping[str, dict[str, Any]]) -> District:
    """The settings, each as its row keeps it or else its default."""
    value = {key: present(key, rows.get(key)) for key in KEYS}
    return District(
        code=value["district_code"],
        name=value["district_name"],
        hotline=value["hotline"],
        number_prefix=value["number_prefix"],
        visits_per_month_limit=value["visits_per_month_limit"],
        tiers=tuple(Tier(n, name) for n, name in enumerate(value["tiers"], start=1)),
        topics=tuple(Topic(t["code"], t["name"]) for t in value["topics"]),
        session_days=value["session_days"],
        retention_months_of_positions=value["retention_months_of_positions"],
        retention_years_of_photos=value["retention_years_of_photos"],
        deadline_rules={
            rule: Period.parse(text)
            for rule, text in (DEADLINE_RULES | value["deadline_rules"]).items()
        },
    )


def fitted(key: str, value: Any, *, before: Any = None) -> Any:
    """The value as it is kept.

    Args:
        key: one of ``KEYS``.
        value: JSON as it came.
        before: what the setting was set to; a topic that records may name cannot be taken away.

    Raises:
        SettingUnknown, SettingWrong: (remedy: fix).
    """
    known = KEYS.get(key)
    if known is None:
        raise SettingUnknown(field="key")
    try:
        kept = known.fit(value)
    except (ValueError, BadInput):
        raise SettingWrong(field="value", key=key, expected=known.expected) from None
    if key == "topics":
        codes = {topic["code"] for topic in kept}
        gone = [t["name"] for t in (before or []) if t["code"] not in codes]
        if gone:
            expected = f"保留已有的类别（{gone[0]}），名称可以改，记录里还在用它"
            raise SettingWrong(field="value", key=key, expected=expected)
    return kept


KEYS: Mapping[str, Key] = {
    "district_code": Key("本区的区划代码", "", "6 位数字", fitting.matching(r"[0-9]{6}")),
    "district_name": Key("本区的名称", "本区", "1–40 个字", fitting.text(40)),
    "hotline": Key(
        "咨询电话，可以为空",
        "",
        "电话号码，最多 20 个字",
        fitting.matching(r"[0-9\- +()（）转]{0,20}"),
    ),
    "public_reports_per_day": Key(
        "不登录反映问题：同一个网络地址一天最多收几件", 10, "1–1000 的整数", fitting.whole(1, 1000)
    ),
    "number_prefix": Key("问题编号的前缀", "BL", "1–6 个大写字母", fitting.matching(r"[A-Z]{1,6}")),
    "visits_per_month_limit": Key(
        "一家企业本月被走访达到这个次数后提醒并请写理由；0 为不提醒",
        4,
        "0–99 的整数",
        fitting.whole(0, 99),
    ),
    "tiers": Key(
        "三级包联的名称，从第一级起",
        ["一级包联", "二级包联", "三级包联"],
        "三个不同的名称，各 1–12 个字",
        fitting.tiers,
    ),
    "topics": Key(
        "问题类别",
        TOPICS,
        "1–40 个类别，每个有 code（小写字母、数字、下划线）和 name（1–16 个字），都不重复",
        fitting.topics,
    ),
    "session_days": Key("多少天不用要重新登录", 30, "1–365 的整数", fitting.whole(1, 365)),
    "retention_months_of_positions": Key(
        "走访的精确位置保留多少个月", 12, "1–120 的整数", fitting.whole(1, 120)
    ),
    "retention_years_of_photos": Key(
        "照片绑定到记录以后，存储至少保留多少年，期间删不掉", 5, "1–30 的整数", fitting.whole(1, 30)
    ),
    "ledger_columns": Key(
        "台账的列和次序",
        "、".join(LEDGER_COLUMNS),
        "列名用顿号隔开，不重复，只能是：" + "、".join(LEDGER_COLUMNS),
        fitting.ledger_columns,
    ),
    "deadline_rules": Key(
        "各环节的办理期限",
        DEADLINE_RULES,
        "每个环节一个期限，如 5wd（1–250 个工作日）或 24h（1–720 小时）",
        fitting.deadline_rules,
    ),
    "alert_ladder": Key(
        "提醒没人看时，过多久再告诉谁",
        ALERT_LADDER,
        "message、sms、lead、unheard 各一个时间，如 2wh（1–90 个工作小时）、1wd（1–30 个工作日）"
        "或 off（不用）；lead 不早于前两个，unheard 最后",
        fitting.alert_ladder,
    ),
}
