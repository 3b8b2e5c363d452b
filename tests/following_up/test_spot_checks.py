"""Of what was solved on the spot a sample is asked: by the office, or by the enterprise itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from backend.following_up.models import LookBack, SpotCheck
from backend.following_up.rules import SAMPLE_ONE_IN, SPOT_CHECK_ONE_IN
from tests.life import Town

DRAWN, LOOKED_AT, NEITHER = 1, 0, 2  # the last figure of an id says what is drawn
WORDS = "发票抬头改不了，跑了两趟。"
DONE = {"whatDone": "帮着在网上改好，重新开了票。", "confirmedBy": "张老板"}


def an_id(last_figure: int) -> UUID:
    """A random id that ends so, decimally."""
    assert SPOT_CHECK_ONE_IN == SAMPLE_ONE_IN == 10
    return next(one for one in iter(uuid4, None) if one.int % 10 == last_figure)


async def solved(town: Town, last_figure: int) -> dict[str, Any]:
    """Solved while they stood at the desk; the worker has drawn."""
    issue = await town.send(
        town.other_supervisor, "OpenAtDesk",
        id=str(an_id(last_figure)), kind="COMPLAINT", words=WORDS,
        code=f"7K4M-92Q{'XYZ'[last_figure]}",
        enterprise="光明餐馆", name="张老板", phone="13700000001", solved=DONE,
        sealedAt=town.now.isoformat(),
    )  # fmt: skip
    assert issue["state"] == "CLOSED", issue
    await town.told()
    return issue


async def waiting(town: Town) -> list[dict[str, Any]]:
    await town.phone.sign_in(town.supervisor)
    items: list[dict[str, Any]] = (await town.phone.send("SpotChecks"))["items"]
    return items


async def confirm(town: Town, issue: dict[str, Any], grade: str) -> None:
    """The enterprise opens its one-time link and says how it is."""
    await town.phone.sign_in(town.other_supervisor)
    link = await town.phone.send("ConfirmationLink", issueId=issue["id"])
    transport = town.phone.http._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://phone.test") as own_phone:
        said = {"grade": grade, "missing": "票还是开不了。"}
        answer = await own_phone.post("/" + link["path"], data=said)
    assert answer.status_code == 200, answer.text


async def test_one_in_ten_is_asked_and_another_looked_at_again(town: Town) -> None:
    for last_figure in (DRAWN, LOOKED_AT, NEITHER):
        await solved(town, last_figure)
    assert [one.issue_id.int % 10 for one in await SpotCheck.all()] == [DRAWN]
    assert [one.issue_id.int % 10 for one in await LookBack.all()] == [LOOKED_AT]
    assert (await LookBack.get()).owner_id == town.supervisor.person_id  # not whose work it is

    [line] = await waiting(town)
    assert (line["issue"]["title"], line["dueOn"], line["tries"]) == (WORDS[:-1], "2026-11-25", 0)


async def test_satisfied_stays_closed_on_the_spot_and_is_counted_among_those_asked(
    town: Town,
) -> None:
    issue = await solved(town, DRAWN)
    assert "spot_check" in (await town.look(town.supervisor, issue))["allowed"]
    issue = await town.step(town.supervisor, "SpotCheck", issue, result="SATISFIED")
    assert issue["state"] == "CLOSED"
    assert await town.told() == {}
    assert await waiting(town) == []

    page = await town.look(town.supervisor, issue)
    assert (page["outcome"], "spot_check" in page["allowed"]) == ("on_the_spot", False)
    figures = await town.phone.send("LedgerFigures", filter={})
    assert (figures["onTheSpot"], figures["asked"], figures["satisfied"]) == (1, 1, 1)
    [row] = (await town.phone.send("Ledger", filter={}, order="NEWEST", first=10))["items"]
    assert row["said"] == "satisfied"


async def test_not_satisfied_is_taken_up_again_and_says_what_is_missing(town: Town) -> None:
    issue = await solved(town, DRAWN)
    bare = await town.step(town.supervisor, "SpotCheck", issue, result="UNSATISFIED")
    assert bare["code"] == "text_length"
    issue = await town.step(
        town.supervisor, "SpotCheck", issue, result="UNSATISFIED", text="票还是开不了。"
    )
    assert issue["state"] == "ACCEPTED"
    assert await town.told() == {"刘监督": "BL-2026-0001 抽查回访不满意，请重新交办"}
    page = await town.look(town.supervisor, issue)
    assert (page["round"], page["outcome"]) == (2, "")
    assert "票还是开不了。" in str(page["steps"])
    figures = await town.phone.send("LedgerFigures", filter={})
    assert (figures["onTheSpot"], figures["asked"], figures["satisfied"]) == (0, 1, 0)


async def test_nobody_reached_on_three_days_rests_and_is_counted_apart(town: Town) -> None:
    issue = await solved(town, DRAWN)
    for day in range(3):
        issue = await town.step(town.supervisor, "SpotCheck", issue, result="NO_ANSWER")
        assert issue["state"] == "CLOSED"
        if day == 0:
            again = await town.step(town.supervisor, "SpotCheck", issue, result="NO_ANSWER")
            assert again["code"] == "tried_today"
        town.phone.clock.advance(days=1)
    assert await waiting(town) == []
    figures = await town.phone.send("LedgerFigures", filter={})
    assert (figures["onTheSpot"], figures["asked"]) == (1, 0)


@pytest.mark.parametrize("drawn_first", [True, False])
async def test_the_enterprises_own_confirmation_comes_instead_of_the_call(
    town: Town, drawn_first: bool
) -> None:
    issue = await town.send(
        town.other_supervisor, "OpenAtDesk",
        id=str(an_id(DRAWN)), kind="COMPLAINT", words=WORDS, code="7K4M-92QX",
        enterprise="光明餐馆", name="张老板", phone="13700000001", solved=DONE,
        sealedAt=town.now.isoformat(),
    )  # fmt: skip
    if drawn_first:
        await town.told()
    await confirm(town, issue, "satisfied")
    await town.told()
    assert await waiting(town) == []
    assert (await SpotCheck.get()).result == "satisfied"


async def test_only_the_office_asks_and_never_about_its_own_work(town: Town) -> None:
    issue = await solved(town, DRAWN)
    for actor in (town.other_supervisor, town.liaison, town.handler):
        refused = await town.step(actor, "SpotCheck", issue, result="SATISFIED")
        assert refused["code"] in {"own_work", "not_allowed", "not_found"}, refused
    await town.phone.sign_in(town.other_supervisor)
    assert (await town.phone.send("SpotChecks"))["items"] == []
    await town.phone.sign_in(town.liaison)
    assert (await town.phone.send("SpotChecks"))["code"] == "not_allowed"
    not_drawn = await solved(town, NEITHER)
    refused = await town.step(town.supervisor, "SpotCheck", not_drawn, result="SATISFIED")
    assert refused["code"] == "not_allowed"
