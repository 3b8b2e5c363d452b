"""The baseline: bare Starlette and the driver, running the same statements, answering with orjson.

``python -m tests.bench.bare <port> <database url> <statements.json>``. The statements are those
that the real server was seen to run for the same request, the session's included; ids that the deed
makes are made anew for each request.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import aiosqlite
import asyncpg
import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Statement = tuple[str, list[Any]]


class Bare:
    def __init__(self, url: str, recorded: dict[str, list[list[Any]]]) -> None:
        self.url = url
        self.recorded = {
            name: [(sql, [_value(v) for v in values]) for sql, values in statements]
            for name, statements in recorded.items()
        }
        self.sqlite: aiosqlite.Connection | None = None
        self.pool: asyncpg.Pool | None = None
        self.turn = asyncio.Lock()  # one connection, one transaction at a time

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        del app
        if self.url.startswith("sqlite"):
            path = self.url.removeprefix("sqlite://")
            async with aiosqlite.connect(path, isolation_level=None) as self.sqlite:
                await self.sqlite.execute("PRAGMA journal_mode=WAL")
                await self.sqlite.execute("PRAGMA synchronous=FULL")
                yield
            return
        async with asyncpg.create_pool(self.url, min_size=1, max_size=10) as self.pool:
            yield

    async def answer(self, request: Request) -> Response:
        await request.body()
        statements = self._fresh(self.recorded[request.path_params["name"]])
        rows = await (self._on_sqlite(statements) if self.sqlite else self._on_pool(statements))
        return Response(orjson.dumps(rows, default=str), media_type="application/json")

    def _fresh(self, statements: list[Statement]) -> list[Statement]:
        """The same statements with the deed's own ids made anew."""
        made: dict[Any, Any] = {}
        fresh = []
        for sql, values in statements:
            row = []
            for value in values:
                if isinstance(value, dict):  # {"made": "n", "text": length or 0}
                    own = made.setdefault(value["made"], uuid4())
                    as_text = value["text"] or not self.pool
                    row.append(str(own)[: value["text"] or None] if as_text else own)
                else:
                    row.append(value)
            fresh.append((sql, row))
        return fresh

    async def _on_sqlite(self, statements: list[Statement]) -> list[Any]:
        assert self.sqlite
        rows: list[Any] = []
        writing = len(statements) > READS_AT_MOST
        async with self.turn:
            if writing:
                await self.sqlite.execute("BEGIN IMMEDIATE")
            for sql, values in statements:
                rows = [tuple(r) for r in await self.sqlite.execute_fetchall(sql, values)]
            if writing:
                await self.sqlite.commit()
        return rows

    async def _on_pool(self, statements: list[Statement]) -> list[Any]:
        assert self.pool
        rows: list[Any] = []
        async with AsyncExitStack() as held:
            writing = len(statements) > READS_AT_MOST
            if writing:  # each writes the same rows: two at once would wait for each other for ever
                await held.enter_async_context(self.turn)
            connection = await held.enter_async_context(self.pool.acquire())
            if writing:
                await held.enter_async_context(connection.transaction())
            for sql, values in statements:
                rows = [tuple(row) for row in await connection.fetch(sql, *values)]
        return rows


READS_AT_MOST = 4  # a question is a session and a list; a deed is more


def _value(value: Any) -> Any:
    """JSON has no instants and no ids: they come as {"at": …}, {"id": …}."""
    if isinstance(value, dict) and "at" in value:
        return datetime.fromisoformat(value["at"])
    if isinstance(value, dict) and "id" in value:
        return UUID(value["id"])
    return value


def main() -> None:
    port, url, statements = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    bare = Bare(url, json.loads(statements.read_text()))

    async def ready(_: Request) -> Response:
        return Response("ready")

    routes = [Route("/readyz", ready), Route("/{name}", bare.answer, methods=["POST"])]
    app = Starlette(routes=routes, lifespan=bare.lifespan)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
