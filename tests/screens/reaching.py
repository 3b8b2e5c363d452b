"""How each state of a screen is reached, from its address on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import BrowserContext, Page, Route

from backend.kernel.actor import Role

Reach = Callable[[Page], Awaitable[None]]


async def open_signed_in(context: BrowserContext, role: Role | None, password: str) -> Page:
    """A page of a phone on which the demo account of this role is signed in."""
    page = context.pages[0] if context.pages else await context.new_page()
    if role is None:
        return page
    await page.goto("sign-in")
    number = 19900000001 + list(Role).index(role)
    await page.locator("input[autocomplete~=username]").fill(str(number))
    await page.locator("input[autocomplete~=current-password]").fill(password)
    await page.locator("form button[type=submit]").click()
    await page.wait_for_url(lambda url: "sign-in" not in url)
    await page.wait_for_load_state("networkidle")
    return page


async def offline(page: Page) -> None:
    """The phone's copy is shown: the network goes, the page is opened anew."""
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await page.context.set_offline(True)
    await page.reload()


async def server_broken(page: Page) -> None:
    """Nothing on the phone yet, and the server answers with a fault."""

    async def fault(route: Route) -> None:
        await route.fulfill(status=500, content_type="text/html", body="<h1>500</h1>")

    await page.route("**/graphql", fault)
    await page.evaluate(FORGET)
    await page.reload()


async def answer_hangs(page: Page) -> None:
    """Nothing on the phone yet, and no answer comes."""

    async def hang(route: Route) -> None:
        del route

    await page.route("**/graphql", hang)
    await page.evaluate(FORGET)
    await page.reload()


def tap(name: str, role: Any = "button") -> Reach:
    async def reach(page: Page) -> None:
        await page.get_by_role(role, name=name).first.click()

    return reach


def first_row(selector: str) -> Reach:
    async def reach(page: Page) -> None:
        await page.locator(selector).first.click()
        await page.wait_for_load_state("networkidle")

    return reach


async def a_duty_to_give(page: Page) -> None:
    """A person is open, and a grant of an administrator is about to be given."""
    await page.locator("main button.row").first.click()
    await page.get_by_role("button", name="给权限").click()
    await page.get_by_role("radio", name="管理员", exact=True).check(force=True)
    await page.get_by_role("radio", name="安全审计").scroll_into_view_if_needed()


async def no_line_of_the_log(page: Page) -> None:
    await page.get_by_role("searchbox").fill("没有这个人")
    await page.get_by_text("没有这样的记录").wait_for()


def fault_step(step: int, side: str = "政务：办事、审批、窗口") -> Reach:
    """A report begun, with words that may tell who wrote them, open at this step."""

    async def reach(page: Page) -> None:
        await page.get_by_role("button", name="我要挑刺").click()
        await page.get_by_label("说说问题").fill("我是开饭店的，办照让我跑了三趟。")
        await page.get_by_label(side).check(force=True)
        for _ in range(step - 1):
            await page.get_by_role("button", name="下一步").click()
        await page.wait_for_load_state("networkidle")

    return reach


# What the server gave is dropped, what the person wrote stays (DECISIONS 25).
FORGET = """async () => {
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('phone-')) continue
    const db = await new Promise((done) => {
      const asked = indexedDB.open(name)
      asked.onsuccess = () => done(asked.result)
    })
    const stores = ['cache', 'directory'].filter((store) => db.objectStoreNames.contains(store))
    if (stores.length) {
      const tx = db.transaction(stores, 'readwrite')
      for (const store of stores) tx.objectStore(store).clear()
      await new Promise((done) => (tx.oncomplete = done))
    }
    db.close()
  }
}"""


async def new_clue_key(page: Page) -> None:
    """A custodian's key is published; from then on the others have a form to hand over with."""
    await page.get_by_role("button", name="生成密钥").click()
    sheet = page.get_by_role("dialog")
    for label in ("口令", "再输一次口令"):
        await sheet.get_by_label(label, exact=True).fill("案管室柜子里那张纸上的口令")
    await sheet.get_by_role("button", name="生成", exact=True).click()
    async with page.expect_download() as saving:
        await sheet.get_by_role("button", name="保存备份文件").click()
    backup = await (await saving.value).path()
    await sheet.locator('input[type="file"]').set_input_files(backup)
    await sheet.get_by_role("button", name="公布", exact=True).click()
    await sheet.wait_for(state="detached")


