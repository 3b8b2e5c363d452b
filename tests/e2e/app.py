"""The app as a person holds it, in the words of the screens: signing in, a visit, the strip."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from playwright.async_api import BrowserContext, Locator, Page, TimeoutError, expect

if TYPE_CHECKING:
    from tests.e2e.conftest import Account

PHOTOS = Path(__file__).parents[1] / "data/photos"
TALK = "谈了用电增容，企业盼年底前送电。"
# Its step back would undo the page change. One that is open may stay: a reload keeps what is in it.
NO_CLOSING_SHEET = """() => !history.state?.layer || document.querySelector('[role=dialog]')"""
AT_ONCE_MS = 2_000
SLOW_MS = 20_000  # two cores, everything at once
HELD_MS = 2 * SLOW_MS  # the same after the ten seconds that a letter may be taken back


async def stored(page: Page) -> None:
    """The service worker has every part of the app. Where it may not be one this fails in time."""
    ready = "() => navigator.serviceWorker.ready.then(() => true)"
    await page.wait_for_function(ready, timeout=SLOW_MS)


class App:
    """One page of the app on one phone; ``url`` is where it lives."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.strip = page.get_by_label("同步情况")

    @classmethod
    async def opened(cls, phone: BrowserContext, url: str, path: str = "/") -> Self:
        app = cls(await phone.new_page(), url)
        await app.goto(path)
        return app

    async def goto(self, path: str) -> None:
        """Go there by address, once a sheet that is just closing has left the history."""
        await self.page.wait_for_function(NO_CLOSING_SHEET)
        await self.page.goto(self.url + path)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name)

    # ---- who is in

    async def sign_in(self, account: Account) -> None:
        """Fill the page of signing in; it is on the screen when this returns what comes after."""
        await self.page.get_by_label("手机号").fill(account.phone)
        await self.page.get_by_label("密码", exact=True).fill(account.password)
        await self.button("登录").click()
        await expect(self.button("登录")).to_have_count(0, timeout=SLOW_MS)

    async def is_on_the_phone(self) -> None:
        """The list of enterprises has come, and the service worker has every part of the app."""
        await expect(self.link("天润机械").first).to_be_visible(timeout=SLOW_MS)
        await stored(self.page)

    async def go_offline(self) -> None:
        await self.is_on_the_phone()
        await self.page.context.set_offline(True)

    async def go_online(self) -> None:
        await self.page.context.set_offline(False)

    # ---- a visit

    async def open_visit(self, enterprise: str = "天润机械") -> None:
        """A new form at this enterprise, from the list."""
        await self.goto("/enterprises")
        await self.link(enterprise).first.click()
        await expect(self.page.get_by_role("heading", name=enterprise)).to_be_visible()
        await self.link("记走访").click()  # the list has one too, without an enterprise
        await expect(self.talk).to_be_visible()

    @property
    def talk(self) -> Locator:
        return self.page.get_by_label("谈了什么")

    @property
    def kept_photos(self) -> Locator:
        """Photos on the form that are whole and stored on the phone."""
        return self.page.locator("li.photo").filter(has_text="已存本机")

    async def choose_photos(self, files: Sequence[Path]) -> None:
        await self.page.locator('input[type="file"]').first.set_input_files(list(files))

    async def add_photos(self, files: Sequence[Path]) -> None:
        """Returns when all of them are stored on the phone."""
        before = await self.kept_photos.count()
        await self.choose_photos(files)
        await expect(self.kept_photos).to_have_count(before + len(files), timeout=SLOW_MS)

    async def fill_visit(self, talk: str = TALK, photos: Sequence[Path] = ()) -> None:
        met = self.page.get_by_label("周敏")
        await expect(met).to_be_attached(timeout=SLOW_MS)  # the contacts have come
        await met.check(force=True)  # the box is drawn by its label
        await self.talk.fill(talk)
        if photos:
            await self.add_photos(photos)

    async def save(self) -> None:
        """Seal the form into the outbox; the page goes back to where one came from."""
        await self.button("保存并发送").click()
        await expect(self.talk).to_have_count(0)

    async def write_visit(
        self, enterprise: str = "天润机械", talk: str = TALK, photos: Sequence[Path] = ()
    ) -> None:
        await self.open_visit(enterprise)
        await self.fill_visit(talk, photos)
        await self.save()

    # ---- what the phone says of it

    async def shows_waiting(self, count: int) -> None:
        await expect(self.strip).to_contain_text(f"{count} 条")

    @property
    def all_delivered(self) -> Locator:
        """What the page of letters says when there is none."""
        return self.page.get_by_text("都已送达", exact=True)

    async def shows_all_sent(self) -> None:
        """Nothing waits, said after an answer of the server; opens the page of letters."""
        if not self.page.url.endswith("/outbox"):
            await expect(self.page.get_by_role("dialog")).to_have_count(0)  # sealed: it has closed
            await self.goto("/outbox")
        await expect(self.strip).to_contain_text("已同步", timeout=SLOW_MS)
        await expect(self.all_delivered).to_be_visible(timeout=SLOW_MS)

    async def sends_until_all_is_sent(self) -> None:
        """As a person does where the network fails again and again: once more, and once more."""
        again = self.button("现在发送")
        await expect(again.or_(self.all_delivered).first).to_be_visible(timeout=SLOW_MS)
        while not await self.all_delivered.is_visible():
            with suppress(TimeoutError):  # it has just begun by itself
                await again.click(timeout=AT_ONCE_MS)
            await expect(again.or_(self.all_delivered).first).to_be_visible(timeout=SLOW_MS)
        await self.shows_all_sent()
