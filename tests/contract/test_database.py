"""The database that tests get is the one that migrations make."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from tortoise.context import TortoiseContext

from backend import migrations


async def rows(database: TortoiseContext, query: str) -> list[dict[str, object]]:
    return list(await database.db().execute_query_dict(query))


async def test_migrations_have_run(database: TortoiseContext) -> None:
    applied = await rows(database, "SELECT name FROM tortoise_migrations ORDER BY name")

    assert applied


def test_migrations_stand_in_one_line() -> None:
    """Two that follow the same one were written at the same time: each engine would run one."""
    names = sorted(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))
    followed = [
        import_module(f"backend.migrations.{name}").Migration.dependencies for name in names
    ]
    assert followed == [[], *([("app", name)] for name in names[:-1])]


@pytest.mark.sqlite
async def test_a_commit_on_sqlite_is_on_the_disk(database: TortoiseContext) -> None:
    assert await rows(database, "PRAGMA synchronous") == [{"synchronous": 2}]
    assert await rows(database, "PRAGMA journal_mode") == [{"journal_mode": "wal"}]
    assert await rows(database, "PRAGMA foreign_keys") == [{"foreign_keys": 1}]


@pytest.mark.postgres
async def test_the_other_engine_is_a_real_postgresql(database: TortoiseContext) -> None:
    (version,) = await rows(database, "SHOW server_version_num")

    assert int(str(version["server_version_num"])) >= 150000
