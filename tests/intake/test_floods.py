"""Ten thousand guesses and a thousand posts over real HTTP: refused at next to no cost."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from urllib.parse import urlencode

import pytest
from tortoise.context import TortoiseContext

from backend.intake import keys
from backend.intake.rules import ALPHABET, new_form
from backend.issues.models import Issue
from backend.people.models import SignInTry
from tests.bench.load import processor_s
from tests.fixtures.server import Served
from tests.intake.conftest import code_in, set_up_district

SCRIPT, PERSON = "203.0.113.66", "198.51.100.9"
REFUSED_MS = 5  # of the processor, on a busy machine; a slow hash alone takes several times that
FORM_KIND = "application/x-www-form-urlencoded"


@dataclass
class Browser:
    """One kept connection from one address: posts forms and reads what is answered."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    address: str

    async def post(self, path: str, **fields: str) -> tuple[int, str]:
        body = urlencode(fields).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: {self.address}\r\n"
            f"content-type: {FORM_KIND}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        said = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(said.split("content-length:")[1].split("\r\n")[0])
        page = await self.reader.readexactly(length)
        return int(said.split()[1]), page.decode()


@asynccontextmanager
async def browser(server: Served, address: str) -> AsyncIterator[Browser]:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    yield Browser(reader, writer, address)
    writer.close()
    await writer.wait_closed()


async def posted(server: Served, address: str, path: str, **fields: str) -> tuple[int, str]:
    async with browser(server, address) as once:
        return await once.post(path, **fields)


@pytest.fixture
async def served_here(database: TortoiseContext, new_server: Callable[..., Served]) -> Served:
    """Behind a proxy that says whose request it is."""
    assert database.inited
    await set_up_district()
    return new_server(BLT_TRUSTED_PROXIES="127.0.0.1/32", BLT_WORKER="off")


async def forms() -> Iterator[dict[str, str]]:
    """Forms that were handed out forty seconds ago."""
    now = datetime.now(UTC)
    key = await keys.of_today(now)

    def each() -> Iterator[dict[str, str]]:
        while True:
            token = new_form(now - timedelta(seconds=40)).sealed(key)
            yield {"token": token, "kind": "request", "words": "补贴没有到账。"}

    return each()


def codes() -> Iterator[dict[str, str]]:
    chance = Random(7)
    while True:
        yield {"code": "".join(chance.choices(ALPHABET, k=8))}


async def flood(
    server: Served, path: str, sent: Iterable[dict[str, str]]
) -> tuple[Counter[int], float]:
    """Post them one after another; how often which status, and processor ms of each refusal."""
    statuses: Counter[int] = Counter()
    async with browser(server, SCRIPT) as script:
        refused_from = processor_s(server.pid)
        for fields in sent:
            status, _ = await script.post(path, **fields)
            statuses[status] += 1
            if status != 429:
                refused_from = processor_s(server.pid)
    spent_ms = (processor_s(server.pid) - refused_from) * 1000
    return statuses, spent_ms / statuses[429]


async def test_ten_thousand_guesses_find_nothing_and_lock_nobody_else(
    served_here: Served,
) -> None:
    status, page = await posted(served_here, PERSON, "/p/", **next(await forms()))
    assert status == 200, page
    code = code_in(page)

    statuses, each_ms = await flood(served_here, "/p/follow", islice(codes(), 10_000))

    assert statuses == {422: 20, 429: 9_980}
    assert each_ms < REFUSED_MS
    assert await SignInTry.filter(ok=False).count() == 20  # a refused guess writes nothing
    status, page = await posted(served_here, SCRIPT, "/p/follow", code=code)
    assert (status, "补贴没有到账" in page) == (429, False)
    status, page = await posted(served_here, PERSON, "/p/follow", code=code)
    assert (status, "补贴没有到账" in page) == (200, True)


async def test_of_a_thousand_scripted_posts_ten_get_in(served_here: Served) -> None:
    made = await forms()

    statuses, each_ms = await flood(served_here, "/p/", islice(made, 1_000))

    assert statuses == {200: 10, 429: 990}
    assert each_ms < REFUSED_MS
    assert await Issue.all().count() == 10
    assert await SignInTry.all().count() == 10
    assert (await posted(served_here, PERSON, "/p/", **next(made)))[0] == 200
