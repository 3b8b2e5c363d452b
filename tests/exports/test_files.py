"""The Excel file: asked for, written by the worker as the one who asked, fetched by them alone."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook
from PIL import Image

from backend.exports.running import delete_old, run_due_exports
from backend.kernel.actor import Actor
from backend.kernel.ledger import LedgerEvent
from backend.people.models import Grant, Setting
from backend.people.settings import packed
from storage import ObjectStore
from storage.connect import open_store
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.world import LONG_AGO, make_photo

OWN_WORDS = "=我是修车的老马，门口路灯坏了。"


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


@pytest.fixture
def store(town: Town, tmp_path: Path) -> ObjectStore:
    assert town
    return open_store(f"file:{tmp_path}/objects")


async def ask(town: Town, actor: Actor, **given: Any) -> dict[str, Any]:
    await town.phone.sign_in(actor)
    order = given.pop("order", "NUMBER")
    asked = {"id": str(uuid4()), "filter": {}} | given
    return await town.phone.send("ExportLedger", input=asked, order=order)


async def table(town: Town, export_id: str) -> Any:
    reply = await town.phone.http.get(f"/exports/{export_id}")
    assert reply.status_code == 200, reply.text
    assert reply.headers["cache-control"] == "no-store"
    return load_workbook(io.BytesIO(reply.content))["台账"]


async def made(town: Town, store: ObjectStore, actor: Actor, **given: Any) -> Any:
    job = await ask(town, actor, **given)
    assert job["state"] == "DUE", job
    await run_due_exports(store, now=town.now)
    (mine,) = [
        one for one in (await town.phone.send("LedgerExports"))["items"] if one["id"] == job["id"]
    ]
    assert (mine["state"], mine["done"]) == ("READY", mine["total"]), mine
    return await table(town, job["id"])


def words(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


async def answered(town: Town, *, amount: float | None, approximate: bool = False) -> None:
    issue = await town.report(town.liaison, enterpriseId=town.enterprise_id)
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    await town.step(
        town.handler, "RespondIssue", issue, kind="SOLVED", whatDone="补贴已兑现。",
        amountYuan=amount, approximate=approximate,
    )  # fmt: skip


async def thumb(store: ObjectStore, photo_id: UUID) -> None:
    """The thumbnail as the worker draws it."""
    body = io.BytesIO()
    Image.new("RGB", (240, 180), (90, 120, 80)).save(body, "JPEG")
    size = body.tell()
    body.seek(0)
    await store.put(f"thumb/{photo_id}", body, size_bytes=size, media_type="image/jpeg")


async def test_a_file_has_the_rows_of_the_page_in_the_offices_order(
    town: Town, store: ObjectStore
) -> None:
    await Setting.create(
        key="ledger_columns", value=packed("问题、编号、企业、回访"), changed_at=LONG_AGO
    )
    await answered(town, amount=None)
    sheet = await made(town, store, town.supervisor)
    assert words(sheet)[0] == ["问题", "编号", "企业", "回访"]
    assert words(sheet)[1][1:3] == ["BL-2026-0001", "天润机械"]
    unit = await made(town, store, town.handler)
    assert words(unit)[0] == ["问题", "编号", "企业"]


async def test_approximate_amounts_are_marked_and_not_summed(
    town: Town, store: ObjectStore
) -> None:
    await answered(town, amount=1200)
    await answered(town, amount=300)
    await answered(town, amount=2_200_000, approximate=True)
    sheet = await made(town, store, town.supervisor)
    column = words(sheet)[0].index("金额")
    assert [row[column] for row in words(sheet)[1:4]] == ["约 220 万", 300, 1200]
    notes = [row[0] for row in words(sheet)[5:]]
    assert notes[0] == "共 3 件"
    assert notes[1] == "金额合计 1500 元（2 件有确数）；另有 1 件是约数，没有加在里面"


async def test_who_found_fault_is_in_no_cell_and_no_text_is_a_formula(
    town: Town, store: ObjectStore
) -> None:
    issue = await town.report(town.special, description=OWN_WORDS, enterpriseId=town.enterprise_id)
    risky = town.assignment(paraphrase="=1+1 有路灯不亮", hideEnterprise=True)
    await town.step(town.supervisor, "AssignIssue", issue, **risky)
    for reader in (town.supervisor, town.handler):
        sheet = await made(town, store, reader)
        told = str(words(sheet))
        for secret in ("老马", "马玉兰", "天润", str(town.special.person_id)):
            assert secret not in told
        assert "不显示" in told
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds


async def test_thumbnails_are_in_the_file(town: Town, store: ObjectStore) -> None:
    photo = await make_photo(town.liaison)
    await thumb(store, photo)
    await town.report(town.liaison, enterpriseId=town.enterprise_id, photoIds=[str(photo)])
    undrawn = await make_photo(town.liaison)
    await town.report(town.liaison, enterpriseId=town.enterprise_id, photoIds=[str(undrawn)])
    job = await ask(town, town.supervisor, order="NEWEST")
    await run_due_exports(store, now=town.now)
    sheet = await table(town, job["id"])
    assert len(sheet._images) == 1
    heading = [cell.value for cell in sheet[1]]
    assert sheet._images[0].anchor._from.col == heading.index("照片")


async def test_the_one_who_asked_fetches_it_and_nobody_else(town: Town, store: ObjectStore) -> None:
    await town.report(town.liaison, enterpriseId=town.enterprise_id)
    job = await ask(town, town.supervisor, filter={"text": "路灯"})
    path = f"/exports/{job['id']}"
    assert (await town.phone.http.get(path)).status_code == 409
    await run_due_exports(store, now=town.now)
    assert (await town.phone.http.get(path)).status_code == 200
    for other in (town.other_supervisor, town.handler, town.leader):
        await town.phone.sign_in(other)
        assert (await town.phone.http.get(path)).status_code == 404
    town.phone.sign_out()
    assert (await town.phone.http.get(path)).status_code == 401
    assert (await town.phone.http.get("/exports/1")).status_code == 401

    event = await LedgerEvent.get(name="exports.made")
    assert event.facts == {"rows": 1, "filter": ["text=…"]}
    assert event.actor_id == town.supervisor.person_id
    assert await LedgerEvent.filter(name="exports.fetched").count() == 1

    assert await delete_old(store, now=town.now + timedelta(days=6)) == 0
    assert await delete_old(store, now=town.now + timedelta(days=7, minutes=1)) == 1
    await town.phone.sign_in(town.supervisor)
    assert (await town.phone.http.get(path)).status_code == 409
    assert [listed.key async for listed in store.listing("export/")] == []


async def test_asking_is_refused_as_the_page_is(town: Town, store: ObjectStore) -> None:
    for nobody in (town.leader, town.liaison, town.special):
        assert (await ask(town, nobody))["code"] == "not_allowed"
    told = await ask(town, town.handler, filter={"outcomes": ["satisfied"]})
    assert told["code"] == "not_allowed"
    same = {"id": str(uuid4())}
    first, again = (
        await ask(town, town.supervisor, **same),
        await ask(town, town.supervisor, **same),
    )
    assert first == again
    assert (await ask(town, town.other_supervisor, **same))["code"] == "id_reused"
    await ask(town, town.supervisor)
    await ask(town, town.supervisor)
    assert (await ask(town, town.supervisor))["code"] == "too_many_exports"
    await Grant.filter(id=town.supervisor.grant_id).update(until_at=town.now)
    assert await run_due_exports(store, now=town.now) == 3
    await town.phone.sign_in(town.other_supervisor)
    assert [listed.key async for listed in store.listing("export/")] == []
