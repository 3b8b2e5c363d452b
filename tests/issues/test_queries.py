"""One issue, and what the pages of enterprises say of issues."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor, Role
from tests.fixtures.phone import Phone
from tests.world import (
    OTHER_STREET,
    letter,
    make_actor,
    make_enterprise,
    make_photo,
    make_region,
    pair,
    problem,
)


@pytest.fixture
async def liaison(phone: Phone) -> Actor:
    actor = await make_actor()
    await phone.sign_in(actor)
    return actor


@pytest.fixture
async def enterprise(liaison: Actor) -> Enterprise:
    row = await make_enterprise()
    await pair(liaison, row)
    return row


async def test_a_reported_problem_is_an_issue_in_full(
    phone: Phone, liaison: Actor, enterprise: Enterprise
) -> None:
    await make_region()
    photo = str(await make_photo(liaison))
    solved = {"whatDone": "当场换了保险丝。", "confirmedBy": {"name": "周敏"}}
    told = problem(photoIds=[photo], solved=solved)
    sent = letter(enterprise, problems=[told])
    await phone.send("LogVisit", input=sent)

    issue = await phone.send("Issue", id=told["id"])

    assert (issue["number"], issue["state"], issue["source"]) == ("BL-2026-0001", "CLOSED", "VISIT")
    assert issue["topic"] == {"code": "utilities", "name": "用电用水用气"}
    assert issue["title"] == "变压器容量不足，夏天要停一条线"
    assert issue["visitId"] == sent["id"]
    assert issue["enterprise"]["region"]["name"] == "东安路街道"
    assert (issue["closure"]["whatDone"], issue["closure"]["confirmedBy"]) == (
        "当场换了保险丝。", "周敏",
    )  # fmt: skip
    assert [p["id"] for p in issue["photos"]] == [photo]
    assert [(line["text"], line["who"]) for line in issue["timeline"]] == [
        ("当场解决，已办结", "张建国")
    ]
    assert datetime.fromisoformat(issue["reportedAt"]) == datetime(2026, 11, 18, 1, 58, tzinfo=UTC)


async def test_who_may_not_see_it_hears_that_it_is_not_there(
    phone: Phone, enterprise: Enterprise
) -> None:
    told = problem()
    await phone.send("LogVisit", input=letter(enterprise, problems=[told]))

    async def seen(actor: Actor) -> bool:
        await phone.sign_in(actor)
        reply = await phone.send("Issue", id=told["id"])
        assert reply["__typename"] == "Issue" or reply["code"] == "not_found"
        return bool(reply["__typename"] == "Issue")

    colleague = await make_actor()
    assert not await seen(colleague)
    await pair(colleague, enterprise)
    assert await seen(colleague)
    assert await seen(await make_actor(Role.SUPERVISOR))
    assert not await seen(await make_actor(Role.SUPERVISOR, region=OTHER_STREET))
    for role in (Role.HANDLER, Role.LEADER, Role.ADMIN, Role.SPECIAL_SUPERVISOR):
        assert not await seen(await make_actor(role))
