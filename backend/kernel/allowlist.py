"""Trusted documents: parsed, validated and compiled once at start, found by their hash.

``schema/persisted.json`` maps the SHA-256 of each document in ``schema/documents/`` to its text. In
production nothing else is answered; in development any document is, once weighed (limits.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graphql import GraphQLSchema, OperationDefinitionNode, parse, validate

from backend.kernel.compiled import Plan, compile_document


class ContractBroken(Exception):
    """A trusted document does not fit the schema, or its hash is wrong. The start stops."""


@dataclass(frozen=True, slots=True)
class Document:
    """One trusted operation. ``plan`` is None where only graphql-core can run it."""

    name: str
    text: str
    plan: Plan | None


def load(path: Path, schema: GraphQLSchema) -> Mapping[str, Document]:
    """Every trusted document by its hash (hex, lower case).

    Raises:
        ContractBroken
    """
    return {digest: _document(digest, text, schema) for digest, text in read(path).items()}


def read(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _document(digest: str, text: str, schema: GraphQLSchema) -> Document:
    if digest_of(text) != digest:
        raise ContractBroken(f"schema/persisted.json: {digest} is not the hash of its text")
    tree = parse(text)
    if errors := validate(schema, tree):
        raise ContractBroken(f"schema/persisted.json: {errors[0]}")
    (operation,) = (d for d in tree.definitions if isinstance(d, OperationDefinitionNode))
    name = operation.name.value if operation.name else ""
    return Document(name=name, text=text, plan=compile_document(schema, tree))
