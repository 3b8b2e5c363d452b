"""The whole loop on three phones at once: who found fault, the office, the unit with no signal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from backend.identities.queries import own_names
from backend.issues.models import Issue
from backend.issues.states import IssueState
from backend.kernel.actor import Actor
from backend.notify.models import Notice, NoticeKind
from tests.e2e import desk
from tests.e2e.app import SLOW_MS, App
from tests.e2e.bad_network import BadNetwork
from tests.e2e.conftest import Account
from tests.e2e.test_fault_finding import WORDS, Faults
from tests.e2e.test_handler import DONE, acknowledges, has_it_on_the_phone, responds
from tests.fixtures.chromium import NewPhone
from tests.fixtures.phone import Clock, Phone
from tests.fixtures.server import Served
from tests.life import Town

pytestmark = pytest.mark.browser

OWN_MARK = "第二天又说材料不对"  # of the reporter's own words, never of the office's
PARAPHRASE = "有路灯不亮，影响夜间装货。"
ANSWER = "窗口已经整改，您再去一次，当天能办完。"


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

    async def stands(self, state: IssueState, **allowed: set[str]) -> None:
        """The state, and for each of the three what they may do now, no more and no less."""
        assert (await self.issue()).state is state
        people = {
            "finder": self.town.special, "office": self.town.supervisor, "unit": self.town.handler,
        }  # fmt: skip
        for who, commands in allowed.items():
            found = set((await self.seen_by(people[who]))["allowed"]) - {"hand_over_clue"}
            assert found == commands, who

    async def told(self, actor: Actor, kind: NoticeKind) -> list[str]:
        """What the inbox says once the worker has been there."""
        mine = await own_names(actor.person_id)
        found = Notice.filter(recipient_id__in=mine, kind=kind).order_by("created_at")
        return [notice.title async for notice in found]


@pytest.fixture
async def people(database: Any, served: Served) -> AsyncIterator[Town]:
    assert database
    async with httpx.AsyncClient(base_url=served.url) as http:
        town = await Town.built(Phone(http, Clock(datetime.now(UTC))))
        for actor in (town.special, town.supervisor, town.handler):
            await desk.knows_password(actor)
        yield town


async def account(actor: Actor) -> Account:
    return Account(actor, await desk.phone_of(actor.person_id))


async def test_from_fault_found_to_a_satisfied_reporter(
    new_phone: NewPhone, served: Served, people: Town, network: BadNetwork
) -> None:
    finder = await Faults.opened(await new_phone("finder"), served.url)
    office = await App.opened(await new_phone("office"), served.url)
    unit = await App.opened(await new_phone("unit", **network.options), served.url)
    loop = Loop(people, finder, office, unit)

    await _finds_fault(finder, people)
    await loop.stands(IssueState.SUBMITTED, finder={"withdraw"})
    assert (await loop.seen_by(people.handler))["code"] == "not_found"

    issue = await loop.issue()
    given = {"id": str(issue.id), "version": issue.version}
    taken = await people.step(
        people.supervisor, "AssignIssue", given, **people.assignment(paraphrase=PARAPHRASE)
    )
    assert taken["state"] == "ASSIGNED", taken
    await has_it_on_the_phone(unit, await account(people.handler), {"id": str(issue.id)})
    due = (await loop.seen_by(people.supervisor))["due"]
    assert due["inputs"]["rule"] == "normal"

    network.cut = True  # from having read the assignment until the response is sealed
    await _handles(unit)
    assert (await loop.issue()).state is IssueState.ASSIGNED
    network.cut = False
    await unit.goto("/outbox")
    await unit.sends_until_all_is_sent()
    await loop.stands(IssueState.RESPONDED, finder={"call_back"}, unit=set())

    await office.sign_in(await account(people.supervisor))
    await office.goto(f"/issues/{issue.id}")
    await expect(office.page.get_by_text(DONE).first).to_be_visible(timeout=SLOW_MS)
    await expect(office.page.get_by_text(OWN_MARK).first).to_be_visible()
    now = await loop.issue()
    answered = await people.step(
        people.supervisor, "AnswerIssue", {"id": str(now.id), "version": now.version}, text=ANSWER
    )
    assert answered["__typename"] == "Receipt", answered

    await finder.open(WORDS[:10])
    await finder.shows(ANSWER)
    await _rates(finder)

    await loop.stands(IssueState.CLOSED, finder={"ask_look_back"}, unit=set())
    closed = await loop.seen_by(people.handler)
    assert closed["number"] == "BL-2026-0001"
    assert OWN_MARK not in str(closed)
    assert "满意" not in str(closed["steps"])
    await people.deliver()
    assert await loop.told(people.handler, NoticeKind.ASSIGNED) == ["BL-2026-0001 交办给您，请签收"]
    assert await loop.told(people.special, NoticeKind.ANSWERED)


async def _finds_fault(finder: Faults, people: Town) -> None:
    await finder.signed_in(people)
    await finder.begin()
    await finder.write()
    await finder.next("在哪里？")
    await finder.next("有照片吗？")
    await finder.button("提交").click()
    await finder.shows("已交给监督室")


async def _handles(unit: App) -> None:
    await unit.link("有路灯不亮").click()
    await acknowledges(unit)
    await responds(unit)


async def _rates(finder: Faults) -> None:
    await finder.button("评一评").click()
    sheet = finder.page.get_by_role("dialog")
    await sheet.get_by_label("满意", exact=True).check(force=True)
    await sheet.get_by_role("button", name="交给监督室").click()
    await expect(sheet).to_have_count(0)
    await finder.goto("/outbox")
    await finder.shows_all_sent()
