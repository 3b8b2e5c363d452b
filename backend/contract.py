"""``schema/`` as the code would write it: the SDL, and the trusted documents by hash; beside it the
page of the life cycle."""

from __future__ import annotations

import json
from pathlib import Path

from backend import life_cycle
from backend.kernel.allowlist import digest_of
from backend.wiring import schema

CONTRACT = Path(__file__).parents[1] / "schema"


def files() -> dict[Path, str]:
    """Each generated file of the contract with the text that it should have."""
    documents = sorted((CONTRACT / "documents").rglob("*.graphql"))
    texts = [path.read_text(encoding="utf-8") for path in documents]
    persisted = {digest_of(text): text for text in texts}
    return {
        CONTRACT / "schema.graphql": schema.as_str() + "\n",
        CONTRACT / "persisted.json": json.dumps(
            persisted, ensure_ascii=False, indent=1, sort_keys=True
        )
        + "\n",
        life_cycle.PAGE: life_cycle.page(),
    }


def outdated() -> list[str]:
    """The names of generated files that are not what the code says."""
    return [
        path.name
        for path, text in files().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def write() -> None:
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
