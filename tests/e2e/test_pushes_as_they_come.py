"""Pushes handed to the service worker by DevTools: each shows something, whatever is in it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Request

from tests.e2e.app import App
from tests.e2e.conftest import Town
from tests.e2e.worker_of import WITHIN_S, WorkerOf
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served

pytestmark = [pytest.mark.browser, pytest.mark.own_browser]

ODD = [
    "",
    "不是 JSON",
    "[1, 2]",
    '{"web_push": 8030}',
    '{"notification": {"title": "", "navigate": "https://evil.example/"}, "app_badge": "many"}',
]
PLAIN = "您有新消息"


def alert(url: str, delivery: str = "d-1", tag: str = "issue-12") -> dict[str, Any]:
    notification = {
        "title": "您有1件新交办 WD-2026-0012",
        "navigate": f"{url}/n/6f0c1a52-9b1e-4a55-8f0d-2f1f5c6f0a11",
        "lang": "zh-CN",
        "tag": tag,
        "data": {"d": delivery},
    }
    return {"web_push": 8030, "notification": notification, "app_badge": "3"}


async def test_every_push_shows_something_and_leads_into_the_app(
    new_phone: NewPhone, served: Served
) -> None:
    phone = await new_phone()
    await phone.grant_permissions(["notifications"], origin=served.url)
    app = await App.opened(phone, served.url, "/sign-in")
    worker = await WorkerOf.page(app.page)

    for many, odd in enumerate(ODD, start=1):
        await worker.push(odd)
        assert [one["title"] for one in await worker.shown()] == [PLAIN] * many
    assert {one["data"]["url"] for one in await worker.shown()} == {f"{served.url}/inbox"}

    await worker.push(alert(served.url))
    await worker.push(alert(served.url, "d-2"))  # the same subject again takes its place
    shown = await worker.shown()
    assert len(shown) == len(ODD) + 1
    [whole] = [one for one in shown if one["title"] != PLAIN]
    assert whole["title"] == "您有1件新交办 WD-2026-0012"
    assert whole["data"]["url"] == f"{served.url}/n/6f0c1a52-9b1e-4a55-8f0d-2f1f5c6f0a11"


async def test_a_push_is_acknowledged_also_when_it_may_not_be_shown(
    new_phone: NewPhone, served: Served
) -> None:
    phone = await new_phone()
    app = await App.opened(phone, served.url, "/sign-in")
    worker = await WorkerOf.page(app.page)  # nobody has allowed notifications
    heard = acknowledgements(phone)

    await worker.push(alert(served.url, "d-7"))

    assert await asyncio.wait_for(heard.get(), WITHIN_S) == {"d": "d-7", "t": "shown"}
    assert await worker.shown() == []


async def test_an_open_page_looks_again_when_a_push_comes(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    phone = await new_phone()
    await phone.grant_permissions(["notifications"], origin=served.url)
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    worker = await WorkerOf.page(app.page)

    async with app.page.expect_request(lambda one: one.url.endswith("/graphql")):
        await worker.push(alert(served.url))


def acknowledgements(phone: BrowserContext) -> asyncio.Queue[Any]:
    """What the worker tells the server, as it happens."""
    heard: asyncio.Queue[Any] = asyncio.Queue()

    def hear(request: Request) -> None:
        if request.url.endswith("/push/ack"):
            heard.put_nowait(request.post_data_json)

    phone.on("request", hear)
    return heard
