"""The source's own figures (DOMAIN 6, row 13), walked through the API and read off the ledger.

82 complaints of a year, over 90 % of them solved on the spot, everyone asked satisfied, and 20
special supervisors who each found fault once. Every rate comes with its denominator, and every
figure opens as many rows as it says.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest

from backend.kernel.actor import Actor, Role
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.world import make_actor

COMPLAINTS, ON_THE_SPOT, SPECIALS = 82, 76, 20
FIRMS = ("麦垄面制品", "鹿屿包装", "云篱家居", "砚溪精密", "澄垚纺织", "砺禾轴承", "栗岸食品")
AT_THE_WINDOW = (
    ("窗口要求重复交复印件。", "当场改为系统核验，不再收复印件。"),
    ("发票抬头改不了，跑了两趟。", "帮着在网上改好，重新开了票。"),
    ("社保补缴不知道怎么办。", "对着清单讲清楚，当天办完。"),
    ("垃圾清运费收据抬头不对。", "联系清运公司，当场换了收据。"),
    ("培训补贴不知道到哪里报。", "带到三号窗口，材料已收。"),
)
LONGER = ("早市占道，货车进不了厂区。", "沿街广告牌两个部门说法不一。", "厂区外排水沟一下雨就满。")
FAULTS = ("办事指南上的电话没人接。", "取号机坏了一上午没人修。", "收费公示牌还是前年的。")
CODE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def code_of(nth: int) -> str:
    return f"7K4M-{CODE[nth // 30 % 30]}{CODE[nth % 30]}QX"


async def complain(town: Town, nth: int, solved: dict[str, str] | None) -> dict[str, Any]:
    """Somebody at the window, and the desk that writes it down."""
    words = AT_THE_WINDOW[nth % len(AT_THE_WINDOW)][0] if solved else LONGER[nth % len(LONGER)]
    return await town.send(
        town.supervisor, "OpenAtDesk",
        id=str(uuid4()), kind="COMPLAINT", words=words, code=code_of(nth),
        enterprise=FIRMS[nth % len(FIRMS)], name="张老板", phone=f"137{nth:08d}", solved=solved,
        sealedAt=town.now.isoformat(),
    )  # fmt: skip


async def solved_on_the_spot(town: Town, nth: int) -> None:
    """Solved while they stood there; they say so themselves by the one-time link."""
    done = {"whatDone": AT_THE_WINDOW[nth % len(AT_THE_WINDOW)][1], "confirmedBy": "张老板"}
    issue = await complain(town, nth, done)
    assert (issue["__typename"], issue["state"]) == ("Receipt", "CLOSED"), issue
    link = await town.phone.send("ConfirmationLink", issueId=issue["id"])
    transport = town.phone.http._transport
    async with httpx.AsyncClient(transport=transport, base_url="http://phone.test") as own_phone:
        answer = await own_phone.post("/" + link["path"], data={"grade": "satisfied"})
    assert answer.status_code == 200, answer.text


async def handled_by_a_unit(town: Town, nth: int) -> None:
    issue = await complain(town, nth, None)
    issue = await town.step(town.other_supervisor, "AssignIssue", issue, **town.assignment())
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    issue = await town.step(
        town.handler, "RespondIssue", issue, kind="SOLVED", whatDone="到现场定了办法，已做好。"
    )
    closed = await town.step(
        town.other_supervisor, "CallBackIssue", issue, result="SATISFIED", text=""
    )
    assert closed["state"] == "CLOSED", closed


async def figures(town: Town, reader: Actor, **filter: Any) -> dict[str, Any]:
    await town.phone.sign_in(reader)
    return await town.phone.send("LedgerFigures", filter=filter)


async def rows(town: Town, **filter: Any) -> list[dict[str, Any]]:
    await town.phone.sign_in(town.supervisor)
    found: list[dict[str, Any]] = []
    after: str | None = None
    while not found or after:
        page = await town.phone.send("Ledger", filter=filter, order="NUMBER", first=50, after=after)
        found += page["items"]
        after = page["after"]
    return found


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def test_the_sources_own_figures_come_out_of_the_ledger(town: Town) -> None:
    specials = [
        await make_actor(Role.SPECIAL_SUPERVISOR, name=f"监督员{n}") for n in range(SPECIALS)
    ]
    for nth, special in enumerate(specials):
        await town.report(special, description=FAULTS[nth % len(FAULTS)])
    for nth in range(COMPLAINTS):
        town.phone.clock.advance(minutes=5)
        await (solved_on_the_spot if nth < ON_THE_SPOT else handled_by_a_unit)(town, nth)

    complaints = {"sources": ["COMPLAINT", "REQUEST"]}
    told = await figures(town, town.supervisor, **complaints)
    assert (told["total"], told["closed"], told["underWay"], told["waiting"]) == (82, 82, 0, 0)
    assert told["onTheSpot"] / told["total"] == ON_THE_SPOT / COMPLAINTS > 0.9
    assert (told["satisfied"], told["asked"]) == (82, 82)
    await town.phone.sign_in(town.leader)
    board = await town.phone.send("Overview")
    assert [board["total"][name] for name in ("closed", "asked", "satisfied")] == [82, 82, 82]
    assert board["onTheSpot"]["closed"] == ON_THE_SPOT
    everything = await figures(town, town.supervisor)
    assert (everything["total"], everything["waiting"]) == (COMPLAINTS + SPECIALS, SPECIALS)
    assert (everything["satisfied"], everything["asked"]) == (82, 82)

    listed = await rows(town, **complaints)
    assert len({row["id"] for row in listed}) == COMPLAINTS
    assert {row["said"] for row in listed} == {"satisfied"}
    assert len(await rows(town, **complaints, outcomes=["on_the_spot"])) == ON_THE_SPOT
    assert len(await rows(town, **complaints, satisfied=True)) == COMPLAINTS
    found_fault = await rows(town, sources=["FAULT_FINDING"])
    assert len(found_fault) == SPECIALS
    names = {f"监督员{n}" for n in range(SPECIALS)}
    assert not [name for name in names if name in str(found_fault)]
