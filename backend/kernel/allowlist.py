"""Trusted documents: parsed, validated and compiled once at start, found by their hash.

``schema/persisted.json`` maps the SHA-256 of each document in ``schema/documents/`` to its text,
``schema/releases/<version>/persisted.json`` of each that the app of a former release sends: a phone
in the field may run it for days. In production nothing else is answered; in development any
document is, once weighed (limits.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graphql import GraphQLSchema, OperationDefinitionNode, parse, validate

from backend.kernel.compiled import Plan, compile_document

CONTRACT = Path(__file__).parents[2] / "schema"
PERSISTED = "persisted.json"


class ContractBroken(Exception):
    """A trusted document does not fit the schema, or its hash is wrong. The start stops."""


@dataclass(frozen=True, slots=True)
class Document:
    """One trusted operation. ``plan`` is None where only graphql-core can run it."""

    name: str
    text: str
    plan: Plan | None


def load(contract: Path, schema: GraphQLSchema) -> Mapping[str, Document]:
    """Every trusted document of a contract, present and former, by its hash (hex, lower case).

    Raises:
        ContractBroken
    """
    found: dict[str, Document] = {}
    for folder in (contract, *releases(contract)):
        for digest, text in read(folder / PERSISTED).items():
            if digest not in found:
                found[digest] = _document(f"{folder.name}/{PERSISTED}", digest, text, schema)
    return found


def releases(contract: Path) -> list[Path]:
    """The folders of the releases that are kept, the oldest first."""
    found = (contract / "releases").glob("*.*.*")
    return sorted(found, key=lambda folder: [int(part) for part in folder.name.split(".")])


def read(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _document(source: str, digest: str, text: str, schema: GraphQLSchema) -> Document:
    if digest_of(text) != digest:
        raise ContractBroken(f"{source}: {digest} is not the hash of its text")
    tree = parse(text)
    if errors := validate(schema, tree):
        raise ContractBroken(f"{source}: {errors[0]}")
    (operation,) = (d for d in tree.definitions if isinstance(d, OperationDefinitionNode))
    name = operation.name.value if operation.name else ""
    return Document(name=name, text=text, plan=compile_document(schema, tree))
