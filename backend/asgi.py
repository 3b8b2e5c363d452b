"""The ASGI application: routes, middleware, context. The only file where HTTP and GraphQL meet."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from ipaddress import ip_address, ip_network
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from backend import alerting, database
from backend.enterprises.http import qr_route
from backend.evidence.darkroom import Darkroom
from backend.evidence.http import ACTING_GRANT, PhotoCounter
from backend.evidence.voices_http import VoiceCounter
from backend.exports.http import ExportDesk
from backend.imports.http import ImportDesk
from backend.intake.http import PublicPages
from backend.kernel import allowlist
from backend.kernel.endpoint import Cookies, Endpoint
from backend.kernel.graphql import Context, Reply, Visitor
from backend.live.http import LiveSocket
from backend.metrics import MetricsDesk
from backend.notify import outside
from backend.notify.http import AckDesk
from backend.people import session
from backend.people.http import district_route
from backend.pwa_files import PwaFiles, not_built
from backend.security_headers import Guarded, app_policy
from backend.settings import Settings
from backend.wiring import HEARERS, READERS, schema
from storage import ObjectStore, StorageError
from storage.connect import Credentials, open_store

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Background = Callable[[ObjectStore, Darkroom], AbstractAsyncContextManager[None]]


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def nothing_beside(store: ObjectStore, room: Darkroom) -> AsyncIterator[None]:
    """No background work in this process."""
    del store, room
    yield


def store_of(settings: Settings) -> ObjectStore:
    """The store that the settings name."""
    key, secret = settings.store_key, settings.store_secret
    credentials = Credentials(key, secret) if key else None
    return open_store(settings.store_url, credentials, presign=settings.store_presign)


@cache
def trusted() -> Mapping[str, allowlist.Document]:
    """The documents of schema/, compiled once however many applications this process makes."""
    return allowlist.load(allowlist.CONTRACT, schema.core)


def make_app(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    beside: Background = nothing_beside,
    documents: Mapping[str, allowlist.Document] | None = None,
) -> Starlette:
    """The application. Its lifespan opens database and store, and runs ``beside`` meanwhile.

    It answers ``documents``, by hash; those of schema/ if nothing is said.
    """
    store, room = store_of(settings), Darkroom()
    outside.use(alerting.outside_of(settings))
    gate = Gate(settings, clock)
    endpoint = Endpoint(
        schema,
        trusted() if documents is None else documents,
        any_document=settings.documents == "any",
        clients=gate.context,
        cookies=gate.cookies,
    )
    photos = PhotoCounter(store, room, READERS, gate.identify, clock)
    voices = VoiceCounter(store, HEARERS, gate.identify, clock)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        async with database.opened(settings.database_url):
            await store.prepare()
            try:
                async with beside(store, room):
                    yield
            finally:
                await room.close()

    async def ready(_: Request) -> Response:
        try:
            await store.probe()
            stored = True
        except StorageError:
            stored = False
        state = {"database": await database.answers(), "store": stored}
        return JSONResponse(state, 200 if all(state.values()) else 503)

    routes: list[BaseRoute] = [
        Route("/graphql", endpoint.post, methods=["POST"]),
        WebSocketRoute("/graphql", LiveSocket(schema, gate.listener)),
        *photos.routes(),
        *voices.routes(),
        *ImportDesk(store, gate.identify, clock).routes(),
        *ExportDesk(store, gate.identify, clock).routes(),
        *AckDesk(gate.address, clock).routes(),
        qr_route(settings.public_url),
        district_route(clock),
        *PublicPages(photos, gate.address, clock, settings.public_url, settings.prefix).routes(),
        *MetricsDesk(settings, clock).routes(),
        Route("/healthz", _alive),
        Route("/readyz", ready),
        _pwa(settings, app_policy(settings.public_url, store.origin)),
    ]
    inside = [Mount(settings.prefix, routes=routes)] if settings.prefix else routes
    return Guarded(routes=inside, lifespan=lifespan)


class Gate:
    """Who stands behind a request, and from where it comes."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock
        self._proxies = [ip_network(net) for net in settings.trusted_proxies]

    def cookies(self) -> Cookies:
        return Cookies(path=self._settings.prefix or "/", secure=self._settings.secure)

    async def identify(self, request: Request) -> session.Arrival | None:
        grant = request.headers.get(ACTING_GRANT)
        return await session.authenticate(request.cookies, grant, self._clock())

    async def context(self, request: Request, reply: Reply) -> Context:
        now, grant = self._clock(), request.headers.get(ACTING_GRANT)
        arrival = await session.authenticate(request.cookies, grant, now)
        device = session.device_of(request.cookies)
        return Context(
            now=now,
            visitor=Visitor(address=self.address(request), device_id=device),
            reply=reply,
            session=arrival.session if arrival else None,
            actor=arrival.actor if arrival else None,
            sealed_as=arrival.sender if arrival else None,
        )

    async def listener(self, connection: HTTPConnection) -> Context:
        """Who listens on a socket: browsers send it cookies and no headers of ours."""
        now, grant = self._clock(), connection.query_params.get("grant")
        arrival = await session.authenticate(connection.cookies, grant, now)
        return Context(
            now=now,
            visitor=Visitor(address=self.address(connection)),
            reply=self.cookies(),
            session=arrival.session if arrival else None,
            actor=arrival.actor if arrival else None,
        )

    def address(self, request: HTTPConnection) -> str:
        """The client's address; what a proxy forwards counts only when the proxy is trusted."""
        peer = request.client.host if request.client else ""
        for hop in reversed(request.headers.get("x-forwarded-for", "").split(",")):
            if not self._trusted(peer) or not hop.strip():
                break
            peer = hop.strip()
        return peer[:64]

    def _trusted(self, address: str) -> bool:
        try:
            at = ip_address(address)
        except ValueError:
            return False
        return any(at in net for net in self._proxies)


async def _alive(_: Request) -> Response:
    return JSONResponse({"alive": True})


def _pwa(settings: Settings, policy: str) -> BaseRoute:
    folder = Path(settings.pwa_dir) if settings.pwa_dir else None
    if folder is None or not (folder / "index.html").exists():
        return not_built()
    return Mount("/", PwaFiles(folder, prefix=settings.prefix, policy=policy))
