"""One SQL statement with its values, written once for SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tortoise import connections


class Statement:
    """Values are never written into the text: ``bind`` keeps one and returns its place."""

    def __init__(self) -> None:
        self._connection = connections.get("default")
        self._sqlite = self._connection.capabilities.dialect == "sqlite"
        self._values: list[Any] = []

    def bind(self, value: datetime | date | UUID | str) -> str:
        """The place of this value in the text; the same place may be written more than once."""
        self._values.append(_plain(value) if self._sqlite else value)
        return f"?{len(self._values)}" if self._sqlite else f"${len(self._values)}"

    def fact(self, column: str, name: str) -> str:
        """One field of a JSON column, as text. Both are literals of our code, never input."""
        return f"json_extract({column}, '$.{name}')" if self._sqlite else f"({column}->>'{name}')"

    def as_id(self, text: str) -> str:
        """A text as what ids are compared with; Tortoise keeps them as text on SQLite."""
        return text if self._sqlite else f"CAST({text} AS UUID)"

    def holds(self, column: str, place: str) -> str:
        """Whether a text column holds the bound text, sign for sign."""
        return f"{'instr' if self._sqlite else 'strpos'}({column}, {place}) > 0"

    async def rows(self, text: str) -> list[dict[str, Any]]:
        return list(await self._connection.execute_query_dict(text, self._values))


def _plain(value: datetime | date | UUID | str) -> str:
    """How Tortoise keeps it on SQLite: text that sorts like the value."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(" ")
    return str(value)


def instant(value: Any) -> datetime:
    """A time out of a row or a JSON column."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
