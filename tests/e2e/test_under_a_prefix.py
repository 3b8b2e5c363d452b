"""The app under a path of its host: all stays below it, and a cold start needs no network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.e2e.app import PHOTOS, TALK, App
from tests.e2e.bad_network import BadNetwork
from tests.e2e.conftest import Town
from tests.e2e.inside import arrived
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

PICTURES = [PHOTOS / "orientation/landscape_3.jpg"]


@pytest.mark.own_browser
async def test_under_a_prefix_and_started_cold_without_a_network(
    new_phone: NewPhone,
    new_server: Callable[..., Served],
    town: Town,
    tmp_path: Path,
    network: BadNetwork,
) -> None:
    server = await asyncio.to_thread(new_server, "/blt")
    phone = await new_phone(**network.options)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    app = await App.opened(phone, server.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    cookies = {cookie["path"] for cookie in await phone.cookies()}
    await phone.close()
    assert cookies == {"/blt"}

    network.cut = True
    phone = await new_phone(**network.options)
    phone.on("request", lambda request: asked.append(request.url))
    app = await App.opened(phone, server.url)
    await app.is_on_the_phone()
    await expect(app.strip).to_contain_text("离线，截至")
    await app.write_visit(photos=PICTURES)
    await app.shows_waiting(1)
    network.cut = False
    await app.goto("/outbox")
    await app.sends_until_all_is_sent()

    assert (await arrived(tmp_path)).talks == [TALK]
    outside = [url for url in asked if not urlsplit(url).path.startswith("/blt")]
    assert [url for url in outside if url.startswith("http")] == []
