"""Lists: one statement, keyset pages, filters, search; nobody else's rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tortoise.context import TortoiseContext

from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor, Role
from tests.statements import statements
from tests.visits.acts import amendment, log, returned, review, verdict
from tests.visits.conftest import Phone
from tests.world import (
    DISTRICT,
    NOW,
    OTHER_STREET,
    STREET,
    make_actor,
    make_enterprise,
    make_photo,
    make_region,
    pair,
    problem,
    sha_of,
)


async def listed(phone: Phone, order: str = "NEWEST_FIRST", **filter: Any) -> list[dict[str, Any]]:
    reply = await phone.send("Visits", filter=filter, order=order, first=50)
    assert reply["__typename"] == "VisitPage", reply
    return list(reply["items"])


def at(minute: int) -> dict[str, str]:
    return {"startedAt": (NOW - timedelta(days=1, minutes=60 - minute)).isoformat()}


@pytest.mark.parametrize("order", ["NEWEST_FIRST", "OLDEST_FIRST"])
async def test_page_after_page_each_once(phone: Phone, enterprise: Enterprise, order: str) -> None:
    made = [await log(phone, enterprise, content=at(minute)) for minute in (0, 1, 1, 2, 3)]

    seen: list[str] = []
    after = None
    for _ in range(3):
        reply = await phone.send("Visits", filter={}, order=order, first=2, after=after)
        seen += [item["id"] for item in reply["items"]]
        after = reply["after"]

    assert after is None
    assert sorted(seen) == sorted(made)
    first, last = (made[4], made[0]) if order == "NEWEST_FIRST" else (made[0], made[4])
    assert (seen[0], seen[-1]) == (first, last)


async def test_a_line_says_what_it_must(
    phone: Phone, liaison: Actor, supervisor: Actor, enterprise: Enterprise
) -> None:
    await make_region(STREET, "东安路街道")
    photos = [str(await make_photo(liaison)) for _ in range(3)]
    content = {"photoIds": [photos[2], photos[0]], "discussed": "谈" * 300}
    visit_id = await log(phone, enterprise, content=content, problems=[problem(), problem()])
    await review(phone, supervisor, returned(visit_id))

    (line,) = await listed(phone)

    assert line["enterprise"] == {
        "id": str(enterprise.id), "name": "天润机械",
        "region": {"code": STREET, "name": "东安路街道"},
    }  # fmt: skip
    assert line["author"]["name"] == "张建国"
    assert line["author"]["standInFor"] is None
    assert line["excerpt"] == "谈" * 120
    assert (line["issueCount"], line["state"]) == (2, "RETURNED")
    assert line["wanted"] == "请补上企业的具体诉求。"
    assert [photo["id"] for photo in line["photos"]] == [photos[2], photos[0]]
    assert line["photos"][0]["sha256"] == sha_of(UUID(photos[2]))


async def test_what_was_wanted_is_gone_once_it_was_amended(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    await review(phone, supervisor, returned(visit_id))
    await phone.send("AmendVisit", input=amendment(visit_id, enterprise, expectedVersion=2))

    (line,) = await listed(phone)

    assert (line["state"], line["wanted"]) == ("PENDING", None)


@pytest.mark.parametrize("count", [1, 12])
async def test_a_list_is_one_statement_however_long(
    phone: Phone, liaison: Actor, enterprise: Enterprise, count: int,
    database: TortoiseContext,
) -> None:  # fmt: skip
    for _ in range(count):
        photo = str(await make_photo(liaison))
        await log(phone, enterprise, content={"photoIds": [photo]}, problems=[problem()])

    with statements(database) as said:
        shown = await listed(phone, text="用电", withProblems=True, region=DISTRICT)

    assert len(shown) == count
    assert [text for text in said if '"session"' not in text] == said[-1:]


async def test_filters_narrow(phone: Phone, supervisor: Actor, enterprise: Enterprise) -> None:
    author = phone.actor
    assert author
    plain = await log(phone, enterprise, content={"startedAt": "2026-11-01T15:59:59Z"})
    told = await log(
        phone, enterprise, content={"startedAt": "2026-11-01T16:00:00Z"}, problems=[problem()]
    )
    elsewhere = await make_enterprise("别处企业", region=OTHER_STREET)
    other = await make_actor(name="李四")
    await pair(other, elsewhere)
    await phone.sign_in(other)
    far = await log(phone, elsewhere, content={"startedAt": "2026-11-03T00:00:00Z"})
    await review(phone, supervisor, verdict(far))
    await phone.sign_in(supervisor)

    async def ids(**filter: Any) -> set[str]:
        return {line["id"] for line in await listed(phone, **filter)}

    assert await ids() == {plain, told, far}
    assert await ids(region=STREET) == {plain, told}
    assert await ids(region=DISTRICT) == {plain, told, far}
    assert await ids(unitId=str(other.unit_id)) == {far}
    assert await ids(authorId=str(author.person_id)) == {plain, told}
    assert await ids(enterpriseId=str(elsewhere.id)) == {far}
    assert await ids(**{"from": "2026-11-02"}) == {told, far}  # 16:00 UTC is the next day here
    assert await ids(to="2026-11-01") == {plain}
    assert await ids(withProblems=True) == {told}
    assert await ids(withProblems=False) == {plain, far}
    assert await ids(state="APPROVED") == {far}
    assert await ids(state="APPROVED", region=STREET) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("用电", {"power"}), ("电容", {"power"}), ("容量不足", {"power"}), ("量", {"power"}),
        ("路", {"lamp"}), ("灯不亮", {"lamp"}), ("800", {"power"}), ("天润", {"power", "lamp"}),
        ("润天", set()), ("", {"power", "lamp"}), ("。，", set()), ("用电 路灯", set()),
        ("增容", {"power"}), ("' OR 1=1 --", set()), ("\u0000用电", {"power"}),
        ("用" * 10_000, set()),
    ],
)  # fmt: skip
async def test_search_in_chinese(
    phone: Phone, enterprise: Enterprise, text: str, found: set[str]
) -> None:
    power = await log(
        phone, enterprise, content={"discussed": "反映用电容量不足，想扩到 800 千伏安"},
        problems=[problem(description="申请增容没有回音")],
    )  # fmt: skip
    lamp = await log(phone, enterprise, content={"discussed": "门口路灯不亮"})

    shown = {line["id"] for line in await listed(phone, text=text)}

    assert shown == {{"power": power, "lamp": lamp}[name] for name in found}


async def test_search_follows_an_amendment(phone: Phone, enterprise: Enterprise) -> None:
    visit_id = await log(phone, enterprise, content={"discussed": "门口路灯不亮"})
    change = amendment(visit_id, enterprise, content={"discussed": "厂区停水两天"})
    await phone.send("AmendVisit", input=change)

    assert await listed(phone, text="路灯") == []
    assert [line["id"] for line in await listed(phone, text="停水")] == [visit_id]


async def test_other_peoples_visits_are_not_there(phone: Phone, enterprise: Enterprise) -> None:
    other = await make_actor(name="李四")
    await pair(other, enterprise)
    mine = await log(phone, enterprise)
    await phone.sign_in(other)
    theirs = await log(phone, enterprise)

    assert [line["id"] for line in await listed(phone)] == [theirs]
    assert (await phone.send("Visit", id=mine))["code"] == "not_found"
    assert await listed(phone, text="用电", enterpriseId=str(enterprise.id)) != []


async def test_the_queue_is_oldest_first_and_an_amended_visit_goes_to_its_end(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    made = []
    for _ in range(3):
        made.append(await log(phone, enterprise))
        phone.clock.now += timedelta(minutes=1)
    await phone.send("AmendVisit", input=amendment(made[0], enterprise))
    await phone.sign_in(supervisor)

    first = await phone.send("ReviewQueue", first=2)
    rest = await phone.send("ReviewQueue", first=2, after=first["after"])

    assert [line["id"] for line in first["items"] + rest["items"]] == [made[1], made[2], made[0]]
    assert (first["total"], rest["total"], rest["after"]) == (3, 3, None)


async def test_my_reports_are_mine_of_ninety_days(phone: Phone, enterprise: Enterprise) -> None:
    await log(phone, enterprise, content={"startedAt": "2026-08-19T15:59:59Z"})
    recent = await log(
        phone, enterprise, content={"startedAt": "2026-08-19T16:00:00Z"}, problems=[problem()]
    )

    mine = await phone.send("MyReports")

    assert mine["since"] == "2026-08-20"
    assert [line["id"] for line in mine["visits"]] == [recent]
    (issue,) = mine["issues"]
    assert (issue["number"], issue["state"]) == ("BL-2026-0001", "SUBMITTED")
    assert issue["title"] == "变压器容量不足，夏天要停一条线"
    assert issue["topic"]["name"] != issue["topic"]["code"]


async def test_officers_are_found_by_name_with_their_unit_and_no_figures(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    author = phone.actor
    await make_actor(name="张闲人")  # without a visit there is nothing to filter
    await log(phone, enterprise)
    as_liaison = await phone.send("OfficersByName", text="张")
    await phone.sign_in(supervisor)

    found = await phone.send("OfficersByName", text="张")
    nobody = await phone.send("OfficersByName", text=" ")
    await phone.sign_in(await make_actor(Role.SUPERVISOR, region=OTHER_STREET))
    elsewhere = await phone.send("OfficersByName", text="张")

    assert author
    assert as_liaison["code"] == "not_allowed"
    (choice,) = found["items"]
    assert (choice["id"], choice["name"]) == (str(author.person_id), "张建国")
    assert set(choice) == {"id", "name", "unitName"}
    assert (nobody["items"], elsewhere["items"]) == ([], [])


async def test_choices_reach_as_far_as_the_grant(phone: Phone) -> None:
    await make_region(STREET, "东安路街道")
    await make_region(OTHER_STREET, "优越路街道")
    await phone.sign_in(await make_actor(Role.SUPERVISOR, region=STREET))

    choices = await phone.send("FilterChoices")

    assert [region["name"] for region in choices["regions"]] == ["东安路街道"]
    assert len(choices["units"]) == 1


async def test_filters_saved_are_ones_own(phone: Phone, supervisor: Actor) -> None:
    await phone.sign_in(supervisor)
    mine = {"id": str(uuid4()), "list": "visits", "name": "本周有问题的",
            "filter": {"withProblems": True, "from": "2026-11-16"}}  # fmt: skip
    await phone.send("SaveFilter", input=mine)
    await phone.send("SaveFilter", input=mine | {"name": "改名"})
    stranger = await make_actor(Role.SUPERVISOR)
    await phone.sign_in(stranger)
    taken = await phone.send("SaveFilter", input=mine)
    await phone.send("DeleteFilter", id=mine["id"])
    others = await phone.send("SavedFilters", list="visits")
    await phone.sign_in(supervisor)
    kept = await phone.send("SavedFilters", list="visits")
    await phone.send("DeleteFilter", id=mine["id"])
    gone = await phone.send("SavedFilters", list="visits")

    assert taken["code"] == "not_found"
    assert (others["items"], gone["items"]) == ([], [])
    assert kept["items"] == [{"id": mine["id"], "name": "改名", "filter": mine["filter"]}]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"list": "people"}, "bad_input"),
        ({"filter": {"rank": 1}}, "bad_input"),
        ({"filter": {"text": ["深"]}}, "bad_input"),
        ({"filter": [1]}, "bad_input"),
        ({"filter": {"text": "长" * 3000}}, "bad_input"),
        ({"name": ""}, "text_length"),
    ],
)
async def test_a_filter_that_makes_no_sense_is_handed_back(
    phone: Phone, supervisor: Actor, change: dict[str, Any], code: str
) -> None:
    await phone.sign_in(supervisor)
    sent = {"id": str(uuid4()), "list": "visits", "name": "本周", "filter": {}} | change

    reply = await phone.send("SaveFilter", input=sent)

    assert (reply["code"], reply["remedy"]) == (code, "FIX")
    assert (await phone.send("SavedFilters", list="visits"))["items"] == []
