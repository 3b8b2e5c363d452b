"""The database: brought up to date, opened for this process, asked whether it is there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from tortoise import Tortoise, connections
from tortoise.migrations.api import migrate as run_migrations

from backend.calendar.service import seed
from backend.wiring import tortoise_config


async def migrate(url: str) -> None:
    """Bring the tables and the calendar of working days up to date.

    Run by one process, before the others start.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path != ":memory:":
        Path(parts.netloc + parts.path).parent.mkdir(parents=True, exist_ok=True)
    try:
        await run_migrations(config=tortoise_config(url))
    finally:  # an open SQLite connection is a thread that keeps a failed process alive
        await Tortoise.close_connections()
    async with opened(url):
        await seed(now=datetime.now(UTC))


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[None]:
    """Connected until the block ends, for every task of this process."""
    await Tortoise.init(config=tortoise_config(url), _enable_global_fallback=True)
    try:
        yield
    finally:
        await Tortoise.close_connections()


async def answers() -> bool:
    """Whether a statement comes back. Any failure is a no: the caller says 503."""
    try:
        await connections.get("default").execute_query("SELECT 1")
    except Exception:  # noqa: BLE001  each driver has its own classes
        return False
    return True
