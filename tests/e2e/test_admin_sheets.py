"""What hangs on an enterprise, by the admin's thumb: pairings to QR codes; Excel in."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import segno
from openpyxl import Workbook
from playwright.async_api import FilePayload, Locator, Page, expect

from backend.enterprises.models import Contact, Enterprise, Pairing, Protection, QuietDay
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from tests.e2e.desk import PASSWORD, choose_person, desk, knows_password, phone_of, sign_in
from tests.fixtures.chromium import NewPhone
from tests.fixtures.server import Served
from tests.world import make_actor, make_contact, make_enterprise, pair

pytestmark = [pytest.mark.browser, pytest.mark.online]

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MILL = "天润机械"


async def opened(new_phone: NewPhone, admin: Actor) -> tuple[Page, Locator]:
    """The register, with the one enterprise open at the side."""
    page = await desk(new_phone, admin, "enterprises")
    await page.get_by_role("button", name=MILL).click()
    sheet = page.get_by_role("dialog", name=MILL)
    await expect(sheet.get_by_role("heading", name="包联")).to_be_visible()
    return page, sheet


async def closed(form: Locator) -> None:
    await expect(form).to_have_count(0)


def in_days(days: int) -> date:
    return civil_date(datetime.now(UTC)) + timedelta(days=days)


async def test_an_officer_is_paired_by_name(new_phone: NewPhone, admin: Actor) -> None:
    mill, officer = await make_enterprise(MILL), await make_actor(name="张建国")
    page, sheet = await opened(new_phone, admin)

    await sheet.get_by_role("button", name="安排包联").click()
    form = page.get_by_role("dialog", name="安排包联")
    await choose_person(page, "包联干部", "张建国", "张建国")
    await form.get_by_role("button", name="保存").click()
    await closed(form)

    await expect(sheet.get_by_role("listitem").filter(has_text="张建国")).to_be_visible()
    (row,) = await Pairing.all()
    assert (row.liaison_id, row.enterprise_id, row.tier) == (officer.person_id, mill.id, 1)


async def test_ending_a_pairing_asks_once_more(new_phone: NewPhone, admin: Actor) -> None:
    mill, officer = await make_enterprise(MILL), await make_actor(name="张建国")
    await pair(officer, mill)
    page, sheet = await opened(new_phone, admin)
    row = sheet.get_by_role("listitem").filter(has_text="张建国")
    end = row.get_by_role("button", name="结束", exact=True)
    asked = page.get_by_role("alertdialog", name="结束 张建国 的包联？")

    await end.click()
    await expect(asked).to_contain_text("「我的企业」里不再有它")
    await page.keyboard.press("Escape")
    await closed(asked)
    await expect(end).to_be_focused()
    assert (await Pairing.get()).until_at is None

    await end.click()
    await asked.get_by_role("button", name="结束包联").click()
    await closed(asked)
    await expect(end).to_have_count(0)
    ended = (await Pairing.get()).until_at
    assert ended is not None
    assert ended <= datetime.now(UTC)


async def test_an_enterprise_is_protected_and_the_protection_lifted(
    new_phone: NewPhone, admin: Actor
) -> None:
    mill = await make_enterprise(MILL)
    page, sheet = await opened(new_phone, admin)
    form = page.get_by_role("dialog", name="重点保护")
    await expect(sheet.get_by_text("不在保护名单里")).to_be_visible()

    await sheet.get_by_role("button", name="列入").click()
    await form.get_by_label("从哪天起").fill(in_days(-30).isoformat())
    await form.get_by_label("说明").fill("重点项目在建")
    await form.get_by_role("button", name="保存").click()
    await closed(form)
    await expect(sheet.get_by_text("重点项目在建")).to_be_visible()
    await expect(sheet.get_by_text(f"{in_days(-30)} 起，长期")).to_be_visible()

    await sheet.get_by_role("button", name="改或结束").click()
    await form.get_by_label("到哪天止").fill(in_days(-31).isoformat())
    await form.get_by_role("button", name="保存").click()
    await expect(form.get_by_label("到哪天止")).to_be_focused()  # it ends before it begins
    await form.get_by_label("到哪天止").fill(in_days(-1).isoformat())
    await form.get_by_role("button", name="保存").click()
    await closed(form)

    await expect(sheet.get_by_text("不在保护名单里")).to_be_visible()
    (row,) = await Protection.filter(enterprise_id=mill.id)
    assert (row.since, row.until, row.note) == (in_days(-30), in_days(-1), "重点项目在建")


MODULES = """(img, side) => {  // side: modules of the code with its quiet zone
  const canvas = document.createElement('canvas'), module = 8, quiet = 4
  canvas.width = canvas.height = side * module
  const paper = canvas.getContext('2d')
  paper.drawImage(img, 0, 0, canvas.width, canvas.height)
  const middle = (at) => (at + quiet + 0.5) * module
  const inside = [...Array(side - 2 * quiet).keys()].map(middle)
  return inside.map((y) => inside.map((x) => paper.getImageData(x, y, 1, 1).data[0] < 128))
}"""


async def test_the_sheet_of_codes_prints_codes_that_open_the_enterprise(
    new_phone: NewPhone, admin: Actor, served: Served
) -> None:
    mill, officer = await make_enterprise(MILL), await make_actor(name="张建国")
    await pair(officer, mill)
    await knows_password(officer)
    await Enterprise.filter(id=mill.id).update(code="K7M2P9QX")
    link = f"{served.url}/e/K7M2P9QX"
    page = await desk(new_phone, admin, "enterprises")

    await page.get_by_role("checkbox", name=f"选 {MILL} 的二维码").check()
    await page.get_by_role("button", name="打印 1 家企业的二维码").click()
    picture = page.get_by_role("img", name=f"{MILL} 的二维码")
    await expect(picture).to_have_js_property("complete", True)
    said = segno.make(link, error="q", micro=False)
    seen = await picture.evaluate(MODULES, said.symbol_size(border=4)[0])
    assert seen == [[bool(module) for module in row] for row in said.matrix]
    await page.emulate_media(media="print")
    await expect(picture).to_be_visible()
    await expect(page.get_by_role("checkbox")).to_be_hidden()  # nothing else is on the paper

    phone = await (await new_phone("his")).new_page()
    await sign_in(phone, await phone_of(officer.person_id), PASSWORD)
    await phone.goto(link)
    await expect(phone.get_by_role("heading", name=MILL)).to_be_visible()
    await expect(phone).to_have_url(f"{served.url}/enterprises/{mill.id}")


async def test_a_contact_is_added_changed_and_let_go(new_phone: NewPhone, admin: Actor) -> None:
    await make_contact(await make_enterprise(MILL), "周敏")
    page, sheet = await opened(new_phone, admin)

    await sheet.get_by_role("button", name="加联系人").click()
    form = page.get_by_role("dialog", name="加联系人")
    await form.get_by_label("姓名").fill("李经理")
    await form.get_by_label("电话").fill("1380")
    await form.get_by_role("button", name="保存").click()
    await expect(form.get_by_label("电话")).to_be_focused()  # its sentence stands there
    await form.get_by_label("电话").fill("138 0000 0001")
    await form.get_by_role("button", name="保存").click()
    await closed(form)
    await expect(sheet.get_by_role("button", name=re.compile("李经理"))).to_be_visible()

    await sheet.get_by_role("button", name=re.compile("周敏")).click()
    form = page.get_by_role("dialog", name="周敏")
    await form.get_by_role("radio", name="停用").check(force=True)
    await form.get_by_role("button", name="保存").click()
    await closed(form)

    await expect(sheet.get_by_role("button", name=re.compile("周敏"))).to_have_count(0)
    kept = {one.name: (one.phone, one.active) async for one in Contact.all()}
    assert kept["李经理"] == ("13800000001", True)
    assert not kept["周敏"][1]


async def test_quiet_days_are_listed_lifted_and_the_lifting_taken_back(
    new_phone: NewPhone, admin: Actor
) -> None:
    mill = await make_enterprise(MILL)
    page, sheet = await opened(new_phone, admin)
    day = in_days(7).isoformat()
    lift = sheet.get_by_role("button", name=f"取消 {day} 的静默日")

    await sheet.get_by_role("button", name="加静默日").click()
    form = page.get_by_role("dialog", name="加静默日")
    await form.get_by_label("哪一天").fill(day)
    await form.get_by_role("button", name="保存").click()
    await closed(form)
    await expect(lift).to_be_visible()
    assert [one.day async for one in QuietDay.filter(enterprise_id=mill.id)] == [in_days(7)]

    await lift.click()
    await expect(lift).to_have_count(0)
    assert not await QuietDay.exists()
    await page.get_by_role("button", name="撤销").click()
    await expect(lift).to_be_visible()
    assert await QuietDay.filter(enterprise_id=mill.id, day=in_days(7)).exists()


async def test_an_excel_file_is_checked_and_applied(new_phone: NewPhone, admin: Actor) -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(["企业名称", "统一社会信用代码", "街道", "地址"])
    sheet.append(["天润机械有限公司", "91330100799655058B", "东安路街道", "东安路 1 号"])
    sheet.append(["没有街道的店", None, "桃花源街道", None])
    book.save(out)
    page = await desk(new_phone, admin, "imports")

    await page.get_by_role("radio", name="企业", exact=True).check(force=True)
    file = FilePayload(name="企业名册.xlsx", mimeType=EXCEL, buffer=out.getvalue())
    await page.locator("input[type=file]").set_input_files(file)
    await expect(page.get_by_text("检查完了，还没有改动数据。")).to_be_visible()
    wrong = page.get_by_role("list", name="检查结果").get_by_role("listitem")
    await expect(wrong).to_contain_text("第 3 行")
    assert not await Enterprise.exists()
    await page.get_by_role("button", name="导入这 1 行").click()

    await expect(page.get_by_text("导入完了。")).to_be_visible()
    assert [one.name async for one in Enterprise.all()] == ["天润机械有限公司"]
