"""A bad network: an HTTP proxy that can be cut, and that can lose answers to what was committed.

Or only a slow one: answers to a page that are held back for a while.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Page, Route

from backend.kernel.allowlist import digest_of
from tests.fixtures.phone import DOCUMENTS

LOST_OF = 5  # one answer in five is lost,
FIRST_LOST = 2  # the second of each kind for a start


@dataclass
class BadNetwork:
    """``cut``: nobody is reached. ``loses``: the server commits a deed (a photo put, a letter
    posted), and one answer in five does not come back; questions pass."""

    port: int = 0
    cut: bool = False
    loses: bool = False
    deeds: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    asking: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def options(self) -> dict[str, Any]:
        """For a phone that has no other network than this."""
        return {"proxy": {"server": f"http://127.0.0.1:{self.port}", "bypass": "<-loopback>"}}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer, one connection: a browser cannot quietly repeat it."""
        self._is_asking()
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            if self.cut:
                return
            method, address, fields = _parsed(head)
            body = await reader.readexactly(int(fields.get("content-length", 0)))
            answer = await _asked(method, address, fields, body)
            if self._loses("photo" if method == "PUT" else "letter", body):
                return
            writer.write(answer)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):  # the browser or the server hung up
            return
        finally:
            writer.close()

    def _is_asking(self) -> None:
        task = asyncio.current_task()
        assert task
        self.asking.add(task)
        task.add_done_callback(self.asking.discard)

    async def ends(self) -> None:
        """Whoever still waits for an answer, as a browser that was killed does, gets none."""
        for task in self.asking:
            task.cancel()
        await asyncio.gather(*self.asking, return_exceptions=True)

    def _loses(self, kind: str, body: bytes) -> bool:
        if not self.loses or (kind == "letter" and b"sealedAt" not in body):
            return False
        self.deeds[kind] += 1
        if self.deeds[kind] % LOST_OF != FIRST_LOST:
            return False
        self.lost.append(kind)
        return True


@asynccontextmanager
async def bad_network() -> AsyncIterator[BadNetwork]:
    network = BadNetwork()
    listening = await asyncio.start_server(network.serve, "127.0.0.1", 0)
    network.port = listening.sockets[0].getsockname()[1]
    try:
        yield network
    finally:
        listening.close()
        await network.ends()


def _parsed(head: bytes) -> tuple[str, str, dict[str, str]]:
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, address, _ = first.split(" ")
    pairs = (line.split(":", 1) for line in lines)
    return method, address, {name.lower(): value.strip() for name, value in pairs}


async def _asked(method: str, address: str, fields: dict[str, str], body: bytes) -> bytes:
    """The server's whole answer."""
    to = urlsplit(address)
    reader, writer = await asyncio.open_connection("127.0.0.1", to.port or 80)
    target = to.path + (f"?{to.query}" if to.query else "")
    kept = {k: v for k, v in fields.items() if not k.startswith("proxy-")} | {"connection": "close"}
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in kept.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
    await writer.drain()
    try:
        return await reader.read(-1)
    finally:
        writer.close()


@asynccontextmanager
async def held_back(page: Page, operation: str) -> AsyncIterator[None]:
    """Until the block ends, no answer to this operation of the page comes; then all do."""
    document, let_go = digest_of(DOCUMENTS[operation].read_text(encoding="utf-8")), asyncio.Event()

    async def hold(route: Route) -> None:
        if document in (route.request.post_data or ""):
            await let_go.wait()
        await route.continue_()

    await page.route("**/graphql", hold)
    try:
        yield
    finally:
        let_go.set()
        await page.unroute_all(behavior="wait")
