"""The sealed hand-over: nobody but the custodian's browser ever has the words."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, quote_plus
from uuid import uuid4

import pytest
from playwright.async_api import Dialog, Page, Request, expect

from backend.clues.models import ClueEnvelope, ClueHandOver
from backend.issues import letters, reporting, rules
from backend.kernel.actor import Actor, Role
from tests.e2e import desk
from tests.e2e.app import PHOTOS, SLOW_MS, App
from tests.e2e.conftest import Town
from tests.fixtures.chromium import NewPhone, profile
from tests.fixtures.server import Served
from tests.world import TOPIC, make_actor

pytestmark = pytest.mark.browser

SENTENCE = "柳巷街道某科长九月十七日在望江茶楼收下两张购物卡"
PASSPHRASE = "案管室柜子里那张纸上的口令 4417"
PHOTO = PHOTOS / "orientation/landscape_1.jpg"
ISSUE = "WD-2026-0417"


class Watched:
    """Every byte that a page sends, to whomever."""

    def __init__(self, page: Page) -> None:
        self.sent: list[bytes] = []
        page.context.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.sent.append(request.url.encode())
        self.sent.append(json.dumps(request.headers, ensure_ascii=False).encode())
        self.sent.append(request.post_data_buffer or b"")


@pytest.fixture
async def custodian(town: Town) -> Actor:
    assert town
    actor = await make_actor(Role.CUSTODIAN, region=None, name="吴管案")
    await desk.knows_password(actor)
    return actor


@pytest.fixture
async def office(new_phone: NewPhone, served: Served, custodian: Actor) -> Page:
    """The custodian's browser, on the home of that role."""
    assert served
    page = await (await new_phone("custodian")).new_page()
    await desk.sign_in(page, await desk.phone_of(custodian.person_id), desk.PASSWORD)
    await expect(page.get_by_role("heading", name="移送", exact=True)).to_be_visible()
    return page


async def makes_keys(office: Page, tmp_path: Path, button: str = "生成密钥") -> str:
    """Publishes a pair, its backup file saved and chosen again; answers the fingerprint shown."""
    await office.get_by_role("button", name=button).click()
    sheet = office.get_by_role("dialog")
    await sheet.get_by_label("口令", exact=True).fill(PASSPHRASE)
    await sheet.get_by_label("再输一次口令").fill(PASSPHRASE)
    await sheet.get_by_role("button", name="生成", exact=True).click()
    async with office.expect_download() as saving:
        await sheet.get_by_role("button", name="保存备份文件").click()
    backup = tmp_path / "usb-stick.json"
    await (await saving.value).save_as(backup)
    await sheet.locator('input[type="file"]').set_input_files(backup)
    await sheet.get_by_role("button", name="公布", exact=True).click()
    await expect(office.get_by_text("已公布")).to_be_visible()
    shown: str = await office.locator(".key__print").inner_text()
    assert json.loads(backup.read_text())["fingerprint"] == shown
    return shown


async def writes(app: App) -> None:
    await expect(app.page.get_by_label("线索内容")).to_be_visible(timeout=SLOW_MS)
    await app.page.get_by_label("线索内容").fill(SENTENCE)
    await app.page.get_by_label("有关的问题编号").fill(ISSUE)
    await app.page.locator('input[type="file"]').set_input_files(PHOTO)
    await expect(app.page.locator("li.photo img")).to_have_count(1, timeout=SLOW_MS)


async def opens(office: Page) -> None:
    """The custodian reads what was handed over, in their own browser."""
    await office.goto("/clues")
    await office.get_by_role("button", name="打开").click(timeout=SLOW_MS)
    sheet = office.get_by_role("dialog")
    await sheet.get_by_label("口令").fill(PASSPHRASE)
    await sheet.get_by_role("button", name="打开", exact=True).click()
    await expect(sheet.get_by_text(SENTENCE)).to_be_visible(timeout=SLOW_MS)
    await expect(sheet.get_by_text(ISSUE)).to_be_visible()
    await expect(sheet.locator("img")).to_have_js_property("complete", value=True)
    assert await sheet.locator("img").evaluate("one => one.naturalWidth") > 0


