"""The edge: whatever is asked, the answer tells the browser what it may not do."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from backend.asgi import make_app
from backend.security_headers import NOTHING, OURSELVES_ONLY, Guarded, app_policy
from backend.settings import Settings
from tests.world import make_region

PREFIX = "/blt"
HOME = f"https://phone.test{PREFIX}"
ID = "8f7b6a2e-3c1d-4b5a-9e8f-7a6b5c4d3e2f"
FILES = {
    "index.html": '<!doctype html><head><base href="/"></head>',
    "sw.js": "self.skipWaiting()",
    "manifest.webmanifest": "{}",
    "assets/a.js": "export {}",
}


@pytest.fixture
async def app(database_url: str, tmp_path: Path) -> AsyncIterator[Starlette]:
    """The whole application under a prefix, with a built PWA of four files."""
    for name, text in FILES.items():
        path = tmp_path / "dist" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    settings = Settings(
        database_url=database_url, store_url=f"file:{tmp_path}/objects", public_url=HOME,
        pwa_dir=f"{tmp_path}/dist",
    )  # fmt: skip
    made = make_app(settings)
    async with made.router.lifespan_context(made):
        await make_region()
        yield made


@pytest.fixture
async def browser(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://phone.test") as http:
        yield http


def addresses(routes: list[BaseRoute], under: str = "") -> list[tuple[str, str]]:
    """Every route that there is, with each of its methods."""
    found = []
    for route in routes:
        if isinstance(route, Mount) and route.routes:
            found += addresses(list(route.routes), under + route.path)
        elif isinstance(route, Route):
            path = under + re.sub(r"\{[^}]*\}", ID, route.path)
            found += [(method, path) for method in sorted(route.methods or ())]
    return found


async def test_every_route_says_it(app: Starlette, browser: httpx.AsyncClient) -> None:
    walked = addresses(list(app.routes))
    assert {path.split("/")[2] for _, path in walked} >= {
        "graphql", "photos", "voices", "imports", "exports", "push", "qr", "p", "healthz", "readyz",
    }  # fmt: skip

    for method, path in walked:
        reply = await browser.request(method, path)
        said = reply.headers
        assert reply.status_code < 500, (method, path)
        assert said["x-content-type-options"] == "nosniff", (method, path)
        assert said["referrer-policy"] == "no-referrer", (method, path)
        assert "frame-ancestors 'none'" in said["content-security-policy"], (method, path)
        assert re.search(r"camera=\((self)?\), geolo", said["permissions-policy"]), (method, path)
        stays = (
            re.fullmatch(r".*/(qr/.*|qr\.svg|p/a/.*|district\.json)", path)
            and reply.status_code == 200
        )
        assert stays or said["cache-control"] == "no-store", (method, path)


@pytest.mark.parametrize("path", ["/nowhere", f"{PREFIX}/assets/gone.js", f"{PREFIX}/graphql"])
async def test_an_answer_that_is_no_page_may_load_nothing(
    browser: httpx.AsyncClient, path: str
) -> None:
    reply = await browser.get(path)

    assert reply.status_code in {404, 405}
    assert reply.headers["content-security-policy"] == NOTHING
    assert reply.headers["permissions-policy"] == OURSELVES_ONLY
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/visits/new", "/sw.js", "/assets/a.js"])
async def test_the_app_runs_its_own_code_and_no_other(
    browser: httpx.AsyncClient, path: str
) -> None:
    policy = (await browser.get(PREFIX + path)).headers["content-security-policy"]

    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["worker-src"] == "'self'"
    assert rules["base-uri"] == rules["form-action"] == rules["manifest-src"] == "'self'"
    assert rules["img-src"] == rules["media-src"] == "'self' blob:"
    assert rules["connect-src"] == "'self' wss://phone.test"
    assert "unsafe" not in policy


async def test_pages_without_an_account_may_less(browser: httpx.AsyncClient) -> None:
    said = (await browser.get(f"{PREFIX}/p/follow")).headers

    assert said["permissions-policy"] == "camera=(), geolocation=(), microphone=()"
    assert "connect-src" not in said["content-security-policy"]
    assert "base-uri 'none'" in said["content-security-policy"]


def test_photos_may_come_from_the_bucket_that_hands_them_out() -> None:
    policy = app_policy("http://localhost:8000", "https://photos.example:9000")

    assert "img-src 'self' blob: https://photos.example:9000;" in policy
    assert "connect-src 'self' ws://localhost:8000;" in policy


async def test_a_fault_says_it_too() -> None:
    async def broken(_: Request) -> Response:
        raise RuntimeError("on purpose")

    app = Guarded(routes=[Route("/", broken)])
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://phone.test") as http:
        reply = await http.get("/")

    assert reply.status_code == 500
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["content-security-policy"] == NOTHING
