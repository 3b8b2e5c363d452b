"""The whole loop on three phones at once: who found fault, the office, the unit with no signal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import expect

from backend.issues.models import Issue
from backend.issues.states import IssueState
from backend.kernel.actor import Actor
from tests.e2e.app import SLOW_MS, App
from tests.e2e.bad_network import BadNetwork
from tests.e2e.conftest import Account, account
from tests.e2e.faults import WORDS, Faults
from tests.e2e.test_handler import DONE, acknowledges, has_it_on_the_phone, responds
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served
from tests.life import Town

pytestmark = pytest.mark.browser

OWN_MARK = "第二天又说材料不对"  # of the reporter's own words, never of the office's
UNIT = "区城市管理局"
PARAPHRASE = "有路灯不亮，影响夜间装货。"
ANSWER = "窗口已经整改，您再去一次，当天能办完。"


ANYBODY = {"hand_over_clue"}


@dataclass
class Loop:
    """Three phones and the issue between them."""

    town: Town
    finder: Faults
    office: App
    unit: App

    async def issue(self) -> Issue:
        return await Issue.get()

    async def seen_by(self, actor: Actor) -> dict[str, Any]:
        return await self.town.look(actor, {"id": str((await self.issue()).id)})

    async def stands(self, state: IssueState, due: str | None, told: dict[str, str]) -> None:
        """The state, the rule by which the next step is due, and what is new in every inbox."""
        assert (await self.issue()).state is state
        clock = (await self.seen_by(self.town.supervisor))["due"]
        assert (clock and clock["inputs"]["rule"]) == due
        self.town.phone.clock.now = datetime.now(UTC)  # the phones are in real time
        assert await self.town.told() == told

    async def may(self, *, finder: set[str], office: set[str], unit: set[str] | None) -> None:
        """What each of the three may do now, no more and no less; None: does not see it."""
        assert await self._allowed(self.town.special) == finder
        assert await self._allowed(self.town.supervisor) == office
        assert await self._allowed(self.town.handler) == unit

    async def _allowed(self, actor: Actor) -> set[str] | None:
        seen = await self.seen_by(actor)
        return None if seen.get("code") == "not_found" else set(seen["allowed"]) - ANYBODY


async def test_from_fault_found_to_a_satisfied_reporter(
    new_phone: NewPhone, served: Served, life: Town, network: BadNetwork
) -> None:
    finder = await Faults.opened(await new_phone("finder"), served.url)
    office = await App.opened(await new_phone("office"), served.url)
    unit = await App.opened(await new_phone("unit", **network.options), served.url)
    loop = Loop(life, finder, office, unit)

    await _finds_fault(finder, life)
    new = "有 1 件新上报，待受理"
    await loop.stands(IssueState.SUBMITTED, "decide", {"陈监督": new, "刘监督": new})
    await loop.may(
        finder={"withdraw"},
        office={"assign", "return", "reject", "redirect", "merge", "support"},
        unit=None,
    )

    await _assigns(office, await account(life.supervisor))
    given = {
        "梁以砚": "BL-2026-0001 交办给您，请签收",
        "周局长": "BL-2026-0001 交办您单位，承办人已通知",
        "马玉兰": "您上报的问题已受理",
    }
    await loop.stands(IssueState.ASSIGNED, "normal", given)
    await loop.may(
        finder={"urge"},
        office={"support", "transfer", "reassign", "note", "extend", "urge", "escalate"},
        unit={"acknowledge", "decline", "note", "ask_extension"},
    )

    issue = await loop.issue()
    await has_it_on_the_phone(unit, await account(life.handler), {"id": str(issue.id)})
    network.cut = True  # from having read the assignment until the response is sealed
    await _handles(unit)
    assert (await loop.issue()).state is IssueState.ASSIGNED
    network.cut = False
    await unit.goto("/outbox")
    await unit.sends_until_all_is_sent()
    answered = "BL-2026-0001 已反馈结果，待回访"
    heard = {"陈监督": answered, "刘监督": answered, "马玉兰": "您上报的问题已开始办"}
    await loop.stands(IssueState.RESPONDED, "look_at_response", heard)
    await loop.may(
        finder={"call_back"},
        office={"support", "reassign", "reject_response", "answer", "call_back"},
        unit=set(),
    )

    await _answers(office)
    heard = {"马玉兰": "您上报的问题有答复了，请看一看、评一评"}
    await loop.stands(IssueState.RESPONDED, "call_back", heard)
    await loop.may(
        finder={"call_back"},
        office={"support", "reassign", "reject_response", "answer", "call_back"},
        unit=set(),
    )

    await finder.open(WORDS[:10])
    await finder.shows(ANSWER)
    await _rates(finder)
    rated = "BL-2026-0001 回访：上报人已评价"
    await loop.stands(IssueState.CLOSED, None, {"梁以砚": rated, "周局长": rated})
    await loop.may(finder={"ask_look_back"}, office={"plan_look_back", "look_back"}, unit=set())

    closed = await loop.seen_by(life.handler)
    assert closed["number"] == "BL-2026-0001"
    assert OWN_MARK not in str(closed)
    assert "满意" not in str(closed["steps"])


async def _finds_fault(finder: Faults, life: Town) -> None:
    await finder.signed_in(life)
    await finder.begin()
    await finder.write()
    await finder.next("在哪里？")
    await finder.next("有照片吗？")
    await finder.button("提交").click()
    await finder.shows("已交给监督室")


async def _assigns(office: App, who: Account) -> None:
    await office.sign_in(who)
    await office.goto("/triage")
    await office.link(WORDS[:10]).click()
    await expect(office.page.get_by_text(OWN_MARK).first).to_be_visible(timeout=SLOW_MS)
    await office.button("受理并交办").click()
    sheet = office.page.get_by_role("dialog")
    await sheet.get_by_role("radio", name=UNIT).check(force=True)
    await sheet.get_by_label("给责任单位看的话").fill(PARAPHRASE)
    await sheet.get_by_role("button", name=f"交给{UNIT}梁以砚").click()
    await expect(sheet).to_have_count(0)
    await office.shows_all_sent()


async def _handles(unit: App) -> None:
    await unit.link("有路灯不亮").click()
    await acknowledges(unit)
    await responds(unit)


async def _answers(office: App) -> None:
    await office.goto("/call-backs")
    await office.link(WORDS[:10]).click()
    await expect(office.page.get_by_text(DONE).first).to_be_visible(timeout=SLOW_MS)
    await office.button("告知").click()
    sheet = office.page.get_by_role("dialog")
    await sheet.get_by_label("告知上报人的话").fill(ANSWER)
    await sheet.get_by_role("button", name="告知上报人").click()
    await expect(sheet).to_have_count(0)
    await office.shows_all_sent()


async def _rates(finder: Faults) -> None:
    await finder.button("评一评").click()
    sheet = finder.page.get_by_role("dialog")
    await sheet.get_by_label("满意", exact=True).check(force=True)
    await sheet.get_by_role("button", name="交给监督室").click()
    await expect(sheet).to_have_count(0)
    await finder.goto("/outbox")
    await finder.shows_all_sent()
