"""Two server processes, one database, one store: one id sent to both at the same instant."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from hashlib import sha256
from uuid import uuid4

import httpx
import pytest

from tests.evidence.pictures import sealed
from tests.evidence.sounds import webm
from tests.fixtures.phone import Clock, Phone
from tests.fixtures.s3 import S3Server
from tests.fixtures.server import Served
from tests.world import make_actor

pytestmark = pytest.mark.postgres  # SQLite has one writing process

ROUNDS = 15  # one round alone shows a loser's bytes about four times in five


@pytest.fixture(params=["folder", "s3"])
def servers(request: pytest.FixtureRequest, new_server: Callable[..., Served]) -> list[Served]:
    where: dict[str, str] = {}
    if request.param == "s3":
        server: S3Server = request.getfixturevalue("s3_server")
        where = {"BLT_STORE_URL": request.getfixturevalue("s3_url"), **server.settings}
    return [new_server(BLT_WORKER="off", **where) for _ in range(2)]


@pytest.fixture
async def http(database: object) -> AsyncIterator[httpx.AsyncClient]:  # noqa: ARG001 - rows below
    async with httpx.AsyncClient(timeout=60) as opened:
        await Phone(opened, Clock(datetime.now(UTC))).sign_in(await make_actor())
        yield opened


RIVALS = {
    "photos": [sealed(colour="red"), sealed(colour="green")],
    "voices": [webm(seed=1), webm(seed=2)],
}


async def test_the_losers_bytes_never_stand_under_the_winners_row(
    servers: list[Served], http: httpx.AsyncClient
) -> None:
    for path, bodies in list(RIVALS.items()) * ROUNDS:
        evidence_id = uuid4()
        at = [f"{server.url}/{path}/{evidence_id}" for server in servers]
        replies = await asyncio.gather(
            *[
                http.put(one, content=body, headers={"x-sha256": sha256(body).hexdigest()})
                for one, body in zip(at, bodies, strict=True)
            ]
        )

        assert sorted(reply.status_code for reply in replies) == [200, 409]
        assert next(r for r in replies if r.status_code == 409).json()["code"] == "id_reused"
        won = bodies[[reply.status_code for reply in replies].index(200)]
        for one in at:
            assert (await http.get(one, params={"size": "evidence"})).content == won
