"""The tables that join the slices: models, who hears which event, and the schema."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

MODELS = [
    "backend.kernel.ledger",
    "backend.kernel.commands",
    "backend.people.models",
    "backend.enterprises.models",
    "backend.evidence.models",
    "backend.notify.models",
    "backend.issues.models",
    "backend.visits.models",
    "backend.imports.models",
]


def tortoise_config(database_url: str) -> dict[str, Any]:
    """What ``Tortoise.init`` and the migration commands are given.

    SQLite: WAL, every commit on the disk before it is answered, other processes waited for.
    """
    if urlsplit(database_url).scheme == "sqlite":
        database_url += "?synchronous=FULL&busy_timeout=10000"
    app = {"models": MODELS, "default_connection": "default", "migrations": "backend.migrations"}
    return {
        "connections": {"default": database_url},
        "apps": {"app": app},
        "use_tz": True,
        "timezone": "UTC",
    }


TORTOISE = tortoise_config("sqlite://:memory:")  # for ``tortoise makemigrations``
