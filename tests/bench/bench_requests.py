"""A list of 20 visits, logVisit with three photos, photo uploads, through the real HTTP stack."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from uuid import UUID, uuid4

import httpx
import pytest
from tortoise.context import TortoiseContext

from backend.asgi import make_app
from backend.demo import pictures, seed
from backend.demo.chance import Chance
from backend.enterprises.models import Contact, Pairing
from backend.kernel.actor import Role
from backend.kernel.allowlist import digest_of
from backend.people.models import Grant, Session
from backend.people.session import SESSION_COOKIE
from backend.settings import Settings
from backend.wiring import tortoise_config
from storage.local import LocalStore
from tests.bench.load import Cost, measure, resident_mb
from tests.bench.recording import portable, recorded
from tests.fixtures.phone import DOCUMENTS
from tests.fixtures.processes import free_port, running
from tests.fixtures.server import Served

PHOTO = Path(__file__).parents[1] / "data/photos/orientation/landscape_1.jpg"
LISTS, VISITS, UPLOADS = 400, 200, 120


@dataclass
class Someone:
    """A session in one grant, ready to be sent."""

    headers: dict[str, str]
    grant: Grant


@dataclass
class Town:
    liaison: Someone
    supervisor: Someone
    enterprise_id: UUID
    contact_id: UUID


@pytest.fixture
async def town(database_url: str, tmp_path: Path) -> Town:
    async with TortoiseContext() as context:
        await context.init(config=tortoise_config(database_url))
        await seed.once(LocalStore(tmp_path / "objects"), enterprise_count=600, visit_count=400)
        liaison = await _someone(Role.LIAISON)
        pairing = await Pairing.filter(liaison_id=liaison.grant.person_id).first()
        assert pairing
        contact = await Contact.filter(enterprise_id=pairing.enterprise_id).first()
        assert contact
        return Town(liaison, await _someone(Role.SUPERVISOR), pairing.enterprise_id, contact.id)


async def _someone(role: Role) -> Someone:
    grant = await Grant.filter(role=role).order_by("from_at").first()
    assert grant
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    await Session.create(
        id=uuid4(), person_id=grant.person_id, device_id=uuid4(), created_at=now, last_seen_at=now,
        token_sha256=sha256(token.encode()).hexdigest(), expires_at=now + timedelta(days=30),
    )  # fmt: skip
    headers = {"cookie": f"{SESSION_COOKIE}={token}", "x-acting-grant": str(grant.id)}
    return Someone(headers, grant)


async def test_requests(
    town: Town,
    database_url: str,
    engine: str,
    tmp_path: Path,
    new_server: Callable[..., Served],
) -> None:
    server = new_server(cold=True, BLT_WORKER="off", BLT_DOCUMENTS="trusted")
    print(f"\n== {engine}: processor time of the server process for each request")
    async with httpx.AsyncClient(base_url=server.url, timeout=60) as http:
        uploads = await _uploads(http, server, town)
        photos = await _upload(http, town, (VISITS + 80) * 3)
        listing = await _lists(http, server, town)
        writing = await _writes(http, server, town, photos)
        memory = resident_mb(server.pid)
    server.stop()
    statements = await _statements(town, database_url, tmp_path)
    async with BareServer(database_url, tmp_path, statements) as (pid, bare):
        bare_list = await measure(pid, _poster(bare, "/list"), count=LISTS)
        bare_write = await measure(pid, _poster(bare, "/write"), count=VISITS)
    print(f"list of 20 visits       {listing.beside(bare_list)}")
    print(f"logVisit, three photos  {writing.beside(bare_write)}")
    print(f"photo upload, 139 KB    {uploads.processor_ms:7.2f} ms  {uploads.per_second:6.0f}/s")
    print(f"memory of the server    {memory:7.0f} MB resident")


def _visits(number: int) -> dict[str, Any]:
    del number
    text = DOCUMENTS["Visits"].read_text()
    variables = {"filter": {}, "order": "NEWEST_FIRST", "first": 20, "after": None}
    return {"id": digest_of(text), "variables": variables}


def _letter(town: Town, photos: list[str]) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()
    content = {
        "enterpriseId": str(town.enterprise_id), "startedAt": at, "mode": "FACE",
        "trigger": "REQUESTED", "discussed": "新订单排到明年 3 月，缺两名数控操作工。",
        "met": [{"contactId": str(town.contact_id), "name": "周敏"}], "photoIds": photos,
    }  # fmt: skip
    problem = {"id": str(uuid4()), "topic": "utilities", "description": "用电容量不足。"}
    letter = {"id": str(uuid4()), "content": content, "problems": [problem], "sealedAt": at}
    return {"id": digest_of(DOCUMENTS["LogVisit"].read_text()), "variables": {"input": letter}}


async def _lists(http: httpx.AsyncClient, server: Served, town: Town) -> Cost:
    async def ask(number: int) -> None:
        reply = await http.post("/graphql", json=_visits(number), headers=town.supervisor.headers)
        assert len(reply.json()["data"]["visits"]["items"]) == 20

    return await measure(server.pid, ask, count=LISTS)


async def _writes(http: httpx.AsyncClient, server: Served, town: Town, photos: list[str]) -> Cost:
    async def send(number: int) -> None:
        letter = _letter(town, photos[3 * number : 3 * number + 3])
        reply = await http.post("/graphql", json=letter, headers=town.liaison.headers)
        answer = reply.json()["data"]["logVisit"]
        assert answer["__typename"] == "Receipt", answer

    return await measure(server.pid, send, count=VISITS)


async def _put(http: httpx.AsyncClient, town: Town, body: bytes, digest: str) -> str:
    photo_id = str(uuid4())
    headers = town.liaison.headers | {"x-sha256": digest, "content-type": "image/jpeg"}
    reply = await http.put(f"/photos/{photo_id}", content=body, headers=headers)
    assert reply.status_code == 200, reply.text
    return photo_id


async def _uploads(http: httpx.AsyncClient, server: Served, town: Town) -> Cost:
    body = PHOTO.read_bytes()
    digest = sha256(body).hexdigest()

    async def put(number: int) -> None:
        del number
        await _put(http, town, body, digest)

    return await measure(server.pid, put, count=UPLOADS, warm_up=5)


async def _upload(http: httpx.AsyncClient, town: Town, count: int) -> list[str]:
    body = pictures.pool(Chance(1), 1)[0].jpeg
    digest = sha256(body).hexdigest()
    return [await _put(http, town, body, digest) for _ in range(count)]


async def _statements(town: Town, database_url: str, tmp_path: Path) -> Path:
    """What the real application runs for the same two requests, the session's included."""
    settings = Settings(
        database_url=database_url, store_url=f"file:{tmp_path}/objects", pwa_dir="",
        public_url="http://bench.test",
    )  # fmt: skip
    app = make_app(settings)
    found = {}
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://bench.test") as http:
            photos = await _upload(http, town, 3)
            letter = _letter(town, photos)
            for name, body, who in (
                ("list", _visits(0), town.supervisor),
                ("write", letter, town.liaison),
            ):
                with recorded() as recorder:
                    reply = await http.post("/graphql", json=body, headers=who.headers)
                assert "errors" not in reply.json()
                known = await _known(town, photos)
                found[name] = portable(recorder.statements, known=known)
    path = tmp_path / "statements.json"
    path.write_text(json.dumps(found))
    return path


