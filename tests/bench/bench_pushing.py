"""Pushes a second beside bare posts to the same host, and mutations while a push host hangs."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from uuid import uuid4

import aiohttp
import httpx
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import ec
from tortoise.context import TortoiseContext

from backend.kernel.actor import Actor
from backend.notify import outside
from backend.notify.deliveries import PER_HOST
from backend.notify.endpoints import EndpointRules
from backend.notify.models import Channel, Delivery, DeliveryState, Doorbell, Notice, Purpose
from backend.notify.outside import Outside
from backend.notify.push_keys import new_private_key, push_keys
from backend.notify.ringer import Ringer
from backend.notify.web_push import pusher
from backend.people.models import Session
from backend.people.session import SESSION_COOKIE
from backend.wiring import tortoise_config
from tests.fixtures.phone import DOCUMENTS
from tests.fixtures.server import Served
from tests.fixtures.stand_in import answering
from tests.notify.conftest import SUBJECT, Browser, text
from tests.world import make_actor

PUSHES, MUTATIONS, HANGING = 300, 200, 64


@asynccontextmanager
async def push_host(answer: Callable[[], Any]) -> AsyncIterator[str]:
    async def post(request: web.Request) -> web.Response:
        await request.read()
        await answer()
        return web.Response(status=201)

    app = web.Application()
    app.router.add_post("/p/{id}", post)
    async with answering(app) as url:
        yield f"{url}/p/a"


async def at_once() -> None:
    return None


async def never() -> None:
    await asyncio.Event().wait()


async def owed(actor: Actor, endpoint: str, count: int) -> None:
    """So many pushes due now, each for a line of its own."""
    now = datetime.now(UTC)
    one = Browser(endpoint, ec.generate_private_key(ec.SECP256R1()), os.urandom(16))
    bell = await Doorbell.create(
        id=uuid4(), person_id=actor.person_id, endpoint=endpoint, added_at=now, sealed_at=now,
        endpoint_sha256=sha256(endpoint.encode()).hexdigest(), p256dh=one.p256dh,
        auth=text(one.auth),
    )  # fmt: skip
    lines = [
        Notice(
            id=uuid4(),
            event_id=uuid4(),
            recipient_id=actor.person_id,
            kind="assigned",
            subject_kind="issue",
            subject_id=uuid4(),
            title="新交办",
            created_at=now,
        )
        for _ in range(count)
    ]
    await Notice.bulk_create(lines)
    await Delivery.bulk_create(
        [
            Delivery(
                id=uuid4(),
                purpose=Purpose.NOTICE,
                channel=Channel.PUSH,
                host="127.0.0.1",
                recipient_id=actor.person_id,
                notice_id=line.id,
                doorbell_id=bell.id,
                due_at=now,
                created_at=now,
            )
            for line in lines
        ]
    )


async def test_pushes_a_second(database_url: str, engine: str) -> None:
    here = Outside(
        push=push_keys(new_private_key(), SUBJECT), endpoints=EndpointRules(loopback=True)
    )
    outside.use(here)
    async with (
        TortoiseContext() as context,
        push_host(at_once) as endpoint,
        pusher(here) as sending,
        aiohttp.ClientSession() as session,
    ):
        await context.init(config=tortoise_config(database_url))
        await owed(await make_actor(), endpoint, PUSHES)
        start = perf_counter()
        await Ringer(sending).ring_due()
        own = PUSHES / (perf_counter() - start)
        assert await Delivery.filter(state=DeliveryState.SENT).count() == PUSHES
        bare = await _bare(session, endpoint)
    print(f"\n== {engine}: pushes, at most {PER_HOST} at one time for one host")
    print(f"pushes                  {own:6.0f}/s   bare posts {bare:6.0f}/s   {own / bare:.2f}")


async def _bare(session: aiohttp.ClientSession, endpoint: str) -> float:
    left, body = iter(range(PUSHES)), os.urandom(300)

    async def client() -> None:
        for _ in left:
            async with session.post(endpoint, data=body) as reply:
                await reply.read()

    start = perf_counter()
    await asyncio.gather(*(client() for _ in range(PER_HOST)))
    return PUSHES / (perf_counter() - start)


async def test_mutations_while_a_push_host_hangs(
    database_url: str, engine: str, new_server: Callable[..., Served]
) -> None:
    async with TortoiseContext() as context, push_host(never) as endpoint:
        await context.init(config=tortoise_config(database_url))
        actor = await make_actor()
        server = new_server(
            BLT_VAPID_PRIVATE_KEY=new_private_key(), BLT_VAPID_SUBJECT=SUBJECT,
            BLT_PUSH_ALLOW_LOOPBACK="1",
        )  # fmt: skip
        headers = await _signed_in(actor)
        async with httpx.AsyncClient(base_url=server.url, headers=headers, timeout=60) as http:
            await _mutations(http, 20)
            usual = await _mutations(http, MUTATIONS)
            await owed(actor, endpoint, HANGING)
            hanging = await _mutations(http, MUTATIONS)
        waiting = await Delivery.filter(state=DeliveryState.DUE).count()
    print(f"\n== {engine}: a mutation while {waiting} pushes wait for a host that hangs")
    for name, of in (("median", median), ("95 of 100", lambda t: quantiles(t, n=20)[-1])):
        before, now = of(usual) * 1000, of(hanging) * 1000
        print(f"{name:10} {before:6.1f} ms before {now:6.1f} ms while it hangs  {now / before:.2f}")
    assert waiting == HANGING


async def _signed_in(actor: Actor) -> dict[str, str]:
    token, now = secrets.token_urlsafe(32), datetime.now(UTC)
    await Session.create(
        id=uuid4(), person_id=actor.person_id, device_id=uuid4(), created_at=now, last_seen_at=now,
        token_sha256=sha256(token.encode()).hexdigest(), expires_at=now + timedelta(days=1),
    )  # fmt: skip
    return {"cookie": f"{SESSION_COOKIE}={token}", "x-acting-grant": str(actor.grant_id)}


async def _mutations(http: httpx.AsyncClient, count: int) -> list[float]:
    """Seconds that each took, one after another."""
    wished = {"digests": ["08:30"], "quietFrom": None, "quietUntil": None, "channels": ["PUSH"]}
    body = {
        "query": DOCUMENTS["SaveAlertSettings"].read_text(), "variables": {"input": wished},
    }  # fmt: skip
    took = []
    for _ in range(count):
        start = perf_counter()
        reply = await http.post("/graphql", json=body)
        took.append(perf_counter() - start)
        assert reply.json()["data"]["saveAlertSettings"]["__typename"] == "AlertSettings"
    return took
