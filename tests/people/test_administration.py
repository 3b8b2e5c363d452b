"""The admin's pages: people, units, regions, settings; what is taken and what is not."""

from __future__ import annotations

import asyncio
from itertools import chain
from typing import Any
from uuid import uuid4

import pytest

from backend.kernel.ledger import LedgerEvent
from backend.people import queries, service
from backend.people.models import Credential, Person, Region, Session, Setting, Unit
from backend.people.rules import NewPerson, NewRegion, NewUnit
from backend.people.settings import KEYS, TOPICS, SettingWrong, fitted
from tests.people.conftest import ADMIN, START, Browser, Browsers, District, make_person


@pytest.fixture
async def office(browser: Browsers, district: District) -> Browser:
    """The admin's desktop."""
    desk = browser()
    await desk.sign_in(district.admin.phone)
    desk.grant = district.administration
    return desk


def person(**changes: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "name": "周敏", "phone": "13900000044"} | changes


async def test_a_person_is_created_once_and_the_initial_password_told_once(
    office: Browser,
) -> None:
    new = person(title="二级主任科员", phone="+86 139 0000 0044")
    first = await office.send("admin/SavePerson", input=new)
    again = await office.send("admin/SavePerson", input=new)
    assert first["personId"] == again["personId"] == new["id"]
    assert first["initialPassword"] is not None
    assert again["initialPassword"] is None
    row = await Person.get(id=new["id"])
    assert (row.name, row.phone, row.title) == ("周敏", "13900000044", "二级主任科员")
    assert await LedgerEvent.filter(subject_id=new["id"]).count() == 1


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": ""}, "text_length", "name"),
        ({"name": " \n\x00 "}, "text_length", "name"),
        ({"name": "长" * 10_000}, "text_length", "name"),
        ({"title": "长" * 41}, "text_length", "title"),
        ({"phone": "1390000004"}, "phone_invalid", "phone"),
        ({"phone": "03753210000"}, "phone_invalid", "phone"),
        ({"phone": "١٣٩٠٠٠٠٠٠٤٤"}, "phone_invalid", "phone"),
        ({"phone": "1" * 10_000}, "phone_invalid", "phone"),
        ({"phone": "139 0000 0012"}, "phone_taken", "phone"),
        ({"unitId": str(uuid4())}, "unit_unknown", "unitId"),
    ],
)
async def test_what_a_person_cannot_be_saved_with(
    office: Browser, change: dict[str, Any], code: str, field: str
) -> None:
    people = await Person.all().count()
    refused = await office.send("admin/SavePerson", input=person(**change))
    assert (refused["code"], refused["remedy"], refused["field"]) == (code, "FIX", field)
    assert (await Person.all().count(), await Credential.all().count()) == (people, people)


async def test_text_is_kept_without_what_cannot_be_stored(office: Browser) -> None:
    new = person(name="  周\x00敏\ud83d ", title="科\n员😀")
    await office.send("admin/SavePerson", input=new)
    row = await Person.get(id=new["id"])
    assert (row.name, row.title) == ("周敏", "科 员😀")


async def test_a_number_can_move_only_when_it_is_free(office: Browser, district: District) -> None:
    other = district.other
    taken = person(id=str(other.id), name=other.name, phone=district.person.phone)
    assert (await office.send("admin/SavePerson", input=taken))["code"] == "phone_taken"
    assert (await Person.get(id=other.id)).phone == other.phone
    free = taken | {"phone": "13900000099"}
    assert (await office.send("admin/SavePerson", input=free))["initialPassword"] is None
    assert (await Person.get(id=other.id)).phone == "13900000099"


async def test_copies_in_flight_make_one_person_with_one_password(district: District) -> None:
    del district
    new = NewPerson(uuid4(), "周敏", "13900000044")
    told = await asyncio.gather(*(service.save_person(ADMIN, new, now=START) for _ in range(5)))
    assert sum(password is not None for password in told) == 1
    assert await LedgerEvent.filter(subject_id=new.id).count() == 1


async def test_an_import_makes_accounts_that_begin_with_a_reset_code(
    office: Browser, browser: Browsers
) -> None:
    new = NewPerson(uuid4(), "周敏", "13900000044")
    assert await service.save_person(ADMIN, new, now=START, with_password=False) is None
    phone = browser()
    assert (await phone.sign_in("13900000044", "anything at all"))["code"] == "wrong_password"
    issued = await office.send("admin/IssueResetCode", personId=str(new.id))
    given = {"phone": "13900000044", "code": issued["code"], "newPassword": "lvshu-5tang"}
    assert (await phone.send("people/UseResetCode", input=given))["__typename"] == "Me"
    refused = await office.send("admin/IssueResetCode", personId=str(uuid4()))
    assert (refused["code"], refused["field"]) == ("person_unknown", "personId")


async def pages(office: Browser, text: str, first: int) -> list[list[str]]:
    found, after = [], None
    while True:
        page = await office.send("admin/People", text=text, first=first, after=after)
        found.append([item["name"] for item in page["items"]])
        after = page["after"]
        if after is None:
            return found