async def _known(town: Town, photos: list[str]) -> set[UUID]:
    grants = [town.liaison.grant, town.supervisor.grant]
    people = {grant.person_id for grant in grants} | {grant.id for grant in grants}
    units = {grant.unit_id for grant in grants if grant.unit_id}
    return people | units | {town.enterprise_id, town.contact_id, *map(UUID, photos)}


class BareServer:
    def __init__(self, database_url: str, tmp_path: Path, statements: Path) -> None:
        self._port = free_port()
        self._url = f"http://127.0.0.1:{self._port}"
        command = [sys.executable, "-m", "tests.bench.bare", str(self._port), database_url]
        self._running = running(
            [*command, str(statements)], ready=self._answers, log=tmp_path / "bare.log"
        )
        self._http = httpx.AsyncClient(base_url=self._url, timeout=60)

    async def __aenter__(self) -> tuple[int, httpx.AsyncClient]:
        return self._running.__enter__().pid, self._http

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()
        self._running.__exit__(None, None, None)

    def _answers(self) -> bool:
        try:
            urlopen(f"{self._url}/readyz", timeout=2).close()
        except (URLError, OSError):
            return False
        return True


def _poster(http: httpx.AsyncClient, path: str) -> Callable[[int], Any]:
    async def post(number: int) -> None:
        reply = await http.post(path, json={"number": number})
        assert reply.status_code == 200, reply.text

    return post
