"""The district's own data: what fits, what does not, what it is before anyone sets it."""

from __future__ import annotations

from typing import Any

import pytest

from backend.kernel.ledger import LedgerEvent
from backend.people import queries
from backend.people.fitting import ALERT_LADDER, DEADLINE_RULES, TOPICS
from backend.people.models import Setting
from backend.people.settings import KEYS, SettingWrong, fitted
from tests.people.conftest import START, Browser, District

GOOD: list[tuple[str, Any]] = [
    ("district_code", "410403"),
    ("district_name", "卫东区"),
    ("hotline", "0375-1234567"),
    ("hotline", ""),
    ("number_prefix", "WD"),
    ("visits_per_month_limit", 0),
    ("tiers", ["区级领导包联", "科级干部包联", "一般干部包联"]),
    ("topics", [{"code": "labour", "name": "招工用工"}]),
    ("session_days", 365),
    ("retention_months_of_positions", 12),
    ("retention_years_of_photos", 6),
    ("deadline_rules", DEADLINE_RULES | {"normal": "10wd", "urgent_2h": "4h"}),
    ("alert_ladder", ALERT_LADDER | {"message": "1wh", "sms": "off"}),
    ("alert_ladder", ALERT_LADDER | {"message": "2wd", "sms": "4wh"}),
    ("alert_ladder", dict.fromkeys(ALERT_LADDER, "off")),
    ("ledger_columns", "编号、状态、问题"),
]
BAD: list[tuple[str, Any]] = [
    ("district_code", "4104"),
    ("district_code", 410403),
    ("district_name", ""),
    ("hotline", "打给我"),
    ("number_prefix", "wd"),
    ("number_prefix", "WD\n"),
    ("visits_per_month_limit", -1),
    ("visits_per_month_limit", 100),
    ("visits_per_month_limit", 4.5),
    ("visits_per_month_limit", True),
    ("visits_per_month_limit", "4"),
    ("visits_per_month_limit", 10**18),
    ("tiers", ["一", "二"]),
    ("tiers", ["一", "二", "二"]),
    ("tiers", ["一", "二", 3]),
    ("tiers", {"1": "一"}),
    ("topics", []),
    ("topics", [{"code": "labour"}]),
    ("topics", [{"code": "Labour", "name": "用工"}]),
    ("topics", [{"code": "labour", "name": "用工"}, {"code": "labour", "name": "招工"}]),
    ("topics", [{"code": "a1", "name": "用工"}, {"code": "a2", "name": "用工"}]),
    ("topics", [{"code": f"t{n}", "name": f"第{n}"} for n in range(41)]),
    ("topics", ["用工"]),
    ("session_days", 0),
    ("session_days", []),
    ("retention_months_of_positions", {}),
    ("deadline_rules", {"normal": "10wd"}),
    ("deadline_rules", DEADLINE_RULES | {"normal": "10 天"}),
    ("deadline_rules", DEADLINE_RULES | {"normal": 10}),
    ("deadline_rules", DEADLINE_RULES | {"weekly": "5wd"}),
    ("alert_ladder", {"message": "2wh"}),
    ("alert_ladder", ALERT_LADDER | {"lead": "1wh"}),
    ("alert_ladder", ALERT_LADDER | {"message": "3wd"}),
    ("alert_ladder", ALERT_LADDER | {"unheard": "1wd"}),
    ("alert_ladder", ALERT_LADDER | {"sms": "24h"}),
    ("alert_ladder", ALERT_LADDER | {"sms": 3}),
]


async def test_a_setting_that_fits_is_kept_and_told_once(office: Browser) -> None:
    for key, value in GOOD:
        for _ in range(2):
            assert (await office.send("admin/SaveSetting", key=key, value=value))["ok"] is True
        listed = {s["key"]: s for s in (await office.send("admin/Settings"))["items"]}
        assert listed[key]["value"] == value
        assert listed[key]["description"]
    assert set(listed) == set(KEYS)
    assert await LedgerEvent.filter(name="people.setting_saved").count() == len(GOOD)


@pytest.mark.parametrize(("key", "value"), BAD)
def test_a_setting_that_does_not_fit_says_what_would(key: str, value: Any) -> None:
    with pytest.raises(SettingWrong) as no:
        fitted(key, value)
    assert KEYS[key].expected in no.value.message


@pytest.mark.parametrize("value", [10**400, float("nan"), float("inf"), None, "\ud800"])
@pytest.mark.parametrize("key", [key for key in KEYS if key != "hotline"])
def test_nor_does_what_json_can_hardly_say(key: str, value: Any) -> None:
    with pytest.raises(SettingWrong):
        fitted(key, value)


async def test_a_setting_that_is_refused_stays_as_it_was(office: Browser) -> None:
    refused = await office.send("admin/SaveSetting", key="session_days", value=0)
    assert (refused["code"], refused["remedy"]) == ("setting_wrong", "FIX")
    assert refused["facts"]["expected"] in refused["message"]
    for key in ("", "topic", "\x00", "x" * 10_000):
        refused = await office.send("admin/SaveSetting", key=key, value=1)
        assert refused["code"] == "setting_unknown"
    assert await Setting.all().count() == 0


async def test_a_topic_that_was_set_can_be_renamed_but_not_dropped(office: Browser) -> None:
    topics = [{"code": "labour", "name": "用工"}, {"code": "other", "name": "其他"}]
    await office.send("admin/SaveSetting", key="topics", value=topics)
    refused = await office.send("admin/SaveSetting", key="topics", value=topics[:1])
    assert "保留已有的类别（其他）" in refused["message"]
    renamed = [{"code": "other", "name": "其它"}, {"code": "labour", "name": "招工"}]
    assert (await office.send("admin/SaveSetting", key="topics", value=renamed))["ok"] is True


async def test_the_district_has_neutral_words_until_they_are_set(
    office: Browser, district: District
) -> None:
    del district
    known = await queries.district(START)
    assert (known.name, known.number_prefix, known.code) == ("本区", "BL", "")
    assert [tier.name for tier in known.tiers] == ["一级包联", "二级包联", "三级包联"]
    assert [topic.code for topic in known.topics] == [topic["code"] for topic in TOPICS]
    assert (known.topic_name("labour"), known.topic_name("gone")) == ("用工", "gone")
    assert (known.tier_name(2), known.tier_name(9)) == ("二级包联", "9级包联")

    await office.send("admin/SaveSetting", key="district_name", value="卫东区")
    me = await office.send("people/Me")
    assert me["district"]["name"] == "卫东区"
    assert [t["tier"] for t in me["district"]["tiers"]] == [1, 2, 3]
    assert {r["code"] for r in me["district"]["regions"]} == {
        "410403", "410403001", "410403002",
    }  # fmt: skip