ENTERPRISE_ROW = "main a[href*='enterprises/']"
ISSUE_ROW = "main a[href*='issues/']"
ISSUE_ROW_THERE = (
    "main a[data-issue]"  # on the phone a page of its own, at the desk beside the list
)
REPORT_ROW = "main a[href*='reports/']"


async def report_offline(page: Page) -> None:
    """One that was opened before, with what the phone keeps of its photos."""
    await first_row(REPORT_ROW)(page)
    await offline(page)


async def visit_elsewhere_offline(page: Page) -> None:
    """A visit outside the pairings, where only the directory knows the enterprise."""
    await offline(page)
    await page.locator(ENTERPRISE_ROW).nth(1).click()
    await page.get_by_role("heading", name="没有未办结的问题").wait_for()
    await page.get_by_role("link", name="记走访").click()
    await page.get_by_text("不知道这家有没有静默日").wait_for()


async def ask_for_confirmation(page: Page) -> None:
    """What was solved on the spot: the code for the enterprise's own phone."""
    await page.get_by_label("已办结", exact=True).check(force=True)
    await first_row(ISSUE_ROW)(page)
    await page.get_by_role("button", name="请企业确认").click()
    await page.get_by_alt_text("请对方确认用的二维码").wait_for()


# The visit that is being written gets a shape of an app to come.
FROM_A_NEWER_APP = """async () => {
  const { name } = (await indexedDB.databases()).find(({ name }) => name?.startsWith('phone-'))
  const db = await new Promise((done) => {
    const opening = indexedDB.open(name)
    opening.onsuccess = () => done(opening.result)
  })
  const drafts = db.transaction('drafts', 'readwrite').objectStore('drafts')
  const asked = drafts.getAll()
  const rows = await new Promise((done) => (asked.onsuccess = () => done(asked.result)))
  for (const row of rows) drafts.put({ ...row, value: { ...row.value, v: 99 } })
  await new Promise((done) => (drafts.transaction.oncomplete = done))
  db.close()
}"""


async def write_by_phone(page: Page) -> None:
    """A visit by telephone, written and kept, not sealed."""
    await page.locator(ENTERPRISE_ROW).first.click()
    await page.wait_for_url("**/enterprises/*")  # the list has such a link too, for no enterprise
    await page.get_by_role("link", name="记走访").click()
    await page.get_by_label("谈了什么").wait_for()
    await page.get_by_label("电话").check(force=True)
    await page.get_by_label("谈了什么").fill("电话里问了用电增容。")
    await page.get_by_text("已存本机").first.wait_for()


async def draft_of_a_newer_app(page: Page) -> None:
    await write_by_phone(page)
    await page.evaluate(FROM_A_NEWER_APP)
    await page.reload()
    await page.get_by_role("heading", name="这份草稿由更新的版本写的").wait_for()


async def app_too_old(page: Page) -> None:
    """The server no longer answers this version; a visit waits for the update."""

    async def unknown(route: Route) -> None:
        extensions = {"code": "unknown_document", "remedy": "RETRY"}
        error = {"message": "应用有新版本，请更新。", "extensions": extensions}
        await route.fulfill(status=400, json={"errors": [error]})

    await write_by_phone(page)
    await page.route("**/graphql", unknown)
    await page.get_by_role("button", name="保存并发送").click()
    await page.get_by_text("应用有新版本，请更新").first.wait_for()
    await page.goto("outbox")
    await page.get_by_role("article").get_by_text("更新后会自动送出").wait_for()


# These leave a phone that no other screen can use.
BREAKING = (
    offline,
    server_broken,
    answer_hangs,
    report_offline,
    visit_elsewhere_offline,
    draft_of_a_newer_app,
    app_too_old,
)
