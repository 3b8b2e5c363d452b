"""An open page hears of changes, from whichever process, and of nothing it may not see."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from backend.kernel.actor import Actor, Role
from backend.live.feed import DOCUMENT
from tests.fixtures.phone import Clock, Phone
from tests.fixtures.server import Served
from tests.world import OTHER_STREET, make_actor, make_enterprise, make_region, pair

WITHIN_S = 30.0

pytestmark = pytest.mark.usefixtures("database")


@asynccontextmanager
async def subscribed(
    served: Served, phone: Phone, document: str = DOCUMENT, **options: Any
) -> AsyncIterator[ClientConnection]:
    grant = phone.http.headers["x-acting-grant"]
    cookies = "; ".join(f"{name}={value}" for name, value in phone.http.cookies.items())
    async with connect(
        f"{served.url.replace('http', 'ws', 1)}/graphql?grant={grant}",
        subprotocols=["graphql-transport-ws"],  # type: ignore[list-item]
        additional_headers={"Cookie": cookies},
        **options,
    ) as socket:
        await socket.send(json.dumps({"type": "connection_init"}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        subscribe = {"id": "1", "type": "subscribe", "payload": {"query": document}}
        await socket.send(json.dumps(subscribe))
        yield socket


async def change(socket: ClientConnection) -> dict[str, Any]:
    said = json.loads(await asyncio.wait_for(socket.recv(), WITHIN_S))
    assert said["type"] == "next", said
    found: dict[str, Any] = said["payload"]["data"]["changes"]
    return found


At = Callable[[Served, Actor], Awaitable[Phone]]


@pytest.fixture
async def at() -> AsyncIterator[At]:
    """A person's phone before a running server."""
    async with AsyncExitStack() as opened:

        async def phone_at(served: Served, actor: Actor) -> Phone:
            http = await opened.enter_async_context(httpx.AsyncClient(base_url=served.url))
            phone = Phone(http, Clock(datetime.now(UTC)))
            await phone.sign_in(actor)
            return phone

        yield phone_at


async def reported(phone: Phone) -> str:
    letter = {
        "id": str(uuid4()), "source": "REQUEST", "topic": "utilities",
        "description": "门口的路灯坏了两周。", "sealedAt": datetime.now(UTC).isoformat(),
    }  # fmt: skip
    taken = await phone.send("ReportIssue", input=letter)
    assert taken["__typename"] == "Receipt", taken
    return letter["id"]


@pytest.fixture
async def people() -> dict[str, Actor]:
    await make_region()
    liaison = await make_actor()
    await pair(liaison, await make_enterprise())
    return {
        "liaison": liaison,
        "supervisor": await make_actor(Role.SUPERVISOR),
        "elsewhere": await make_actor(Role.SUPERVISOR, region=OTHER_STREET),
    }


async def test_a_report_is_heard_by_the_office_of_its_region_alone(
    served: Served, people: dict[str, Actor], at: At
) -> None:
    liaison = await at(served, people["liaison"])
    office = await at(served, people["supervisor"])
    elsewhere = await at(served, people["elsewhere"])
    async with subscribed(served, office) as near, subscribed(served, elsewhere) as far:
        heard = asyncio.create_task(change(near))
        while not heard.done():  # the feed begins with what happens after its first look
            issue_id = await reported(liaison)
            await asyncio.wait({heard}, timeout=2)

        assert heard.result()["kind"] == "issue"
        assert issue_id
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(far.recv(), 0.2)


async def test_an_open_inbox_hears_of_its_new_line_when_the_line_is_there(
    served: Served, people: dict[str, Actor], at: At
) -> None:
    liaison = await at(served, people["liaison"])
    office = await at(served, people["supervisor"])
    elsewhere = await at(served, people["elsewhere"])
    async with subscribed(served, office) as near, subscribed(served, elsewhere) as far:
        heard = asyncio.create_task(change_of(near, "inbox"))
        reported_ids = set()
        while not heard.done():
            reported_ids.add(await reported(liaison))
            await asyncio.wait({heard}, timeout=2)

        assert heard.result()["subjectId"] == str(people["supervisor"].person_id)
        lines = (await office.send("Inbox", first=30))["items"]
        assert {line["subjectId"] for line in lines} & reported_ids
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(far.recv(), 0.2)


async def change_of(socket: ClientConnection, kind: str) -> dict[str, Any]:
    while (heard := await change(socket))["kind"] != kind:
        pass
    return heard


@pytest.mark.postgres
async def test_a_deed_in_one_process_is_heard_in_another(
    new_server: Callable[..., Served], people: dict[str, Actor], at: At
) -> None:
    first, second = new_server(), new_server()
    liaison, office = await at(first, people["liaison"]), await at(second, people["supervisor"])
    async with subscribed(second, office) as socket:
        heard = asyncio.create_task(change(socket))
        while not heard.done():
            await reported(liaison)
            await asyncio.wait({heard}, timeout=2)

        assert heard.result()["kind"] == "issue"


async def test_without_a_session_it_is_refused(
    served: Served, people: dict[str, Actor], at: At
) -> None:
    office = await at(served, people["supervisor"])
    office.http.cookies.clear()
    async with subscribed(served, office) as socket:
        assert (await change(socket))["code"] == "sign_in_needed"


async def test_nothing_else_goes_over_the_socket(
    served: Served, people: dict[str, Actor], at: At
) -> None:
    office = await at(served, people["supervisor"])
    async with subscribed(served, office, "{ inbox { __typename } }") as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), WITHIN_S)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4400


async def test_a_foreign_page_does_not_listen(
    served: Served, people: dict[str, Actor], at: At
) -> None:
    office = await at(served, people["supervisor"])
    with pytest.raises(InvalidStatus):
        async with subscribed(served, office, origin="https://evil.example"):
            raise AssertionError("let in")


def test_the_phone_and_the_server_mean_the_same_document() -> None:
    assert f"'{DOCUMENT}'" in Path("pwa/src/api/live.ts").read_text()
