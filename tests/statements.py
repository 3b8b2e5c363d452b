"""What a question costs: the statements that reach the database while a block runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from tortoise.backends.asyncpg import client as asyncpg
from tortoise.backends.base_postgres import client as base_postgres
from tortoise.backends.sqlite import client as sqlite
from tortoise.context import TortoiseContext

VERBS = ("execute_query", "execute_query_dict", "execute_insert", "execute_many")
KINDS: tuple[type, ...] = (
    sqlite.SqliteClient,
    sqlite.SqliteTransactionWrapper,
    base_postgres.BasePostgresClient,
    asyncpg.AsyncpgDBClient,
    asyncpg.TransactionWrapper,
)


@contextmanager
def statements(database: TortoiseContext) -> Iterator[list[str]]:
    """The list grows with each statement, of a transaction too; one verb calling another is one."""
    assert database.inited
    said: list[str] = []
    depth = 0

    def heard(inner: Any) -> Any:
        async def listen(self: Any, query: str, *args: Any, **named: Any) -> Any:
            nonlocal depth
            said.extend([query] if depth == 0 else [])
            depth += 1
            try:
                return await inner(self, query, *args, **named)
            finally:
                depth -= 1

        return listen

    with ExitStack() as ears:
        for kind in KINDS:
            for verb in VERBS:
                if verb in vars(kind):
                    ears.enter_context(patch.object(kind, verb, heard(vars(kind)[verb])))
        yield said
