"""Import by the admin: always a dry run first, wrong rows left out, twice the same is nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from backend.enterprises.models import Contact, Enterprise, Pairing
from backend.imports import running
from backend.imports.columns import ImportKind
from backend.imports.models import ImportJob
from backend.imports.running import run_due_imports
from backend.kernel.actor import Role
from backend.kernel.ledger import LedgerEvent
from backend.people.models import Credential, Grant, Person, Region, Unit
from tests.imports.conftest import Desk, counted, counts
from tests.world import OTHER_STREET, STREET, make_actor

REGIONS = Path(__file__).parents[1] / "data" / "regions.csv"
ENTERPRISES = """企业名称,统一社会信用代码,街道,地址,联系人,联系电话
天润机械有限公司,91330100799655058B,东安路街道,东安路 1 号,李经理,13800000001
长安银行支行,9144030071526726XG,优越路,,,
老张烩面,,410403001,夜市 3 号摊,老张,
"""
PEOPLE = """姓名,手机号,职务,单位,角色
张建国,138 0000 0001,科长,发展改革委,包联干部
李红梅,13800000002,,发展改革委,经办人
王只有号,13800000003,,,
"""


def wrong(job: dict[str, Any]) -> list[tuple[int, str]]:
    return [(f["row"], f["column"]) for f in job["findings"] if f["severity"] == "wrong"]


async def test_a_dry_run_says_what_would_happen_and_leaves_nothing(desk: Desk) -> None:
    job = await desk.check("enterprises", ENTERPRISES)

    assert (job["state"], job["total"], job["done"]) == ("CHECKED", 3, 3)
    assert counts(job) == counted(added=3)
    assert job["findings"] == []
    assert not await Enterprise.exists()
    assert not await Contact.exists()
    assert [e.name async for e in LedgerEvent.all()] == ["imports.uploaded"]


async def test_applied_it_is_there_and_the_same_file_again_is_nothing(desk: Desk) -> None:
    first = await desk.check("enterprises", ENTERPRISES)

    applied = await desk.apply(first["id"])

    assert (applied["state"], counts(applied)) == ("APPLIED", counted(added=3))
    stall = await Enterprise.get(name="老张烩面")
    assert (stall.uscc, stall.region, stall.initials) == (None, STREET, "lzhm")
    assert (await Enterprise.get(name="长安银行支行")).region == OTHER_STREET
    assert await Contact.all().count() == 2
    told = await LedgerEvent.all().count()

    again = await desk.check("enterprises", ENTERPRISES)
    applied = await desk.apply(again["id"])

    assert (counts(again), again["findings"]) == (counted(same=3), [])
    assert counts(applied) == counted(same=3)
    assert await LedgerEvent.all().count() == told + 2  # uploaded, asked to apply


async def test_a_change_is_shown_before_and_after(desk: Desk) -> None:
    await desk.apply((await desk.check("enterprises", ENTERPRISES))["id"])

    job = await desk.check("enterprises", ENTERPRISES.replace("东安路 1 号", "东安路 9 号"))

    assert counts(job) == counted(changed=1, same=2)
    (finding,) = job["findings"]
    assert (finding["row"], finding["column"]) == (2, "地址")
    assert (finding["before"], finding["after"]) == ("东安路 1 号", "东安路 9 号")
    assert await Enterprise.filter(address="东安路 1 号").count() == 1


async def test_wrong_rows_are_named_and_left_out(desk: Desk) -> None:
    table = ENTERPRISES + (
        "错码公司,91350100M000100Y4Z,东安路街道,,,\n"
        "没街道公司,,月球街道,,,\n"
        "天润机械有限公司,91330100799655058b,东安路街道,,,\n"
        "店,,东安路街道,,,\n"
        "电话怪公司,,东安路街道,,老王,打他手机\n"
        ",,,,,\n"
        "最后一家,,东安路街道,,,\n"
    )

    job = await desk.check("enterprises", table)
    assert counts(job) == counted(added=4, wrong=5)
    assert wrong(job) == [
        (5, "统一社会信用代码"),
        (6, "街道"),
        (7, "企业名称"),
        (8, "企业名称"),
        (9, "联系电话"),
    ]
    assert [f["row"] for f in job["findings"] if "和第 2 行重复" in f["message"]] == [7]

    applied = await desk.apply(job["id"])
    assert counts(applied) == counted(added=4, wrong=5)
    assert await Enterprise.all().count() == 4


async def test_the_districts_own_regions(desk: Desk) -> None:
    await Region.all().delete()

    job = await desk.check("regions", REGIONS.read_text(encoding="utf-8"))
    assert counts(job) == counted(added=13)
    await desk.apply(job["id"])

    assert (await Region.get(code="410403012")).name == "蒲城街道"
    again = await desk.check("regions", REGIONS.read_text(encoding="utf-8"))
    assert counts(again) == counted(same=13)


async def test_units_then_people_with_their_roles(desk: Desk) -> None:
    before = await desk.check("people", PEOPLE)
    assert wrong(before) == [(2, "单位"), (3, "单位")]
    units = "单位名称,类别,区域,负责人签发\n发展改革委,部门,,是\n东安路街道办,街道,东安路街道,\n"
    assert counts(await desk.apply((await desk.check("units", units))["id"])) == counted(added=2)
    assert (await Unit.get(name="东安路街道办")).region == STREET
    assert [unit.name async for unit in Unit.filter(signs_first=True)] == ["发展改革委"]

    job = await desk.check("people", PEOPLE)
    assert counts(await desk.apply(job["id"])) == counted(added=3)

    officer = await Person.get(phone="13800000001").select_related("unit")
    grant = await Grant.get(person_id=officer.id)
    assert (grant.role, grant.region) == (Role.LIAISON, "410403")
    assert not await Credential.filter(person_id=officer.id).exists()
    assert not await Grant.filter(person__phone="13800000003").exists()
    again = await desk.check("people", PEOPLE)
    assert (counts(again), again["findings"]) == (counted(same=3), [])


async def test_pairings_by_code_or_name_and_tier_names(desk: Desk) -> None:
    await desk.apply((await desk.check("enterprises", ENTERPRISES))["id"])
    phones = []
    for name in ("张建国", "李红梅"):
        officer = await make_actor(name=name)
        phones.append((await Person.get(id=officer.person_id)).phone)
    table = (
        "企业名称,统一社会信用代码,干部手机号,干部姓名,层级,开始日期,结束日期\n"
        f",91330100799655058B,{phones[0]},张建国,区级,2026-01-01,\n"
        f"老张烩面,,{phones[1]},,二,2026-01-01,2026-12-31\n"
        f"天润机械有限公司,,{phones[1]},,1,2026-01-01,\n"
        f"没有的公司,,{phones[1]},,1,,\n"
        f"老张烩面,,{phones[0]},李红梅,3,,\n"
        f"老张烩面,,{phones[0]},,九,,\n"
    )

    job = await desk.check("pairings", table)

    assert counts(job) == counted(added=2, wrong=4)
    assert wrong(job) == [(4, "层级"), (5, "企业名称"), (6, "干部姓名"), (7, "层级")]
    await desk.apply(job["id"])
    assert await Pairing.all().count() == 2
    assert counts(await desk.check("pairings", table)) == counted(same=2, wrong=4)


async def test_a_server_killed_in_the_middle_goes_on_and_counts_right(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"企业{n},,东安路街道\n" for n in range(250))
    job = await desk.check("enterprises", "企业名称,统一社会信用代码,街道\n" + rows)
    await desk.phone.send("ApplyImport", id=job["id"])
    inner, done = running.DO[ImportKind.ENTERPRISES], 0

    async def power_cut(row: Any, doing: Any) -> Any:
        nonlocal done
        done += 1
        if done == 150:  # in the second batch of a hundred
            raise KeyboardInterrupt
        return await inner(row, doing)

    with monkeypatch.context() as patch:
        patch.setitem(running.DO, ImportKind.ENTERPRISES, power_cut)
        with pytest.raises(KeyboardInterrupt):
            await run_due_imports(desk.store, now=desk.clock.now)

    assert await Enterprise.all().count() == 100
    assert await run_due_imports(desk.store, now=desk.clock.now) == 0  # the lease still stands
    desk.clock.advance(minutes=6)
    applied = await desk.finish(job["id"])

    assert (applied["state"], counts(applied)) == ("APPLIED", counted(added=250))
    assert await Enterprise.all().count() == 250


async def test_only_a_checked_file_is_applied_and_only_once(desk: Desk) -> None:
    job = await desk.post("enterprises", ENTERPRISES.encode())
    too_early = await desk.phone.send("ApplyImport", id=job["id"])
    assert (too_early["code"], too_early["remedy"]) == ("import_not_checked", "FIX")

    await desk.finish(job["id"])
    await desk.apply(job["id"])
    assert (await desk.phone.send("ApplyImport", id=job["id"]))["state"] == "APPLIED"
    assert (await desk.phone.send("ApplyImport", id=str(uuid4())))["code"] == "not_found"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"PK\x03\x04broken", "打不开"),
        ("姓名\n张三\n".encode(), "没有「企业名称」"),
        (("企业名称,街道\n" + "甲店,东安路\n" * 50_000).encode(), "20000 行"),
    ],
)
async def test_a_file_that_cannot_be_read_ends_with_words(
    desk: Desk, body: bytes, said: str
) -> None:
    job = await desk.finish((await desk.post("enterprises", body))["id"])

    assert job["state"] == "FAILED"
    assert said in job["findings"][0]["message"]
    assert (await desk.phone.send("ApplyImport", id=job["id"]))["code"] == "import_not_checked"


async def test_gb18030_and_a_form_upload(desk: Desk) -> None:
    reply = await desk.phone.http.post(
        "/imports?kind=enterprises", files={"file": ("企业.csv", ENTERPRISES.encode("gb18030"))}
    )

    job = await desk.finish(reply.json()["id"])
    assert (job["fileName"], counts(job)) == ("企业.csv", counted(added=3))


@pytest.mark.parametrize(
    ("kind", "body", "status", "code"),
    [
        ("enterprises", b"", 422, "import_file_unreadable"),
        ("enterprises", b"x" * (10 * 1024 * 1024 + 1), 413, "import_file_too_big"),
        ("planets", b"x", 422, "bad_input"),
        ("", b"x", 422, "bad_input"),
    ],
)
async def test_what_is_not_even_kept(
    desk: Desk, kind: str, body: bytes, status: int, code: str
) -> None:
    reply = await desk.phone.http.post(f"/imports?kind={kind}", content=body)

    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert not await ImportJob.exists()
