"""The search over everything: within what the reader may see, by words they may read."""

from __future__ import annotations

from typing import Any

import pytest

from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.world import letter, pair

LAMP = "我是修车的老马，门口路灯坏了两周。"


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def found(town: Town, actor: Actor, text: str) -> dict[str, Any]:
    await town.phone.sign_in(actor)
    hits = await town.phone.send("SearchAll", text=text)
    assert hits["__typename"] == "SearchHits", hits
    return hits


async def counts(town: Town, actor: Actor, text: str) -> tuple[int, int, int]:
    hits = await found(town, actor, text)
    return len(hits["enterprises"]), len(hits["issues"]), len(hits["visits"])


async def test_one_search_finds_enterprise_issue_and_visit(town: Town) -> None:
    enterprise = await Enterprise.get(id=town.enterprise_id)
    await pair(town.liaison, enterprise)
    await town.send(town.liaison, "LogVisit", **letter(enterprise))
    await town.report(town.liaison, enterpriseId=town.enterprise_id)
    assert await counts(town, town.supervisor, "天润") == (1, 1, 1)
    assert await counts(town, town.liaison, "天润") == (1, 1, 1)
    assert await counts(town, town.liaison, "路灯") == (0, 1, 0)
    assert await counts(town, town.supervisor, "变压器") == (0, 0, 1)
    assert await counts(town, town.supervisor, "没有这样的词") == (0, 0, 0)


async def test_nobody_finds_by_words_they_may_not_read(town: Town) -> None:
    issue = await town.report(town.special, description=LAMP, enterpriseId=town.enterprise_id)
    hidden = town.assignment(hideEnterprise=True)
    await town.step(town.supervisor, "AssignIssue", issue, **hidden)
    assert await counts(town, town.handler, "修车") == (0, 0, 0)
    assert await counts(town, town.handler, "天润") == (1, 0, 0)
    assert await counts(town, town.handler, "夜间装货") == (0, 1, 0)
    assert await counts(town, town.liaison, "路灯") == (0, 0, 0)
    assert await counts(town, town.leader, "路灯") == (0, 0, 0)
    assert await counts(town, town.supervisor, "修车") == (0, 1, 0)
    (own,) = (await found(town, town.special, "修车"))["issues"]
    assert own["title"].startswith("我是修车的老马")
    assert "马玉兰" not in str(await found(town, town.supervisor, "路灯"))


@pytest.mark.parametrize("text", ["", "灯", "灯" * 61])
async def test_too_few_and_too_many_words_are_refused(town: Town, text: str) -> None:
    await town.phone.sign_in(town.supervisor)
    refused = await town.phone.send("SearchAll", text=text)
    assert (refused["code"], refused["field"]) == ("text_length", "text")
