"""Around an import: who may, templates, findings, and what becomes of the uploaded file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.enterprises.models import Enterprise
from backend.imports.sweep import FILE_KEPT, sweep_files
from backend.kernel.actor import Role
from tests.imports.conftest import Desk, counted, counts
from tests.imports.test_import import ENTERPRISES, wrong
from tests.world import OTHER_STREET, make_actor, make_enterprise


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
async def test_nobody_else_imports(desk: Desk, role: Role) -> None:
    job = await desk.post("enterprises", ENTERPRISES.encode())
    await desk.phone.sign_in(await make_actor(role))

    assert (await desk.post("enterprises", b"x"))["code"] == "not_allowed"
    for document in ("ImportJob", "ApplyImport"):
        assert (await desk.phone.send(document, id=job["id"]))["code"] == "not_allowed"
    reply = await desk.phone.http.get("/imports/template/people.csv")
    assert reply.status_code == 403


async def test_a_foreign_page_cannot_import_in_an_admins_name(desk: Desk) -> None:
    del desk.phone.http.headers["x-acting-grant"]

    assert (await desk.post("enterprises", b"x"))["code"] == "grant_not_in_force"
    desk.phone.sign_out()
    assert (await desk.post("enterprises", b"x"))["code"] in {
        "grant_not_in_force",
        "sign_in_needed",
    }


async def test_an_admin_of_a_street_imports_only_there(desk: Desk) -> None:
    await desk.phone.sign_in(await make_actor(Role.ADMIN, region=OTHER_STREET))

    job = await desk.check("enterprises", ENTERPRISES)

    assert (counts(job), wrong(job)) == (
        counted(added=1, wrong=2),
        [(2, "企业名称"), (4, "企业名称")],
    )


async def test_templates_and_findings_come_as_files(desk: Desk) -> None:
    for name, start in (("people.csv", b"\xef\xbb\xbf"), ("people.xlsx", b"PK")):
        reply = await desk.phone.http.get(f"/imports/template/{name}")
        assert reply.content.startswith(start)
        assert "attachment" in reply.headers["content-disposition"]
    for name in ("people.exe", "planets.csv", "x"):
        assert (await desk.phone.http.get(f"/imports/template/{name}")).status_code in (404, 422)

    job = await desk.check("enterprises", "企业名称,街道\n=cmd()店,火星\n")
    reply = await desk.phone.http.get(f"/imports/{job['id']}/findings.csv")
    assert "火星" in reply.content.decode("utf-8-sig")
    assert (await desk.phone.http.get("/imports/x/findings.csv")).status_code == 404


async def test_the_file_leaves_the_store_once_it_is_applied(desk: Desk) -> None:
    job = await desk.check("enterprises", ENTERPRISES)
    assert [o.key async for o in desk.store.listing("import/")] == [f"import/{job['id']}"]

    await desk.apply(job["id"])

    assert [o.key async for o in desk.store.listing("import/")] == []


async def test_a_file_that_nobody_applied_leaves_after_thirty_days(desk: Desk) -> None:
    job = await desk.check("enterprises", ENTERPRISES)
    stored = datetime.now(UTC)  # the store's clock is the machine's

    assert await sweep_files(desk.store, now=stored + FILE_KEPT - timedelta(minutes=5)) == 0
    assert await sweep_files(desk.store, now=stored + FILE_KEPT + timedelta(minutes=5)) == 1

    assert [o.key async for o in desk.store.listing("import/")] == []
    late = await desk.apply(job["id"])
    assert (late["state"], late["added"]) == ("FAILED", 0)


async def test_the_qr_code_of_an_enterprise(desk: Desk) -> None:
    one = await make_enterprise()
    await Enterprise.filter(id=one.id).update(code="K7M2P9QX")

    reply = await desk.phone.http.get("/qr/K7M2P9QX.svg")

    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/svg+xml")
    assert b"<svg" in reply.content
    for code in ("K7M2P9QY", "x", "%00", "O" * 8):
        assert (await desk.phone.http.get(f"/qr/{code}.svg")).status_code == 404
