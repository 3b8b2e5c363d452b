"""A phone may run the app of a former release for days: what that app sends is still answered."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import pytest
from graphql import (
    BreakingChange,
    BreakingChangeType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    find_breaking_changes,
    parse,
    validate,
)

from backend import contract
from backend.asgi import make_app
from backend.kernel import allowlist
from backend.kernel.compiled import compile_document
from backend.kernel.endpoint import SHORT_ID
from backend.settings import Settings
from backend.wiring import schema

KEPT = allowlist.releases(allowlist.CONTRACT)
FORMER = "query Me { me { __typename ... on Refused { code } } }"
LEFT_OUT = {BreakingChangeType.FIELD_REMOVED, BreakingChangeType.TYPE_REMOVED}

by_release = pytest.mark.parametrize("release", KEPT, ids=lambda release: release.name)


def test_the_last_releases_are_kept() -> None:
    assert 1 <= len(KEPT) <= contract.KEPT_RELEASES


@by_release
def test_every_document_of_a_kept_release_still_runs(release: Path) -> None:
    for digest, text in allowlist.read(release / allowlist.PERSISTED).items():
        tree = parse(text)
        assert allowlist.digest_of(text) == digest
        assert validate(schema.core, tree) == [], text
        assert compile_document(schema.core, tree) is not None, text


@by_release
def test_what_an_app_of_a_kept_release_sends_and_reads_still_fits(release: Path) -> None:
    """A letter sealed then has no field that is demanded since, and a value of then is known."""
    then = build_schema((release / contract.SDL).read_text(encoding="utf-8"))
    now = build_schema((allowlist.CONTRACT / contract.SDL).read_text(encoding="utf-8"))

    broken = [
        change for change in find_breaking_changes(then, now) if not _asked_by_nobody(then, change)
    ]

    assert [change.description for change in broken] == []


def _asked_by_nobody(then: GraphQLSchema, change: BreakingChange) -> bool:
    """What has left an answer: had a kept document asked for it, it would not be valid any more."""
    owner = then.type_map.get(change.description.split(".")[0].split(" ")[0])
    return change.type in LEFT_OUT and isinstance(owner, GraphQLObjectType | GraphQLUnionType)


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A contract whose first release asked for something that the present app does not."""
    folder = tmp_path / "schema"
    (folder / "releases").mkdir(parents=True)
    shutil.copyfile(allowlist.CONTRACT / contract.SDL, folder / contract.SDL)
    _writes(folder, FORMER)
    contract.freeze("0.9.0", folder)
    _writes(folder, "query Me { me { __typename } }")
    return folder


def _writes(folder: Path, text: str) -> None:
    digest = allowlist.digest_of(text)
    (folder / allowlist.PERSISTED).write_text(f'{{"{digest}": "{text}"}}', encoding="utf-8")


async def test_a_former_id_is_answered_and_one_never_released_asks_for_the_update(
    released: Path, database_url: str, tmp_path: Path
) -> None:
    settings = Settings(
        database_url=database_url, store_url=f"file:{tmp_path}/objects", pwa_dir="",
        public_url="http://phone.test", documents="trusted",
    )  # fmt: skip
    app = make_app(settings, documents=allowlist.load(released, schema.core))
    former = allowlist.digest_of(FORMER)
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://phone.test") as http,
    ):
        for known in (former, former[:SHORT_ID]):
            answer = (await http.post("/graphql", json={"id": known})).json()
            assert answer["data"]["me"]["code"] == "sign_in_needed"

        unknown = await http.post("/graphql", json={"id": "0" * 64})

    assert unknown.status_code == 400
    (error,) = unknown.json()["errors"]
    assert error["extensions"] == {"code": "unknown_document", "remedy": "RETRY"}
    assert error["message"].startswith("应用有新版本，请更新。")


def test_a_release_never_changes_and_leaves_with_the_third_after_it(released: Path) -> None:
    with pytest.raises(contract.NoRelease):
        contract.freeze("0.9.0", released)
    with pytest.raises(contract.NoRelease):
        contract.freeze("../../elsewhere", released)

    for version in ("0.10.0", "0.11.0", "1.0.0"):
        kept = contract.freeze(version, released)

    assert kept == ["0.10.0", "0.11.0", "1.0.0"]
    assert allowlist.digest_of(FORMER) not in allowlist.load(released, schema.core)
