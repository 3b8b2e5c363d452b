"""What becomes of one's own report: sent back, answered, rated, objected to, withdrawn."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.async_api import expect

from backend.evidence.models import Photo
from backend.issues.models import Issue
from backend.issues.states import IssueState
from tests.e2e.bad_network import held_back
from tests.e2e.faults import PICTURE, WORDS, Faults
from tests.e2e.inside import on_phone
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served
from tests.life import Town

pytestmark = [pytest.mark.browser, pytest.mark.online]


async def test_returned_resubmitted_answered_and_rated(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    issue = await life.report(life.special, description="办照的事，请看看。")
    issue = await life.step(life.supervisor, "ReturnIssue", issue, text="是哪个窗口、哪一天？")
    app = await Faults.opened(await new_phone(), served.url)
    await app.signed_in(life)

    await app.open("办照的事")
    await app.shows("是哪个窗口、哪一天？")
    await app.button("补充后再交").click()
    await expect(app.page.get_by_label("把问题补充完整")).to_have_value("办照的事，请看看。")
    await app.page.get_by_label("把问题补充完整").fill(WORDS)
    await app.add_photos([PICTURE])
    await app.button("收起，内容已存本机").click()
    await app.page.reload()  # what was added lies on the phone
    await app.button("补充后再交").click()
    await expect(app.page.get_by_label("把问题补充完整")).to_have_value(WORDS)
    await expect(app.kept_photos).to_have_count(1)
    await app.button("交给监督室").click()
    await app.shows("等监督室受理")
    assert (await Issue.get()).description == WORDS
    assert (await Photo.get()).subject_id == UUID(issue["id"])

    issue = await life.look(life.supervisor, issue)
    issue = await life.step(life.supervisor, "AssignIssue", issue, **life.assignment())
    await app.open("办营业执照")
    await app.shows("已受理，交给责任单位了")
    issue = await life.step(life.handler, "AcknowledgeIssue", issue)
    done = {"kind": "SOLVED", "whatDone": "材料清单已改。"}
    issue = await life.step(life.handler, "RespondIssue", issue, **done)
    await life.step(life.supervisor, "AnswerIssue", issue, text="清单已改，一次说清。")
    await app.open("办营业执照")
    await app.shows("清单已改，一次说清。")
    await expect(app.page.get_by_text("梁以砚")).to_have_count(0)
    await app.button("评一评").click()
    await app.page.get_by_label("满意", exact=True).check(force=True)
    await app.button("交给监督室").click()
    await app.shows("已办结")
    assert (await Issue.get()).state is IssueState.CLOSED


async def test_words_that_come_after_the_tap_begin_what_is_put_right(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    issue = await life.report(life.special, description=WORDS)
    await life.step(life.supervisor, "ReturnIssue", issue, text="是哪个窗口、哪一天？")
    app = await Faults.opened(await new_phone(), served.url, f"/faults/{issue['id']}")
    async with held_back(app.page, "Issue"):
        await app.signed_in(life, home=False)
        await app.button("补充后再交").click()
        await expect(app.button("补充后再交")).to_be_disabled()
    await expect(app.page.get_by_label("把问题补充完整")).to_have_value(WORDS)


async def test_rejected_and_objected_to_once(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    issue = await life.report(life.special, description=WORDS)
    reason = {"text": "经查当天系统正常。", "instead": "区政务服务中心值班电话"}
    await life.step(life.supervisor, "RejectIssue", issue, **reason)
    app = await Faults.opened(await new_phone(), served.url)
    await app.signed_in(life)
    await app.open("办营业执照")
    await app.shows("区政务服务中心值班电话")
    await app.button("不同意，请再看一次").click()
    await app.page.get_by_label("为什么不同意").fill("当天有叫号小票，可以查。")
    await app.button("交给监督室").click()
    await app.shows("等监督室受理")
    await expect(app.button("不同意，请再看一次")).to_have_count(0)
    assert (await Issue.get()).state is IssueState.SUBMITTED


async def test_withdrawn_with_ten_seconds_to_think_again(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    await life.report(life.special, description=WORDS)
    app = await Faults.opened(await new_phone(), served.url)
    await app.signed_in(life)
    await app.open("办营业执照")
    await app.button("撤回").click()
    await app.button("撤销").click()
    await expect(app.button("撤回")).to_be_visible()
    assert await on_phone(app.page, life.special.person_id, "outbox") == []

    await app.button("撤回").click()
    await app.shows("您刚交的还没送到")
    await app.shows("您已撤回")
    assert (await Issue.get()).outcome == "withdrawn"
