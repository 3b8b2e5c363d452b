"""After the review: what the author adds behind an approved visit, and how the office finds it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from playwright.async_api import expect

from backend.visits.models import Visit, VisitSupplement
from tests.e2e.app import PHOTOS, SLOW_MS, App
from tests.e2e.conftest import NAMES, Town
from tests.e2e.inside import on_phone
from tests.fixtures.chromium import NewPhone
from tests.fixtures.phone import Phone
from tests.fixtures.server import Served
from tests.visits.acts import log, verdict
from tests.world import problem

pytestmark = pytest.mark.browser

MORE = "供电所已答复：下周增容。"


async def two_visits(elsewhere: Phone, town: Town) -> str:
    """One with a problem, and one that is approved; the id of the approved one."""
    await elsewhere.sign_in(town.officer.actor)
    now = datetime.now(UTC).isoformat()
    power = {"startedAt": now, "discussed": "变压器容量偏小。"}
    hiring = {"startedAt": now, "discussed": "谈了招工。"}
    first, second = town.enterprises[:2]
    await log(elsewhere, first, sealedAt=now, content=power, problems=[problem()])
    approved = await log(elsewhere, second, sealedAt=now, content=hiring)
    await elsewhere.sign_in(town.supervisor.actor)
    reply = await elsewhere.send("ReviewVisit", input=verdict(approved))
    assert reply["__typename"] == "Receipt", reply
    return approved


async def test_what_is_added_offline_stands_behind_the_approved_visit(
    new_phone: NewPhone, served: Served, town: Town, elsewhere: Phone
) -> None:
    approved = await two_visits(elsewhere, town)
    app = await App.opened(await new_phone(), served.url, "/reports")
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await expect(app.link(NAMES[0])).to_have_count(2)  # the visit, its problem
    await app.page.get_by_label("办理中 2").check(force=True)
    await expect(app.link(NAMES[1])).to_have_count(0)
    await app.page.get_by_label("全部").check(force=True)
    await app.link(NAMES[1]).click()
    await expect(app.page.get_by_role("heading", name=NAMES[1])).to_be_visible()

    await app.button("补充情况").click()
    sheet = app.page.get_by_role("dialog", name="补充情况")
    await app.page.context.set_offline(True)
    await app.button("补充上去").click()
    await expect(sheet.get_by_text("请写要补充什么，至少 2 个字")).to_be_visible()
    await sheet.get_by_label("补充什么").fill(MORE)
    files = [PHOTOS / "orientation/landscape_1.jpg"]
    await sheet.locator('input[type="file"]').set_input_files(files)
    await expect(sheet.locator("li.photo").filter(has_text="已存本机")).to_have_count(1)
    await app.button("收起，内容已存本机").click()
    await app.button("补充情况").click()
    await expect(sheet.get_by_label("补充什么")).to_have_value(MORE)
    await app.button("补充上去").click()
    await expect(app.page.get_by_text("这条还有没送达的修改或补充")).to_be_visible()

    await app.page.context.set_offline(False)
    await expect(app.page.get_by_text(MORE)).to_be_visible(timeout=SLOW_MS)
    added = await VisitSupplement.get(visit_id=approved)
    assert (added.text, len(added.photo_ids)) == (MORE, 1)
    assert (await Visit.get(id=approved)).discussed == "谈了招工。"
    assert await on_phone(app.page, town.officer.actor.person_id, "photos") == []
    assert UUID(added.photo_ids[0])


async def test_the_list_of_all_visits_is_filtered_searched_and_the_filter_kept(
    new_phone: NewPhone, served: Served, town: Town, elsewhere: Phone
) -> None:
    await two_visits(elsewhere, town)
    app = await App.opened(await new_phone(), served.url, "/submissions")
    await app.sign_in(town.supervisor)
    rows = app.page.get_by_role("main").get_by_role("listitem")
    await expect(rows).to_have_count(2, timeout=SLOW_MS)

    await app.button("筛选").click()
    sheet = app.page.get_by_role("dialog", name="筛选走访")
    await sheet.get_by_label("有问题", exact=True).check(force=True)
    await sheet.get_by_label("给它起个名字").fill("有问题的")
    await app.button("存下这个条件").click()
    await expect(app.page.get_by_text("已存下")).to_be_visible()
    await app.button("按条件查找").click()
    await expect(rows).to_have_count(1)
    await expect(rows).to_contain_text(NAMES[0])
    await expect(app.page).to_have_url(re.compile("withProblems=yes"))
    await app.page.reload()
    await expect(rows).to_have_count(1)
    await app.button("清除条件").click()
    await expect(rows).to_have_count(2)

    search = app.page.get_by_role("searchbox", name="查找走访记录")
    await search.fill("招工")
    await search.press("Enter")
    await expect(rows).to_have_count(1)
    await expect(rows).to_contain_text(NAMES[1])
    await app.button("清除条件").click()
    await app.button("筛选").click()
    await sheet.get_by_label("已退回").check(force=True)
    await app.button("按条件查找").click()
    await expect(app.page.get_by_text("这个条件下没有记录")).to_be_visible()
    await app.button("筛选 1").click()
    await app.button("有问题的").click()
    await expect(rows).to_have_count(1)
    await expect(rows).to_contain_text(NAMES[0])
