"""Push hosts that fail, drip, or are where they may not be; whose phone a pseudonym stands for."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.abc import ResolveResult

from backend.kernel.actor import Actor
from backend.notify import outside
from backend.notify.endpoints import EndpointRules
from backend.notify.models import Delivery, DeliveryState, Doorbell
from backend.notify.outside import Outside
from backend.notify.ringer import Ringer
from backend.notify.web_push import CheckedResolver, pusher
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.notify.conftest import browser
from tests.notify.test_pushing import PushService, assigned, ring, subscribed
from tests.notify.test_pushing import me as me
from tests.notify.test_pushing import push_service as push_service

DRIP_S = 0.2


@pytest.fixture
async def dripping() -> AsyncIterator[str]:
    """A host that answers, a byte at a time and without end."""

    writers: list[asyncio.StreamWriter] = []

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        del reader
        writers.append(writer)
        writer.write(b"HTTP/1.1 201 Created\r\nX-Slow: ")
        while not writer.is_closing():
            writer.write(b".")
            await asyncio.sleep(DRIP_S)

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/p/a"
    server.close()
    for writer in writers:
        writer.close()
    await asyncio.gather(*(writer.wait_closed() for writer in writers), return_exceptions=True)


async def test_a_host_that_drips_is_left_after_five_seconds(
    phone: Phone, me: Actor, pushing: Outside, dripping: str
) -> None:
    await phone.send("AddDoorbell", input=browser(dripping).doorbell())
    await assigned(me)
    async with asyncio.timeout(15):
        await ring(phone, pushing)

    owed = await Delivery.get()
    assert (owed.state, owed.last_error) == (DeliveryState.DUE, "timeout")


async def test_a_host_that_failed_five_times_rests_and_is_asked_again(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    async def broken(_: web.Request) -> web.StreamResponse:
        return web.Response(status=500)

    push_service.says = broken
    await subscribed(phone, push_service)
    async with pusher(pushing) as sending:
        ringer = Ringer(sending, clock=phone.clock)
        for _ in range(5):
            await assigned(me)
            await ringer.ring_due()
        await assigned(me)
        await ringer.ring_due()
        assert len(push_service.got) == 5
        waits = await Delivery.get(attempts=0)  # it was not even looked at
        assert (waits.state, waits.last_error) == (DeliveryState.DUE, "")
        phone.clock.advance(minutes=1, seconds=1)
        await ringer.ring_due()
    assert len(push_service.got) > 5


class Says(CheckedResolver):
    """A name server that answers with these addresses."""

    def __init__(self, rules: EndpointRules, addresses: list[str]) -> None:
        super().__init__(rules)
        self.addresses = addresses

    async def look_up(
        self, host: str, port: int, family: socket.AddressFamily
    ) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in self.addresses
        ]


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["169.254.169.254"],
        ["::ffff:192.168.1.1"],
        ["142.250.72.10", "192.168.1.1"],  # the public one first, the other for the second try
        [],
    ],
)
async def test_a_listed_name_that_leads_inside_is_not_connected_to(
    phone: Phone, me: Actor, pushing: Outside, addresses: list[str]
) -> None:
    here = replace(pushing, endpoints=EndpointRules())
    outside.use(here)
    await phone.send("AddDoorbell", input=browser().doorbell())
    await assigned(me)
    async with pusher(here, Says(here.endpoints, addresses)) as sending:
        await Ringer(sending, clock=phone.clock).ring_due()

    owed = await Delivery.get()
    assert (owed.state, owed.last_status) == (DeliveryState.DUE, 0)
    assert owed.last_error.startswith("ClientConnector")


async def test_a_protected_reporter_is_rung_and_no_row_says_who_that_is(
    phone: Phone, pushing: Outside, push_service: PushService
) -> None:
    town = await Town.built(phone)
    await phone.sign_in(town.special)
    await subscribed(phone, push_service)
    issue = await town.report(town.special)
    await town.step(town.supervisor, "ReturnIssue", issue, text="请写清是哪条路。")
    await town.deliver()
    await ring(phone, pushing)

    assert len(push_service.got) == 1
    bell = await Doorbell.get()
    row = await Delivery.get(channel="push", state="sent")
    assert (bell.person_id, row.doorbell_id, row.host) == (town.special.person_id, None, "")
    assert row.recipient_id != town.special.person_id
