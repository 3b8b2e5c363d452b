"""The cookies of a session, as the browser is told to keep them."""

from __future__ import annotations

from http.cookies import SimpleCookie
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from backend.asgi import make_app
from backend.people.models import Unit
from backend.people.session import COOKIE_MAX_AGE_S, DEVICE_COOKIE, SESSION_COOKIE
from backend.settings import Settings
from tests.fixtures.phone import Clock
from tests.people.conftest import DOCUMENTS, PASSWORD, make_person


@pytest.mark.parametrize(
    ("public_url", "path", "secure"),
    [
        ("http://phone.test", "/", False),
        ("https://phone.test", "/", True),
        ("https://phone.test/blt", "/blt", True),
    ],
)
async def test_cookies_are_closed_to_scripts_and_other_sites_and_stay_in_their_path(
    database_url: str, tmp_path: Path, clock: Clock, public_url: str, path: str, secure: bool
) -> None:
    settings = Settings(
        database_url=database_url,
        store_url=f"file:{tmp_path}/objects",
        pwa_dir="",
        public_url=public_url,
    )
    app = make_app(settings, clock=clock)
    document = (DOCUMENTS / "people/SignIn.graphql").read_text()
    given = {"phone": "13900000012", "password": PASSWORD}
    body = {"query": document, "variables": {"input": given}}
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as http,
    ):
        await make_person("赵明远", "13900000012", await Unit.create(id=uuid4(), name="区税务局"))
        reply = await http.post(f"{public_url}/graphql", json=body)

    told = SimpleCookie()
    for header in reply.headers.get_list("set-cookie"):
        told.load(header)
    assert set(told) == {SESSION_COOKIE, DEVICE_COOKIE}
    for cookie in told.values():
        assert (cookie["path"], bool(cookie["secure"])) == (path, secure)
        assert cookie["httponly"]
        assert cookie["samesite"] in ("lax", "strict")
        assert cookie["max-age"] == str(COOKIE_MAX_AGE_S)
        assert not cookie["domain"]
    assert told[SESSION_COOKIE].value not in reply.text
