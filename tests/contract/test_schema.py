"""The contract in schema/ is what the server serves, what the phone sends and what is compiled."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate

from backend import contract
from backend.asgi import trusted
from backend.kernel.allowlist import CONTRACT, Document, digest_of
from backend.kernel.endpoint import SHORT_ID
from backend.wiring import schema

DOCUMENTS = sorted((CONTRACT / "documents").rglob("*.graphql"))
TRUSTED = trusted()


def test_what_is_checked_in_is_current() -> None:
    assert contract.outdated() == []


@pytest.fixture(scope="module")
def written() -> GraphQLSchema:
    """The schema as it is checked in."""
    return build_schema((CONTRACT / "schema.graphql").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_every_document_is_valid_and_trusted(written: GraphQLSchema, path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert validate(written, parse(text)) == []
    assert TRUSTED[digest_of(text)].name == path.stem


def test_the_short_ids_of_the_phone_name_one_document_each() -> None:
    assert len({digest[:SHORT_ID] for digest in TRUSTED}) == len(TRUSTED)


@pytest.mark.parametrize("document", TRUSTED.values(), ids=lambda d: d.name)
def test_every_trusted_document_is_compiled(document: Document) -> None:
    """What only graphql-core can run costs five times as much."""
    assert document.plan is not None


def test_every_root_field_may_be_refused() -> None:
    """A refusal reaches the phone only where the field's type is a union with Refused."""
    for root in (schema.core.query_type, schema.core.mutation_type):
        assert root is not None
        for name, field in root.fields.items():
            members = getattr(getattr(field.type, "of_type", None), "types", ())
            assert "Refused" in {member.name for member in members}, name
