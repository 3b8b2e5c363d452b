"""The admin's pages: people, units, regions, settings; what is taken and what is not."""

from __future__ import annotations

import asyncio
from itertools import chain
from typing import Any
from uuid import uuid4

import pytest

from backend.kernel.ledger import LedgerEvent
from backend.people import queries, service
from backend.people.models import Credential, Person, Region, Session, Unit
from backend.people.rules import NewPerson, NewRegion, NewUnit
from tests.people.conftest import ADMIN, START, Browser, Browsers, District, make_person


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


async def test_closing_an_account_ends_its_sessions(
    office: Browser, browser: Browsers, district: District
) -> None:
    phone = browser()
    await phone.sign_in(district.person.phone)
    closed = person(id=str(district.person.id), name="赵明远", phone="13900000012", active=False)
    await office.send("admin/SavePerson", input=closed)
    row = await Session.get(person_id=district.person.id)
    assert row.ended_at == START
