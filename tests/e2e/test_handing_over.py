"""Nothing stays with nobody: another handler for one issue, and for all of somebody who leaves."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from backend.issues.models import Issue, Step
from tests.e2e.app import SLOW_MS, App
from tests.e2e.bad_network import BadNetwork
from tests.e2e.conftest import account
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served
from tests.life import Town, unit_actor

pytestmark = pytest.mark.browser


async def assigned(life: Town) -> dict[str, Any]:
    issue = await life.report(life.liaison, enterpriseId=life.enterprise_id)
    return await life.step(life.supervisor, "AssignIssue", issue, **life.assignment())


async def test_the_lead_names_another_person_without_a_network(
    new_phone: NewPhone, served: Served, life: Town, network: BadNetwork
) -> None:
    issue = await assigned(life)
    other = await unit_actor(life.unit, "新承办")
    app = await App.opened(await new_phone(**network.options), served.url)
    await app.sign_in(await account(life.lead))
    await app.goto(f"/issues/{issue['id']}")
    await app.button("更多").click()
    await app.button("换承办人").click()
    sheet = app.page.get_by_role("dialog")
    await expect(sheet.get_by_text("现在由梁以砚承办。")).to_be_visible()
    await expect(sheet.get_by_role("radio")).to_have_count(2)
    await sheet.get_by_role("button", name="换承办人", exact=True).click()
    await expect(sheet.get_by_role("alert")).to_contain_text("请选谁来办")

    network.cut = True
    await sheet.get_by_role("radio", name="新承办").check()
    await sheet.get_by_role("button", name="换成新承办").click()
    await expect(app.page.get_by_text("您有 1 条还没送达")).to_be_visible()
    network.cut = False
    await app.goto("/outbox")
    await app.sends_until_all_is_sent()

    assert (await Issue.get(id=issue["id"])).handler_id == other.person_id


async def test_all_of_who_leaves_goes_to_a_colleague_after_one_question(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    issues = [await assigned(life) for _ in range(2)]
    other = await unit_actor(life.unit, "新承办")
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(await account(life.lead))
    await app.goto("/todo")
    await app.link("移交名下问题").click()
    await app.page.get_by_role("radio", name="梁以砚").check()
    await expect(app.page.get_by_role("heading", name="梁以砚名下没办完的 2 件")).to_be_visible()
    for issue in issues:
        await expect(app.link(issue["number"])).to_be_visible()

    await app.page.get_by_role("group", name="交给谁").get_by_role("radio", name="新承办").check()
    give = app.button("移交 2 件给新承办")
    await give.click()
    await expect(app.page.get_by_text("请写原因")).to_be_visible()
    await app.page.get_by_label("原因").fill("调离本单位")
    await give.click()
    asked = app.page.get_by_role("alertdialog")
    await expect(asked).to_contain_text("把梁以砚名下 2 件移交给新承办？")
    assert await Step.filter(command="reassign").count() == 0
    await asked.get_by_role("button", name="移交", exact=True).click()

    await expect(app.page.get_by_text("已交给新承办 2 件")).to_be_visible(timeout=SLOW_MS)
    assert await Issue.filter(handler_id=other.person_id).count() == len(issues)
    assert await Step.filter(command="reassign", text="调离本单位").count() == len(issues)
    await app.button("再移交一位").click()
    await app.page.get_by_role("radio", name="梁以砚").check()
    await expect(app.page.get_by_text("梁以砚名下没有没办完的问题")).to_be_visible()


async def test_without_a_network_the_page_says_what_to_do(
    new_phone: NewPhone, served: Served, life: Town, network: BadNetwork
) -> None:
    app = await App.opened(await new_phone(**network.options), served.url)
    await app.sign_in(await account(life.lead))
    await app.goto("/hand-over")
    await expect(app.page.get_by_role("radio", name="梁以砚")).to_be_visible()
    network.cut = True
    await app.page.get_by_role("radio", name="梁以砚").check()
    await expect(app.page.get_by_text("名下的问题没取到")).to_be_visible()
    network.cut = False
    await app.button("再试一次").click()
    await expect(app.page.get_by_text("梁以砚名下没有没办完的问题")).to_be_visible()
