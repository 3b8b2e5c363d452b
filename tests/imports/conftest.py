"""An admin's desk: upload a table, let the worker run, read what it found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from backend.imports.running import run_due_imports
from backend.kernel.actor import Actor, Role
from backend.people.models import Region, Setting
from storage import ObjectStore
from storage.connect import open_store
from tests.fixtures.phone import Clock, Phone
from tests.world import DISTRICT, LONG_AGO, OTHER_STREET, STREET, make_actor


@dataclass
class Desk:
    phone: Phone
    store: ObjectStore
    clock: Clock
    actor: Actor

    async def post(self, kind: str, body: bytes, **headers: str) -> dict[str, Any]:
        reply = await self.phone.http.post(f"/imports?kind={kind}", content=body, headers=headers)
        answer = reply.json()
        assert isinstance(answer, dict)
        return answer

    async def check(self, kind: str, table: str) -> dict[str, Any]:
        """Upload, and have the worker check it to the end."""
        job = await self.post(kind, table.encode())
        assert "id" in job, job
        return await self.finish(job["id"])

    async def apply(self, job_id: str) -> dict[str, Any]:
        asked = await self.phone.send("ApplyImport", id=job_id)
        assert asked["state"] == "APPLYING", asked
        return await self.finish(job_id)

    async def finish(self, job_id: str) -> dict[str, Any]:
        while await run_due_imports(self.store, now=self.clock.now):
            continue
        return await self.phone.send("ImportJob", id=job_id)


def counts(job: dict[str, Any]) -> dict[str, int]:
    return {name: job[name] for name in ("added", "changed", "same", "wrong")}


def counted(added: int = 0, changed: int = 0, same: int = 0, wrong: int = 0) -> dict[str, int]:
    return {"added": added, "changed": changed, "same": same, "wrong": wrong}


@pytest.fixture
async def desk(phone: Phone, clock: Clock, tmp_path: Path) -> Desk:
    for code, name in ((STREET, "东安路街道"), (OTHER_STREET, "优越路街道")):
        await Region.create(code=code, level="street", parent=DISTRICT, name=name)
    await Region.create(code=DISTRICT, level="district", name="卫东区")
    for key, value in (("district_code", DISTRICT), ("tiers", ["区级", "街道", "部门"])):
        await Setting.create(key=key, value={"is": value}, changed_at=LONG_AGO)
    admin = await make_actor(Role.ADMIN, region=None, name="钱管理")
    await phone.sign_in(admin)
    return Desk(phone, open_store(f"file:{tmp_path}/objects"), clock, admin)
