"""Whatever a client gets wrong is told to it with a code; nothing of it is our fault (no 500)."""

from __future__ import annotations

import json

import pytest

from backend.kernel import limits
from tests.fixtures.phone import Phone

DEEP = '{"a":' * 3000 + "1" + "}" * 3000


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"null", 400),
        (b'"x"', 400),
        (b"1", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b"", 400),
        (b'{"query": 5}', 400),
        (b'{"id": "unknown"}', 400),
        (b'{"id": 7}', 400),
        (b'{"query": "{me{__typename}}", "variables": [1]}', 400),
        (b'{"query": "{me{__typename}}", "operationName": {}}', 400),
        (b'{"query": "\xff"}', 400),
        ("{\"query\": \"{me{é}}\"}".encode("latin-1"), 400),
        (b"9" * 10_000, 400),
        (DEEP.encode(), 400),
        (b'{"query": "' + b" " * limits.BODY_BYTES_MAX + b'"}', 413),
        (b"\x1f\x8b\x08\x00", 400),
    ],
    ids=lambda value: repr(value)[:24],
)  # fmt: skip
async def test_a_body_that_is_none(phone: Phone, body: bytes, status: int) -> None:
    headers = {"content-type": "application/json"}
    reply = await phone.http.post("/graphql", content=body, headers=headers)

    assert reply.status_code == status
    assert reply.json()["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize(
    "headers",
    [{"content-type": "text/plain"}, {}, {"content-type": "application/json",
                                          "content-encoding": "gzip"}],
    ids=["text", "none", "gzip"],
)  # fmt: skip
async def test_a_body_of_another_kind(phone: Phone, headers: dict[str, str]) -> None:
    reply = await phone.http.post("/graphql", content=b"{}", headers=headers)

    assert reply.status_code == 415


async def test_a_document_that_asks_too_much_is_weighed_in_one_pass(phone: Phone) -> None:
    spreads = "".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }} " for n in range(60))
    query = "{ ...f0 } " + spreads + "fragment f60 on Query { me { __typename } }"
    nested = (
        "{ visits(first: 50) { ... on VisitPage { items { photos { id } } } } "
        + "".join(f"a{n}: visits(first: 50) {{ __typename }} " for n in range(40))
        + "}"
    )

    for text in (query, nested, "{" * 20_000):
        reply = await phone.http.post("/graphql", json={"query": text})
        assert reply.status_code < 500
        assert "errors" in reply.json()


async def test_variables_of_the_wrong_type_are_a_matter_for_the_person(phone: Phone) -> None:
    for variables in ({"id": "no uuid"}, {}, {"id": None}, {"id": 10**30}):
        answer = await phone.post("Visit", variables)
        (error,) = answer["errors"]
        assert error["extensions"]["code"] == "bad_variables"
        assert error["extensions"]["remedy"] == "FIX"
        assert "Did you mean" not in json.dumps(error)
