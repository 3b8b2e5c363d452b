"""Officers with phones, a counter for photos, and both stores."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from backend.evidence.darkroom import Darkroom
from backend.evidence.http import PhotoCounter
from backend.evidence.voices_http import VoiceCounter
from backend.kernel.actor import Actor, Role
from backend.people.models import Grant, Person
from backend.people.session import SESSION_COOKIE, Arrival, authenticate, start
from storage import ObjectStore
from storage.connect import open_store
from tests.fixtures.s3 import S3Server

NOW = datetime(2026, 11, 23, 2, 24, tzinfo=UTC)  # a Monday, 10:24 in Pingdingshan


@dataclasses.dataclass
class Clock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@dataclasses.dataclass
class Officer:
    """Somebody with a phone; ``http`` carries their session."""

    id: UUID
    grant_id: UUID
    http: httpx.AsyncClient

    async def put(
        self,
        body: Any,
        *,
        photo_id: object = None,
        hashed: str | None = None,
        **headers: str,
    ) -> httpx.Response:
        """Send a photo; ``hashed`` is what the phone says of it, else the truth."""
        said = hashed or sha256(body).hexdigest()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        path = f"/photos/{photo_id or uuid4()}"
        return await self.http.put(path, content=body, headers={"x-sha256": said, **named})

    async def get(self, photo_id: object, size: str = "evidence", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.http.get(f"/photos/{photo_id}?size={size}", headers=named)

    async def put_voice(
        self,
        body: bytes,
        *,
        voice_id: object = None,
        hashed: str | None = None,
        **headers: str,
    ) -> httpx.Response:
        """Send a voice note, as ``put`` sends a photo."""
        said = hashed or sha256(body).hexdigest()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        path = f"/voices/{voice_id or uuid4()}"
        return await self.http.put(path, content=body, headers={"x-sha256": said, **named})

    async def get_voice(self, voice_id: object, **headers: str) -> httpx.Response:
        return await self.http.get(f"/voices/{voice_id}", headers=headers)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["folder", "s3"])
async def either_store(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectStore:
    if request.param == "folder":
        opened = open_store(f"file://{tmp_path}/objects")
    else:
        server: S3Server = request.getfixturevalue("s3_server")
        opened = open_store(request.getfixturevalue("s3_url"), server.credentials)
    await opened.prepare()
    return opened


@pytest.fixture
async def folder(tmp_path: Path) -> ObjectStore:
    opened = open_store(f"file://{tmp_path}/objects")
    await opened.prepare()
    return opened


@pytest.fixture
def store(request: pytest.FixtureRequest) -> ObjectStore:
    """The folder; a test that names ``either_store`` runs on S3 too."""
    name = "either_store" if "either_store" in request.fixturenames else "folder"
    opened: ObjectStore = request.getfixturevalue(name)
    return opened


@pytest.fixture
async def room() -> AsyncIterator[Darkroom]:
    opened = Darkroom()
    yield opened
    await opened.close()


@pytest.fixture
def visible() -> set[tuple[UUID, UUID]]:
    """(person, visit): who may read which record; the records themselves live in higher slices."""
    return set()


@pytest.fixture
def counter(
    store: ObjectStore, room: Darkroom, clock: Clock, visible: set[tuple[UUID, UUID]]
) -> PhotoCounter:
    async def may_read(actor: Actor, visit_id: UUID) -> bool:
        return (actor.person_id, visit_id) in visible

    async def identify(request: Request) -> Arrival | None:
        grant = request.headers.get("x-acting-grant")
        return await authenticate(request.cookies, grant, clock.now)

    return PhotoCounter(store, room, {"visit": may_read}, identify, clock)


@pytest.fixture
def voices(
    store: ObjectStore, counter: PhotoCounter, visible: set[tuple[UUID, UUID]]
) -> VoiceCounter:
    async def may_hear(actor: Actor, issue_id: UUID) -> bool:
        return (actor.person_id, issue_id) in visible

    return VoiceCounter(store, {"issue": may_hear}, counter.identify, counter.clock)


Hire = Callable[..., Awaitable[Officer]]


@pytest.fixture
async def hire(
    database: object,  # noqa: ARG001 - connected for the rows below
    counter: PhotoCounter,
    voices: VoiceCounter,
    clock: Clock,
) -> AsyncIterator[Hire]:
    """Makes an officer who is signed in on a phone of their own."""
    phones: list[httpx.AsyncClient] = []
    app = Starlette(routes=[*counter.routes(), *voices.routes()])

    async def one(*, must_change: bool = False) -> Officer:
        person = await Person.create(id=uuid4(), name="赵敏", phone=f"138{uuid4().int % 10**8:08}")
        grant = await Grant.create(
            id=uuid4(),
            person=person,
            role=Role.LIAISON,
            region="410403",
            from_at=clock.now - timedelta(days=1),
        )
        token, _ = await start(
            person.id, device_id=uuid4(), label="", must_change=must_change, now=clock.now
        )
        transport = httpx.ASGITransport(app=app)
        http = httpx.AsyncClient(
            transport=transport, base_url="http://test", cookies={SESSION_COOKIE: token}
        )
        phones.append(http)
        return Officer(person.id, grant.id, http)

    yield one
    for http in phones:
        await http.aclose()


@pytest.fixture
async def zhao(hire: Hire) -> Officer:
    return await hire()


@pytest.fixture
async def qian(hire: Hire) -> Officer:
    return await hire()
