"""``schema/`` as the code would write it: the SDL, and the trusted documents by hash; beside it the
page of the life cycle. What a release had is kept in ``schema/releases/``: phones still run it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from backend import life_cycle
from backend.kernel.allowlist import CONTRACT, PERSISTED, digest_of, releases
from backend.wiring import schema

SDL = "schema.graphql"
KEPT_RELEASES = 3  # the one just made and the two before it, which phones may still run


class NoRelease(Exception):
    """The version cannot be frozen; the sentence says why."""


def files() -> dict[Path, str]:
    """Each generated file of the contract with the text that it should have."""
    documents = sorted((CONTRACT / "documents").rglob("*.graphql"))
    texts = [path.read_text(encoding="utf-8") for path in documents]
    persisted = {digest_of(text): text for text in texts}
    return {
        CONTRACT / SDL: schema.as_str() + "\n",
        CONTRACT / PERSISTED: json.dumps(persisted, ensure_ascii=False, indent=1, sort_keys=True)
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


def freeze(version: str, contract: Path = CONTRACT) -> list[str]:
    """Keep the contract as that of release ``version`` (``1.2.3``) and drop those no longer kept.

    Returns: the versions that are answered from now on, the oldest first.

    Raises:
        NoRelease
    """
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise NoRelease(f"{version} is no version: three numbers, as 1.2.3")
    folder = contract / "releases" / version
    if folder.exists():
        raise NoRelease(f"{version} is frozen already; phones run it, so it does not change")
    folder.mkdir(parents=True)
    for name in (SDL, PERSISTED):
        shutil.copyfile(contract / name, folder / name)
    for old in releases(contract)[:-KEPT_RELEASES]:
        shutil.rmtree(old)
    return [kept.name for kept in releases(contract)]
