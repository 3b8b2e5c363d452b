"""Whatever a phone asks about visits, the answer is a typed refusal or the client's own mistake.

Never a fault of ours.
"""

from __future__ import annotations

import base64
import json
from uuid import uuid4

import pytest

from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor
from tests.visits.acts import log
from tests.visits.conftest import Phone
from tests.visits.test_bad_input import LONE, LONG, refused


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "after",
    [
        "not-ours", "", "////", "长", LONG, cursor("2026-11-18T00:00:00+00:00"),
        cursor(f"2026-11-18T00:00:00|{uuid4()}"), cursor(f"0001-01-01T00:00:00+14:00|{uuid4()}"),
        cursor("2026-11-18T00:00:00+00:00|x"), cursor(f"\x00|{uuid4()}"), LONE,
    ],
)  # fmt: skip
async def test_a_foreign_cursor_is_refused(
    phone: Phone, supervisor: Actor, enterprise: Enterprise, after: str
) -> None:
    await log(phone, enterprise)
    await phone.sign_in(supervisor)
    for document, variables in (
        ("Visits", {"filter": {}, "order": "NEWEST_FIRST", "first": 2}),
        ("Visits", {"filter": {}, "order": "OLDEST_FIRST", "first": 2}),
        ("ReviewQueue", {"first": 2}),
        ("Inbox", {"first": 2}),
    ):
        answer = await phone.post(document, variables | {"after": after})
        assert refused(answer) == ("cursor_unknown", "FIX", "after"), document


@pytest.mark.parametrize(
    ("filter", "field"),
    [
        ({"region": "卫东"}, "region"),
        ({"region": "4104%"}, "region"),
        ({"region": "1" * 10_000}, "region"),
        ({"region": "４１０"}, "region"),
        ({"from": "0001-01-01"}, "from"),
        ({"to": "9999-12-31"}, "to"),
    ],
)
async def test_a_filter_beyond_reason_is_refused(
    phone: Phone, supervisor: Actor, filter: dict[str, str], field: str
) -> None:
    await phone.sign_in(supervisor)

    answer = await phone.post("Visits", {"filter": filter, "order": "NEWEST_FIRST", "first": 20})

    assert refused(answer) == ("bad_input", "FIX", field)


@pytest.mark.parametrize("first", [-(2**31), -1, 0, 51, 2**31 - 1])
async def test_a_page_of_any_size_is_a_page(
    phone: Phone, enterprise: Enterprise, first: int
) -> None:
    await log(phone, enterprise)

    answer = await phone.post("Visits", {"filter": {}, "order": "NEWEST_FIRST", "first": first})

    if "errors" in answer:  # the door may refuse what is beyond any page
        assert answer["errors"][0].get("extensions", {}).get("code") != "fault"
    else:
        assert len(answer["data"]["visits"]["items"]) == 1


@pytest.mark.parametrize("body", ["null", "[]", '"x"', "1", "", "{", json.dumps({"query": 7})])
async def test_a_body_that_is_no_request_is_refused_without_a_fault(
    phone: Phone, liaison: Actor, body: str
) -> None:
    del liaison

    reply = await phone.http.post(
        "/graphql", content=body, headers={"content-type": "application/json"}
    )

    assert 400 <= reply.status_code < 500, reply.text
    assert "Traceback" not in reply.text


@pytest.mark.parametrize("text", [LONG, "%", "_", "\x00", "'"])
async def test_names_are_searched_as_they_are_typed(
    phone: Phone, supervisor: Actor, enterprise: Enterprise, text: str
) -> None:
    await log(phone, enterprise)
    await phone.sign_in(supervisor)

    assert (await phone.send("OfficersByName", text=text))["items"] == []
