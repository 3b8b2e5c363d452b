"""Pushes that really leave: encrypted and signed by pywebpush, to a push service of the test's."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import http_ece
import pytest
from aiohttp import web
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from backend.kernel.actor import Actor
from backend.notify import service, trial
from backend.notify.models import Delivery, DeliveryState, Doorbell, Notice, NoticeKind
from backend.notify.outside import Outside
from backend.notify.ringer import Ringer
from backend.notify.web_push import pusher
from tests.fixtures.phone import Phone
from tests.fixtures.stand_in import answering
from tests.notify.conftest import SUBJECT, Browser, browser
from tests.notify.test_inbox import happened, read
from tests.world import NOW, make_actor

Say = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def taken(_: web.Request) -> web.StreamResponse:
    return web.Response(status=201)


@dataclass
class PushService:
    """RFC 8030 on this machine; ``says`` is how it answers."""

    url: str = ""
    says: Say = taken
    got: list[tuple[Mapping[str, str], bytes]] = field(default_factory=list)

    async def post(self, request: web.Request) -> web.StreamResponse:
        self.got.append((request.headers, await request.read()))
        return await self.says(request)


@pytest.fixture
async def push_service() -> AsyncIterator[PushService]:
    here = PushService()
    app = web.Application()
    app.router.add_post("/p/{id}", here.post)
    async with answering(app) as here.url:
        yield here


@pytest.fixture
async def me(phone: Phone, pushing: Outside, push_service: PushService) -> Actor:
    del pushing, push_service
    actor = await make_actor()
    await phone.sign_in(actor)
    return actor


async def subscribed(phone: Phone, to: PushService, name: str = "a") -> Browser:
    one = browser(f"{to.url}/p/{name}")
    await phone.send("AddDoorbell", input=one.doorbell())
    return one


async def assigned(to: Actor) -> Notice:
    event = await happened(to)
    await service.post(
        event, [to.person_id], kind=NoticeKind.ASSIGNED, title="天润机械：变压器容量不足",
        text="夏天要停一条线", number="WD-2026-0012", now=NOW,
    )  # fmt: skip
    return await Notice.get(event_id=event.id)


async def ring(phone: Phone, here: Outside) -> None:
    async with pusher(here) as sending:
        await Ringer(sending, clock=phone.clock).ring_due()


def claims(authorization: str) -> dict[str, Any]:
    """Of a VAPID header whose signature holds."""
    said = dict(part.strip().split("=", 1) for part in authorization[6:].split(","))
    head, body, signature = said["t"].split(".")
    raw = decoded(signature)
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(said["k"]))
    both = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    key.verify(
        utils.encode_dss_signature(*both), f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256())
    )
    claimed: dict[str, Any] = json.loads(decoded(body))
    return claimed


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


async def test_a_push_says_kind_and_number_and_is_for_this_browser_alone(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    mine = await subscribed(phone, push_service)
    notice = await assigned(me)
    await ring(phone, pushing)

    ((headers, body),) = push_service.got
    clear = http_ece.decrypt(body, private_key=mine.private, auth_secret=mine.auth)
    delivery = await Delivery.get()
    assert json.loads(clear) == {
        "web_push": 8030,
        "notification": {
            "title": "您有1件新交办 WD-2026-0012",
            "navigate": f"http://localhost:8000/n/{notice.id}",
            "lang": "zh-CN",
            "tag": notice.id.hex,
            "data": {"d": str(delivery.id)},
        },
        "app_badge": "1",
    }
    claimed = claims(headers["Authorization"])
    assert (claimed["aud"], claimed["sub"]) == (push_service.url, SUBJECT)
    assert (headers["Urgency"], headers["Topic"], headers["TTL"]) == (
        "high", notice.id.hex, "86400",
    )  # fmt: skip
    assert (delivery.state, delivery.last_status) == (DeliveryState.SENT, 201)
    assert (await Doorbell.get()).unacked == 1


async def test_what_was_read_rings_no_more(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    await subscribed(phone, push_service)
    notice = await assigned(me)
    await phone.send("MarkRead", input=read(notice.id))
    await ring(phone, pushing)

    assert push_service.got == []
    assert (await Delivery.get()).state is DeliveryState.CANCELLED


@pytest.mark.parametrize("status", [404, 410])
async def test_a_subscription_that_is_gone_is_removed(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService, status: int
) -> None:
    async def gone(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    push_service.says = gone
    await subscribed(phone, push_service)
    await assigned(me)
    await ring(phone, pushing)

    assert not await Doorbell.exists()
    assert (await Delivery.get()).state is DeliveryState.FAILED


@pytest.mark.parametrize(("status", "wait_s"), [(429, 7), (500, 30)])
async def test_a_busy_service_is_tried_again_when_it_said_or_by_our_own_back_off(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService, status: int, wait_s: int
) -> None:
    async def busy(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, headers={"Retry-After": "7"} if status == 429 else {})

    push_service.says = busy
    await subscribed(phone, push_service)
    await assigned(me)
    await ring(phone, pushing)
    owed = await Delivery.get()
    push_service.says = taken
    phone.clock.advance(seconds=wait_s)
    await ring(phone, pushing)

    assert owed.due_at is not None
    assert (owed.due_at - NOW).total_seconds() == wait_s
    assert (await Delivery.get()).state is DeliveryState.SENT


async def test_a_redirect_is_not_followed(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    async def elsewhere(_: web.Request) -> web.StreamResponse:
        return web.Response(status=307, headers={"Location": "/p/other"})

    push_service.says = elsewhere
    await subscribed(phone, push_service)
    await assigned(me)
    await ring(phone, pushing)

    assert len(push_service.got) == 1
    assert (await Delivery.get()).last_status == 307


async def test_a_service_that_hangs_is_left_after_five_seconds(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    async def hangs(_: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    push_service.says = hangs
    await subscribed(phone, push_service)
    await assigned(me)
    async with asyncio.timeout(15):
        await ring(phone, pushing)

    owed = await Delivery.get()
    assert (owed.state, owed.last_error) == (DeliveryState.DUE, "timeout")


async def test_who_looks_after_the_server_sees_what_each_push_service_answers(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    await subscribed(phone, push_service)
    await subscribed(phone, push_service, "b")
    async with pusher(pushing) as sending:
        answers = await trial.ring_all(me.person_id, sending)

    assert [answer.status for _, answer in answers] == [201, 201]
    assert len(push_service.got) == 2