async def test_nobody_but_the_custodian_ever_has_the_words(
    new_phone: NewPhone, served: Served, town: Town, office: Page, tmp_path: Path, database_url: str
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    watched = [Watched(app.page), Watched(office)]
    fingerprint = await makes_keys(office, tmp_path)

    await app.goto("/me")
    await app.link("移送线索").click()
    await expect(app.page.get_by_text(fingerprint)).to_be_visible()
    await writes(app)
    await app.button("封好并移送").click()
    await expect(app.page.get_by_text("已送达，等签收")).to_be_visible(timeout=SLOW_MS)
    content = (await ClueEnvelope.get()).content
    await opens(office)
    held = [*on_server(tmp_path, database_url), *(b for one in watched for b in one.sent)]
    assert any(content[200:240] in one for one in held)  # we do look where it lies, and at what
    assert any(base64.b64encode(content) in one for one in watched[0].sent)  # is sent
    await office.get_by_role("dialog").get_by_role("button", name="签收").click()
    await office.get_by_role("alertdialog").get_by_role("button", name="签收").click()
    number = office.get_by_text("YS-")
    await expect(number).to_be_visible(timeout=SLOW_MS)

    await app.page.reload()
    await expect(app.page.get_by_text(f"签收编号 {await number.inner_text()}")).to_be_visible()
    assert await ClueEnvelope.all().count() == 0
    held += on_server(tmp_path, database_url)
    held += on_phone(tmp_path, "phone")
    assert finds(held) == []
    if database_url.startswith("sqlite"):
        left = list(files_of(Path(database_url.removeprefix("sqlite://")).parent))
        assert not any(content[at : at + 40] in one for one in left for at in (200, 600, 900))


async def test_it_is_sealed_without_a_network_and_opens_after_the_keys_were_changed(
    new_phone: NewPhone, served: Served, town: Town, office: Page, tmp_path: Path
) -> None:
    await makes_keys(office, tmp_path)
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.goto("/clues/new")
    await expect(app.page.get_by_label("线索内容")).to_be_visible(timeout=SLOW_MS)
    await app.page.context.set_offline(True)
    await app.page.reload()
    await writes(app)
    await app.button("封好并移送").click()
    await expect(app.page.get_by_text("已封好，待送出")).to_be_visible()
    assert await ClueHandOver.all().count() == 0
    first = await office.locator(".key__print").inner_text()
    await expect(office.get_by_text("已公布")).to_be_visible()
    await office.reload()
    assert await makes_keys(office, tmp_path, "换一把密钥") != first

    await app.page.context.set_offline(False)
    await app.goto("/clues/new")
    await expect(app.page.get_by_text("已送达，等签收")).to_be_visible(timeout=SLOW_MS)
    await opens(office)


async def test_what_is_typed_is_gone_with_the_page(
    new_phone: NewPhone, served: Served, town: Town, office: Page, tmp_path: Path
) -> None:
    await makes_keys(office, tmp_path)
    phone = await new_phone()
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.goto("/clues/new")
    await writes(app)
    asked: list[str] = []

    async def leaves(dialog: Dialog) -> None:
        asked.append(dialog.message)
        await dialog.accept()

    app.page.on("dialog", leaves)
    await app.button("返回").click()
    await expect(app.page.get_by_role("heading", name="我的", exact=True)).to_be_visible()
    assert "不会存草稿" in asked[0]

    await app.link("移送线索").click()
    await expect(app.page.get_by_label("线索内容")).to_have_value("")
    await phone.close()
    assert finds(on_phone(tmp_path, "phone")) == []


async def test_a_wrong_passphrase_and_another_browser(
    new_phone: NewPhone, served: Served, town: Town, office: Page, custodian: Actor, tmp_path: Path
) -> None:
    await makes_keys(office, tmp_path)
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.goto("/clues/new")
    await writes(app)
    await app.button("封好并移送").click()
    await expect(app.page.get_by_text("已送达，等签收")).to_be_visible(timeout=SLOW_MS)

    other = await (await new_phone("other")).new_page()
    await desk.sign_in(other, await desk.phone_of(custodian.person_id), desk.PASSWORD)
    await other.get_by_role("button", name="打开").click()
    await expect(other.get_by_role("dialog").get_by_text("请先载入")).to_be_visible()
    await other.get_by_role("button", name="收起").click()
    await other.locator('input[type="file"]').set_input_files(tmp_path / "usb-stick.json")
    await expect(other.get_by_text("已载入")).to_be_visible()
    await other.get_by_role("button", name="打开").click()
    sheet = other.get_by_role("dialog")
    await sheet.get_by_label("口令").fill(f"{PASSPHRASE}?")
    await sheet.get_by_role("button", name="打开", exact=True).click()
    await expect(sheet.get_by_text("口令不对")).to_be_visible()
    await sheet.get_by_role("button", name="收起").click()
    await opens(other)


async def test_from_an_issue_only_its_number_goes_along(
    new_phone: NewPhone, served: Served, town: Town, office: Page, tmp_path: Path
) -> None:
    await makes_keys(office, tmp_path)
    now = datetime.now(UTC)
    problem = rules.Problem(id=uuid4(), topic=TOPIC, description="路灯坏了两周", photo_ids=())
    report = letters.NewReport(
        problem, "request", town.enterprises[0].id, rules.Particulars(protected=False), now
    )
    issue = await reporting.report_issue(town.officer.actor, report, now=now)
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.goto(f"/issues/{issue.id}")
    await app.button("更多").click()
    await app.button("移送线索").click()
    await app.button("去写").click()
    await expect(app.page.get_by_label("有关的问题编号")).to_have_value(issue.number or "-")
    assert app.page.url.endswith("/clues/new")


async def test_without_a_secure_context_both_pages_say_so(
    new_phone: NewPhone, served: Served, town: Town, custodian: Actor
) -> None:
    failures: list[str] = []
    phone = await new_phone()
    await phone.add_init_script("delete Crypto.prototype.subtle")
    app = await App.opened(phone, served.url)
    app.page.on("pageerror", lambda failure: failures.append(str(failure)))
    await app.sign_in(town.officer)
    await app.goto("/clues/new")
    await expect(app.page.get_by_text("不是安全连接")).to_be_visible()
    await expect(app.page.get_by_label("线索内容")).to_have_count(0)

    page = await (await new_phone("custodian")).new_page()
    await page.add_init_script("delete Crypto.prototype.subtle")
    page.on("pageerror", lambda failure: failures.append(str(failure)))
    await desk.sign_in(page, await desk.phone_of(custodian.person_id), desk.PASSWORD)
    await expect(page.get_by_text("不是安全连接")).to_be_visible()
    await expect(page.get_by_role("button", name="生成密钥")).to_have_count(0)
    assert failures == []


# ---- where the words could lie, and how they could be spelled


def spellings(words: str) -> Iterator[bytes]:
    """As UTF-8, UTF-16, JSON escapes, form and URL encoding, hex, and base64 at each offset."""
    encoded = [words.encode(how) for how in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    yield from encoded
    yield json.dumps(words)[1:-1].encode()
    yield from (quote(words).encode(), quote_plus(words).lower().encode())
    for one in encoded:
        yield one.hex().encode()
        for offset in range(3):
            whole = base64.b64encode(b"\0" * offset + one)
            yield whole[4:-4]  # the ends depend on the neighbours


def finds(held: list[bytes]) -> list[bytes]:
    """The spellings of the words that stand in any of these."""
    wanted = [*spellings(SENTENCE), *spellings(SENTENCE[:9]), *spellings(ISSUE)]
    return [spelled for spelled in wanted if any(spelled in one for one in held)]


def on_server(tmp_path: Path, database_url: str) -> list[bytes]:
    """Database with its logs (SQLite), the folder of photos, what the server wrote to its log."""
    held = [*files_of(tmp_path / "objects"), (tmp_path / "server.log").read_bytes()]
    if database_url.startswith("sqlite"):
        held += files_of(Path(database_url.removeprefix("sqlite://")).parent)
    return held


def on_phone(tmp_path: Path, name: str) -> list[bytes]:
    """The whole profile of this browser: databases, caches, what it restores a session from."""
    return list(files_of(profile(tmp_path, name)))


def files_of(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path.read_bytes()
