"""Names that change their mind: what a push connects to is what was checked, or nothing (SSRF).

The double stands at the wire, in the place of the name server and of ``connect``, beneath all that
is ours or aiohttp's. Nothing leaves this machine.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import Any

import pytest
from aiohttp import web

from backend.kernel.actor import Actor
from backend.notify import outside
from backend.notify.endpoints import EndpointRules
from backend.notify.models import Delivery, DeliveryState
from backend.notify.outside import Outside
from backend.notify.ringer import Ringer
from backend.notify.web_push import pusher
from tests.fixtures.phone import Phone
from tests.notify.conftest import browser
from tests.notify.test_pushing import PushService, assigned, subscribed
from tests.notify.test_pushing import me as me
from tests.notify.test_pushing import push_service as push_service

PUBLIC, PUBLIC_6, LOOPBACK = "142.250.4.95", "2404:6800:4003:c0f::5f", "127.0.0.1"


HOST, HTTPS = "fcm.googleapis.com", 443


@dataclass
class Wire:
    """A name server whose answers change, and every address that somebody tried to reach.

    ``answers``: what each look-up is told, in turn; the last stays. Other names are not its own.
    """

    answers: list[list[str]] = field(default_factory=list)
    asked: int = 0
    reached: list[str] = field(default_factory=list)

    def look_up(self, host: Any, port: Any, *rest: Any, **named: Any) -> list[Any]:
        if host != HOST:
            return REALLY_LOOK_UP(host, port, *rest, **named)
        self.asked += 1
        return [_row(address) for address in self._told()]

    def connect(self, sock: socket.socket, address: Any) -> None:
        if address[1] != HTTPS:
            return REALLY_CONNECT(sock, address)
        self.reached.append(address[0])
        raise ConnectionRefusedError("nobody listens here")

    def _told(self) -> list[str]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


REALLY_LOOK_UP, REALLY_CONNECT = socket.getaddrinfo, socket.socket.connect


def _row(address: str) -> tuple[Any, ...]:
    six = ip_address(address).version == 6
    where = (address, HTTPS, 0, 0) if six else (address, HTTPS)
    family = socket.AF_INET6 if six else socket.AF_INET
    return family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", where


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    double = Wire()
    monkeypatch.setattr(socket, "getaddrinfo", double.look_up)
    monkeypatch.setattr(
        socket.socket, "connect", lambda sock, address: double.connect(sock, address)
    )
    return double


@pytest.fixture
async def owed(phone: Phone, me: Actor, pushing: Outside) -> Delivery:
    """One push to a service on the list, from a server that may push to no loopback."""
    outside.use(replace(pushing, endpoints=EndpointRules()))
    await phone.send("AddDoorbell", input=browser(f"https://{HOST}/fcm/send/abc").doorbell())
    await assigned(me)
    return await Delivery.get()


async def ring(phone: Phone) -> None:
    async with pusher(outside.present()) as sending:
        await Ringer(sending, clock=phone.clock).ring_due()


@pytest.mark.parametrize("first", [PUBLIC, PUBLIC_6])
async def test_a_name_is_asked_once_and_the_connection_goes_where_it_was_checked(
    phone: Phone, owed: Delivery, wire: Wire, first: str
) -> None:
    wire.answers = [[first], [LOOPBACK]]
    await ring(phone)

    assert (wire.asked, wire.reached) == (1, [first])
    owed = await Delivery.get(id=owed.id)
    assert (owed.state, owed.last_status) == (DeliveryState.DUE, 0)

    phone.clock.advance(minutes=1)
    await ring(phone)  # the name leads inside now: nobody goes there

    assert (wire.asked, wire.reached) == (2, [first])
    owed = await Delivery.get(id=owed.id)
    assert (owed.state, owed.attempts) == (DeliveryState.DUE, 2)


@pytest.mark.parametrize(
    "told",
    [
        [LOOPBACK],
        ["0.0.0.0"],
        ["10.1.2.3"],
        ["169.254.169.254"],  # where clouds keep their secrets
        ["::1"],
        ["::"],
        ["::ffff:127.0.0.1"],
        ["::ffff:10.1.2.3"],
        ["::127.0.0.1"],
        ["64:ff9b::a01:203"],  # 10.1.2.3 through NAT64
        ["64:ff9b:1::a01:203"],  # and through one of the network's own
        ["2002:a01:203::1"],
        ["fd12:3456::1"],
        ["fe80::1"],
        [PUBLIC, LOOPBACK],
        [PUBLIC_6, "::ffff:127.0.0.1"],
    ],
)
async def test_a_name_that_leads_inside_is_never_gone_to(
    phone: Phone, owed: Delivery, wire: Wire, told: list[str]
) -> None:
    wire.answers = [told]
    await ring(phone)

    assert (wire.asked, wire.reached) == (1, [])
    assert (await Delivery.get(id=owed.id)).last_error.startswith("ClientConnector")


async def test_a_public_address_within_ipv6_is_gone_to(
    phone: Phone, owed: Delivery, wire: Wire
) -> None:
    wire.answers = [["64:ff9b::8efa:45f"]]  # 142.250.4.95, in a network that has IPv6 only
    await ring(phone)

    assert wire.reached == ["64:ff9b::8efa:45f"]
    assert (await Delivery.get(id=owed.id)).state is DeliveryState.DUE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_where_a_push_service_sends_us_is_neither_asked_for_nor_gone_to(
    phone: Phone, me: Actor, push_service: PushService, wire: Wire, status: int
) -> None:
    async def elsewhere(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, headers={"Location": f"https://{HOST}/inside"})

    wire.answers = [[LOOPBACK]]
    push_service.says = elsewhere
    await subscribed(phone, push_service)
    await assigned(me)
    await ring(phone)

    assert len(push_service.got) == 1
    assert (wire.asked, wire.reached) == (0, [])
    failed = await Delivery.get()
    assert (failed.state, failed.last_status) == (DeliveryState.FAILED, status)
