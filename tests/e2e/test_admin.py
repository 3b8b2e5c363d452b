"""The admin's desk on a phone: accounts, tables in, hand-overs and codes, each by its buttons."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.async_api import FilePayload, Page, expect

from backend.enterprises.models import Contact, Enterprise, Pairing, PairingLoan
from backend.kernel.actor import Actor, Role
from backend.people import queries as people
from backend.people.models import Grant, Person
from tests.e2e.desk import choose_person, desk, knows_password, phone_of, sign_in
from tests.fixtures.chromium import NewPhone
from tests.world import make_actor, make_enterprise, pair

pytestmark = [pytest.mark.browser, pytest.mark.online]

OWN_PASSWORD = "湛河边上的第一棵梧桐树"
TABLE = """企业名称,统一社会信用代码,街道,地址,联系人,联系电话
天润机械有限公司,91330100799655058B,东安路街道,东安路 1 号,李经理,13800000001
长安银行支行,9144030071526726XX,东安路街道,,,
老张烩面,,410403001,夜市 3 号摊,老张,
"""


async def upload(page: Page, table: str) -> None:
    await page.get_by_role("radio", name="企业", exact=True).check(force=True)
    file = FilePayload(name="企业名册.csv", mimeType="text/csv", buffer=table.encode())
    await page.locator("input[type=file]").set_input_files(file)
    await expect(page.get_by_text("检查完了，还没有改动数据。")).to_be_visible()


async def test_a_new_person_signs_in_with_the_password_shown_once(
    new_phone: NewPhone, admin: Actor
) -> None:
    page = await desk(new_phone, admin, "people")

    await page.get_by_role("button", name="加人").click()
    form = page.get_by_role("dialog", name="加人")
    await form.get_by_label("姓名").fill("王芳")
    await form.get_by_label("手机号").fill("13912345678")
    await form.get_by_label("单位").select_option(label="区营商环境局")
    await form.get_by_role("button", name="保存").click()
    shown = page.get_by_role("dialog", name="王芳 的初始密码")
    password = (await shown.locator("[data-once]").inner_text()).strip()
    await expect(shown.get_by_role("heading")).to_be_focused()
    await shown.get_by_role("button", name="已经记下，收起").click()
    await expect(shown).to_have_count(0)
    await page.get_by_role("button", name="王芳").click()
    await page.get_by_role("button", name="给权限").click()
    grant = page.get_by_role("dialog", name="给 王芳 权限")
    await grant.get_by_role("radio", name="包联干部").check(force=True)
    await grant.get_by_label("区域").select_option(label="东安路街道 410403001")
    await grant.get_by_role("button", name="给出权限").click()

    await expect(grant).to_have_count(0)
    sheet = page.get_by_role("dialog", name="王芳")
    await expect(sheet.get_by_role("button", name="结束")).to_be_visible()
    await expect(page.get_by_text(password)).to_have_count(0)
    person = await Person.get(phone="13912345678")
    given = await Grant.get(person_id=person.id)
    assert (given.role, given.region, given.until_at) == (Role.LIAISON, "410403001", None)

    await page.context.close()
    page = await (await new_phone("hers")).new_page()
    await sign_in(page, "13912345678", password)
    await expect(page.get_by_role("heading", name="设置新密码")).to_be_visible()
    await page.goto("/")
    await expect(page.get_by_role("heading", name="设置新密码")).to_be_visible()
    await page.get_by_label("初始密码", exact=True).fill(password)
    await page.get_by_label("新密码", exact=True).fill(OWN_PASSWORD)
    await page.get_by_label("再输一次", exact=True).fill(OWN_PASSWORD)
    await page.get_by_role("button", name="保存并进入").click()
    await expect(page.get_by_role("link", name="企业", exact=True)).to_be_visible()


async def test_ending_a_grant_asks_once_more(new_phone: NewPhone, admin: Actor) -> None:
    officer = await make_actor(name="张建国")
    page = await desk(new_phone, admin, "people")

    await page.get_by_role("button", name="张建国").click()
    await page.get_by_role("button", name="结束").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="结束权限").click()

    await expect(page.get_by_role("alertdialog")).to_have_count(0)
    await expect(page.get_by_role("dialog").get_by_role("button", name="结束")).to_have_count(0)
    await expect(page.get_by_role("dialog").get_by_text("已结束")).to_be_visible()
    assert (await Grant.get(id=officer.grant_id)).until_at is not None


async def test_a_table_is_checked_applied_and_twice_the_same_is_nothing(
    new_phone: NewPhone, admin: Actor
) -> None:
    page = await desk(new_phone, admin, "imports")

    await upload(page, TABLE)

    await expect(page.locator("[data-sum]")).to_have_text(
        "会新增 2 行，会改动 0 行，0 行没有变化，1 行不导入。"
    )
    wrong = page.get_by_role("list", name="检查结果").get_by_role("listitem")
    await expect(wrong).to_have_count(1)
    await expect(wrong).to_contain_text("第 3 行")
    await expect(wrong).to_contain_text("统一社会信用代码：")
    assert not await Enterprise.exists()
    await page.get_by_role("button", name="导入这 2 行").click()
    await expect(page.get_by_text("导入完了。")).to_be_visible()
    await expect(page.locator("[data-sum]")).to_have_text(
        "新增 2 行，改动 0 行，0 行没有变化，1 行没有导入。"
    )
    assert {one.name async for one in Enterprise.all()} == {"天润机械有限公司", "老张烩面"}

    await page.get_by_role("link", name="换一个文件").click()
    await upload(page, TABLE)
    await expect(page.locator("[data-sum]")).to_have_text(
        "会新增 0 行，会改动 0 行，2 行没有变化，1 行不导入。"
    )
    await expect(page.get_by_role("button", name=re.compile("^导入这"))).to_have_count(0)
    assert (await Enterprise.all().count(), await Contact.all().count()) == (2, 2)


async def test_a_hand_over_moves_every_pairing(new_phone: NewPhone, admin: Actor) -> None:
    leaving, coming = await make_actor(name="张建国"), await make_actor(name="李红梅")
    mill, stall = await make_enterprise("天润机械"), await make_enterprise("老张烩面")
    for enterprise in (mill, stall):
        await pair(leaving, enterprise)
    page = await desk(new_phone, admin, "handover")

    await page.get_by_role("button", name="开始交接").click()
    await choose_person(page, "交出的人", "张建国", "张建国")
    await choose_person(page, "接手的人", await phone_of(coming.person_id), "李红梅")
    await page.get_by_label("原因").fill("调到区财政局")
    await page.get_by_role("button", name="现在交接").click()

    await expect(page.get_by_text("已交接，2 家企业的包联换了人。")).to_be_visible()
    now = [one async for one in Pairing.filter(until_at=None)]
    assert {(one.liaison_id, one.enterprise_id) for one in now} == {
        (coming.person_id, mill.id),
        (coming.person_id, stall.id),
    }


async def test_a_reset_code_opens_the_account_once(new_phone: NewPhone, admin: Actor) -> None:
    officer = await make_actor(name="张建国")
    await knows_password(officer)
    page = await desk(new_phone, admin, "people")

    await page.get_by_role("button", name="张建国").click()
    await page.get_by_role("button", name="发一次性重置码").click()
    shown = page.get_by_role("dialog", name="张建国 的一次性重置码")
    code = (await shown.locator("[data-once]").inner_text()).strip()
    await expect(shown.get_by_text("用重置码登录")).to_be_visible()
    await shown.get_by_role("button", name="已经记下，收起").click()

    await expect(shown).to_have_count(0)
    await expect(page.get_by_role("dialog", name="张建国")).to_be_visible()
    await page.context.close()
    page = await (await new_phone("his")).new_page()
    await page.goto("/sign-in")
    await page.get_by_role("link", name="用重置码登录").click()
    await expect(page.get_by_role("heading", name="用重置码设新密码")).to_be_visible()
    await page.get_by_label("手机号").fill(await phone_of(officer.person_id))
    await page.get_by_label("重置码").fill(code)
    await page.get_by_label("新密码", exact=True).fill(OWN_PASSWORD)
    await page.get_by_label("再输一次", exact=True).fill(OWN_PASSWORD)
    await page.get_by_role("button", name="保存并进入").click()
    await expect(page.get_by_role("link", name="企业", exact=True)).to_be_visible()


async def test_a_stand_in_has_the_pairings_until_a_day(new_phone: NewPhone, admin: Actor) -> None:
    away, stand_in = await make_actor(name="张建国"), await make_actor(name="李红梅")
    page = await desk(new_phone, admin, "handover")

    await page.get_by_role("button", name="安排代班").click()
    form = page.get_by_role("dialog", name="代班")
    await choose_person(page, "交出的人", "张建国", "张建国")
    await choose_person(page, "接手的人", "李红梅", "李红梅")
    await form.get_by_label("从哪天起").fill("2031-03-01")
    await form.get_by_label("到哪天止").fill("2031-03-14")
    await form.get_by_role("button", name="安排代班").click()

    await expect(page.get_by_text("已安排。到期自动还回")).to_be_visible()
    loan = await PairingLoan.get(from_person_id=away.person_id, to_person_id=stand_in.person_id)
    assert loan.until_at == datetime(2031, 3, 14, 16, tzinfo=UTC)  # midnight after the last day


async def test_one_grant_is_lent_from_a_day_to_a_day(new_phone: NewPhone, admin: Actor) -> None:
    lender, stand_in = await make_actor(name="张建国"), await make_actor(name="李红梅")
    page = await desk(new_phone, admin, "people")

    await page.get_by_role("button", name="张建国").click()
    await page.get_by_role("button", name="代班", exact=True).click()
    form = page.get_by_role("dialog", name=re.compile("^代班："))
    await choose_person(form, "接手的人", "李红梅", "李红梅")
    await form.get_by_label("从哪天起").fill("2031-03-01")
    await form.get_by_label("到哪天止").fill("2031-02-14")
    await form.get_by_role("button", name="安排代班").click()
    await expect(form.get_by_label("到哪天止")).to_be_focused()  # its sentence stands there
    await form.get_by_label("到哪天止").fill("2031-03-14")
    await form.get_by_role("button", name="安排代班").click()

    await expect(form).to_have_count(0)
    sheet = page.get_by_role("dialog", name="张建国")
    await expect(sheet.get_by_text("已安排。到期自动还回")).to_be_visible()
    loan = await Grant.get(person_id=stand_in.person_id, lent_from_id=lender.grant_id)
    assert loan.from_at == datetime(2031, 2, 28, 16, tzinfo=UTC)
    assert loan.until_at == datetime(2031, 3, 14, 16, tzinfo=UTC)  # midnight after the last day
    assert (await Grant.get(id=lender.grant_id)).until_at is None  # the lender goes on

    await page.goto("/admin/people")
    await page.get_by_role("button", name="李红梅").click()
    lent = page.get_by_role("listitem").filter(has_text="替 张建国 代班")
    await expect(lent).to_contain_text("2031-03-01 至 2031-03-14")
    await expect(lent.get_by_role("button", name="代班", exact=True)).to_have_count(0)  # not on
    await lent.get_by_role("button", name="结束").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="结束权限").click()
    await expect(page.get_by_role("alertdialog")).to_have_count(0)
    await expect(lent.get_by_role("button", name="结束")).to_have_count(0)
    await expect(lent).to_contain_text("原定 2031-03-01 起，没有开始")


async def test_a_new_topic_moves_up_and_the_old_ones_keep_their_codes(
    new_phone: NewPhone, admin: Actor
) -> None:
    page = await desk(new_phone, admin, "settings")

    await page.get_by_role("button", name="问题类别").click()
    form = page.get_by_role("dialog")
    await form.get_by_role("button", name="加一类").click()
    await form.get_by_label(re.compile("^第 .* 类的名称")).last.fill("夜市摊位")
    await form.get_by_label("代码").fill("night_market")
    await form.get_by_role("button", name="上移").last.click()
    await expect(form.get_by_role("button", name="去掉")).to_have_count(1)
    await form.get_by_role("button", name="保存").click()

    await expect(form).to_have_count(0)
    topics = await people.setting("topics")
    assert topics[-2] == {"code": "night_market", "name": "夜市摊位"}
    assert all(topic["code"] for topic in topics)