async def test_people_come_in_pages_and_are_found_by_name_or_number(
    office: Browser, district: District
) -> None:
    for number in range(5):
        await make_person(f"赵{number}", f"1380000000{number}", district.unit)
    everybody = await pages(office, "", 50)
    assert len(everybody[0]) == 8
    by_two = await pages(office, "", 2)
    assert [len(names) for names in by_two] == [2, 2, 2, 2]
    assert list(chain(*by_two)) == everybody[0]
    assert set(chain(*await pages(office, "赵", 4))) == {"赵明远", *(f"赵{n}" for n in range(5))}
    assert await pages(office, "0012", 10) == [["赵明远"]]
    assert await pages(office, "孙静", 10) == [["孙静"]]
    for nothing in ("%", "_", "无此人", "'", "\\", "长" * 10_000):
        assert await pages(office, nothing, 10) == [[]]
    assert len((await pages(office, "\x00", 10))[0]) == 8
    one = (await office.send("admin/People", text="0012", first=1))["items"][0]
    assert one["unit"]["name"] == "区税务局"
    assert [g["label"] for g in one["grants"]] == ["包联干部 · 东安路街道"]
    assert one["grants"][0]["region"] == {"code": "410403001", "name": "东安路街道"}


async def test_a_foreign_cursor_is_refused(office: Browser) -> None:
    for cursor in ("", "x", "AAAA", "\x00", "长", "x" * 10_000, "fDE=", "Og=="):
        refused = await office.send("admin/People", text="", first=10, after=cursor)
        assert (refused["code"], refused["remedy"]) == ("cursor_unknown", "FIX")


async def test_units_are_kept_by_name(office: Browser, district: District) -> None:
    new = {"id": str(uuid4()), "name": "东安路街道办事处", "kind": "street", "region": "410403001"}
    for _ in range(2):
        assert (await office.send("admin/SaveUnit", input=new))["ok"] is True
    assert await LedgerEvent.filter(subject_id=new["id"]).count() == 1
    for change, code in (
        ({"id": str(uuid4())}, "unit_name_taken"),
        ({"name": ""}, "text_length"),
        ({"name": "长" * 61}, "text_length"),
        ({"kind": "x"}, "bad_input"),
        ({"region": "410403009"}, "region_unknown"),
    ):
        refused = await office.send("admin/SaveUnit", input=new | change)
        assert (refused["code"], refused["remedy"]) == (code, "FIX")
    await office.send("admin/SaveUnit", input=new | {"active": False})
    listed = (await office.send("admin/Units"))["items"]
    assert {(u["name"], u["active"]) for u in listed} == {
        ("东安路街道办事处", False),
        ("区税务局", True),
    }
    mine = person(id=str(district.other.id), name="钱立新", phone="13900000013")
    moved = await office.send("admin/SavePerson", input=mine | {"unitId": new["id"]})
    assert moved["code"] == "unit_unknown"


async def test_copies_in_flight_make_one_unit_and_one_region(district: District) -> None:
    del district
    unit = NewUnit(uuid4(), "区教育体育局")
    region = NewRegion("410403003", "street", "410403", "五一路街道")
    await asyncio.gather(*(service.save_unit(ADMIN, unit, now=START) for _ in range(4)))
    await asyncio.gather(*(service.save_region(ADMIN, region, now=START) for _ in range(4)))
    assert await Unit.filter(id=unit.id).count() == 1
    assert await Region.filter(code=region.code).count() == 1


NO_REGIONS: list[tuple[dict[str, Any], str]] = [
    ({"code": "41040300"}, "region_code_wrong"),
    ({"code": "4104030０3"}, "region_code_wrong"),
    ({"code": "4" * 10_000}, "region_code_wrong"),
    ({"code": "410404003"}, "region_code_wrong"),
    ({"parent": None}, "region_code_wrong"),
    ({"parent": "41040"}, "region_code_wrong"),
    ({"level": "village"}, "bad_input"),
    ({"level": "community"}, "region_code_wrong"),
    ({"level": "district"}, "region_code_wrong"),
    ({"code": "410404003", "parent": "410404"}, "region_unknown"),
    ({"name": "\x00"}, "text_length"),
]


async def test_what_a_region_cannot_be(office: Browser) -> None:
    new = {"code": "410403003", "level": "street", "parent": "410403", "name": "五一路街道"}
    for change, code in NO_REGIONS:
        refused = await office.send("admin/SaveRegion", input=new | change)
        assert (change, refused["code"], refused["remedy"]) == (change, code, "FIX")
    assert await Region.all().count() == 3


async def test_a_region_is_made_renamed_and_retired(office: Browser) -> None:
    new = {"code": "410403003", "level": "street", "parent": "410403", "name": "五一街道"}
    community = {
        "code": "410403003001", "level": "community", "parent": "410403003", "name": "社区一",
    }  # fmt: skip
    for each in (new, community, new | {"name": "五一路街道"}, community | {"active": False}):
        assert (await office.send("admin/SaveRegion", input=each))["ok"] is True
    assert (await queries.region_names())["410403003"] == "五一路街道"
    rows = (await office.send("admin/Regions"))["items"]
    assert [(row["code"], row["active"]) for row in rows][-2:] == [
        ("410403003", True),
        ("410403003001", False),
    ]


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


async def test_closing_an_account_ends_its_sessions(
    office: Browser, browser: Browsers, district: District
) -> None:
    phone = browser()
    await phone.sign_in(district.person.phone)
    closed = person(id=str(district.person.id), name="赵明远", phone="13900000012", active=False)
    await office.send("admin/SavePerson", input=closed)
    row = await Session.get(person_id=district.person.id)
    assert row.ended_at == START
