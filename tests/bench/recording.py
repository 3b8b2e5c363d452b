"""What statements a request runs, heard from the database client's own log."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

NUMBER = re.compile(r"[A-Z]+-\d{4}-\d+")  # of an issue, unique
NUMBER_CHARS = 24
WORDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


class Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.statements: list[tuple[str, list[Any]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        arguments = record.args if isinstance(record.args, tuple) else ()
        if arguments and str(arguments[0]).lstrip().upper().startswith(WORDS):
            values: Any = arguments[1] if len(arguments) > 1 else None
            many = isinstance(values, list) and values and isinstance(values[0], list | tuple)
            rows = list(values) if many else [values or []]
            self.statements += [(str(arguments[0]), list(row)) for row in rows]


@contextmanager
def recorded() -> Iterator[Recorder]:
    """Hears every statement until the block ends."""
    recorder, log = Recorder(), logging.getLogger("tortoise.db_client")
    level = log.level
    log.addHandler(recorder)
    log.setLevel(logging.DEBUG)
    try:
        yield recorder
    finally:
        log.removeHandler(recorder)
        log.setLevel(level)


def portable(
    statements: list[tuple[str, list[Any]]], *, known: Collection[UUID]
) -> list[list[Any]]:
    """As JSON for the bare handler; ids that the deed made itself are marked to be made anew."""
    return [[sql, [_portable(value, known) for value in values]] for sql, values in statements]


def _portable(value: Any, known: Collection[UUID]) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return {"made": value, "text": NUMBER_CHARS}
    identity = _identity(value)
    if identity is None:
        return value
    if identity not in known:
        return {"made": str(identity), "text": 0}
    return {"id": str(identity)} if isinstance(value, UUID) else value


def _identity(value: Any) -> UUID | None:
    if isinstance(value, UUID):
        return UUID(str(value))
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None
