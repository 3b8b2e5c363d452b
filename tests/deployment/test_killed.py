"""A server that is killed again and again under load loses nothing that it acknowledged."""

from __future__ import annotations

import asyncio
import io
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from PIL import Image
from tortoise.context import TortoiseContext

from backend.evidence.models import Photo
from backend.kernel.commands import Command
from backend.kernel.ledger import LedgerEvent
from backend.people.models import Session
from backend.people.session import SESSION_COOKIE
from backend.visits.models import Visit, VisitRevision
from backend.wiring import tortoise_config
from storage.local import LocalStore
from tests.fixtures.phone import DOCUMENTS
from tests.fixtures.server import Served
from tests.world import make_actor, make_enterprise, make_region, pair

CLIENTS, KILLS = 16, 20
VISITS_BETWEEN_KILLS = 6


@dataclass
class Load:
    """What the clients do, and what was acknowledged to them."""

    http: httpx.AsyncClient
    headers: dict[str, str]
    enterprise_id: UUID
    visits: set[UUID] = field(default_factory=set)
    photos: dict[UUID, str] = field(default_factory=dict)
    over: bool = False
    progress: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def client(self) -> None:
        while not self.over:
            body = _picture()
            photo_id, visit_id = uuid4(), uuid4()
            await self._until_acknowledged(partial(self._put, photo_id, body))
            self.photos[photo_id] = sha256(body).hexdigest()
            letter = self._letter(visit_id, photo_id)
            await self._until_acknowledged(partial(self._send, letter))
            async with self.progress:
                self.visits.add(visit_id)
                self.progress.notify_all()

    async def has_gone_on(self, count: int) -> None:
        """Returns when so many more visits have been acknowledged."""
        goal = len(self.visits) + count
        async with self.progress:
            await self.progress.wait_for(lambda: len(self.visits) >= goal)

    async def _until_acknowledged(self, attempt: Callable[[], Awaitable[bool]]) -> None:
        while not await attempt():
            continue  # the same again, as the phone's outbox does

    async def _put(self, photo_id: UUID, body: bytes) -> bool:
        headers = self.headers | {"x-sha256": sha256(body).hexdigest()}
        reply = await self._ask("PUT", f"/photos/{photo_id}", content=body, headers=headers)
        return reply is not None and reply.json().get("id") == str(photo_id)

    async def _send(self, letter: dict[str, Any]) -> bool:
        reply = await self._ask("POST", "/graphql", json=letter, headers=self.headers)
        if reply is None or "errors" in reply.json():
            return False
        answer = reply.json()["data"]["logVisit"]
        assert answer["__typename"] == "Receipt", answer
        assert [p["sha256"] for p in answer["photos"]]
        return True

    async def _ask(self, method: str, path: str, **content: Any) -> httpx.Response | None:
        try:
            reply = await self.http.request(method, path, **content)
        except httpx.HTTPError:  # killed under it, or not back yet
            return None
        return reply if reply.status_code < 500 else None

    def _letter(self, visit_id: UUID, photo_id: UUID) -> dict[str, Any]:
        at = datetime.now(UTC).isoformat()
        content = {
            "enterpriseId": str(self.enterprise_id), "startedAt": at, "trigger": "REQUESTED",
            "mode": "FACE", "discussed": "新订单排到明年 3 月。", "photoIds": [str(photo_id)],
        }  # fmt: skip
        letter = {"id": str(visit_id), "content": content, "sealedAt": at}
        return {"query": DOCUMENTS["LogVisit"].read_text(), "variables": {"input": letter}}


async def test_killed_twenty_times_under_load(
    database_url: str, new_server: Callable[..., Served], tmp_path: Path
) -> None:
    headers, enterprise_id = await _world(database_url)
    server = new_server()
    async with httpx.AsyncClient(base_url=server.url, timeout=20) as http:
        load = Load(http, headers, enterprise_id)
        clients = [asyncio.create_task(load.client()) for _ in range(CLIENTS)]
        for _ in range(KILLS):
            await load.has_gone_on(VISITS_BETWEEN_KILLS)
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)
        load.over = True
        await asyncio.gather(*clients)
    await asyncio.to_thread(server.stop)

    assert len(load.visits) >= KILLS * VISITS_BETWEEN_KILLS
    await _nothing_lost_nothing_twice(database_url, load, LocalStore(tmp_path / "objects"))


async def _world(database_url: str) -> tuple[dict[str, str], UUID]:
    async with TortoiseContext() as context:
        await context.init(config=tortoise_config(database_url))
        await make_region()
        officer, enterprise = await make_actor(), await make_enterprise()
        await pair(officer, enterprise)
        token, now = secrets.token_urlsafe(32), datetime.now(UTC)
        await Session.create(
            id=uuid4(), person_id=officer.person_id, device_id=uuid4(), created_at=now,
            token_sha256=sha256(token.encode()).hexdigest(), last_seen_at=now,
            expires_at=now + timedelta(days=1),
        )  # fmt: skip
    cookie = f"{SESSION_COOKIE}={token}"
    return {"cookie": cookie, "x-acting-grant": str(officer.grant_id)}, enterprise.id


async def _nothing_lost_nothing_twice(database_url: str, load: Load, store: LocalStore) -> None:
    async with TortoiseContext() as context:
        await context.init(config=tortoise_config(database_url))
        assert set(await Visit.all().values_list("id", flat=True)) == load.visits
        assert await VisitRevision.all().count() == len(load.visits)
        assert await LedgerEvent.filter(name="visits.logged").count() == len(load.visits)
        assert await Command.all().count() == len(load.visits)
        photos = {photo.id: photo async for photo in Photo.all()}
        assert set(photos) == set(load.photos)
        for photo_id, digest in load.photos.items():
            kept = b"".join([chunk async for chunk in store.read(photos[photo_id].key)])
            assert sha256(kept).hexdigest() == photos[photo_id].sha256 == digest
            assert photos[photo_id].subject_id in load.visits


def _picture() -> bytes:
    """A small JPEG, each another."""
    kept = io.BytesIO()
    Image.frombytes("RGB", (24, 24), secrets.token_bytes(24 * 24 * 3)).save(kept, "JPEG")
    return kept.getvalue()
