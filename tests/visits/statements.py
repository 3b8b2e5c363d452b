"""How many statements a question costs."""

from __future__ import annotations

from typing import Any

import pytest
from tortoise import connections


def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement said to the database from here on, in order."""
    connection, said, depth = connections.get("default"), [], [0]
    for name in ("execute_query", "execute_query_dict"):
        inner = getattr(connection, name)

        async def listening(query: str, *args: Any, inner: Any = inner, **kw: Any) -> Any:
            said.extend([query] if depth[0] == 0 else [])
            depth[0] += 1
            try:
                return await inner(query, *args, **kw)
            finally:
                depth[0] -= 1

        monkeypatch.setattr(connection, name, listening)
    return said
