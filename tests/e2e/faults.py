"""The pages of a special supervisor, in the words of the screens."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.app import PHOTOS, SLOW_MS, App
from tests.e2e.conftest import account
from tests.life import Town

WORDS = "办营业执照，窗口说系统坏了，让明天再来。第二天又说材料不对。"
PICTURE = PHOTOS / "orientation/landscape_1.jpg"


class Faults(App):
    """The pages of a special supervisor."""

    async def signed_in(self, town: Town, *, home: bool = True) -> None:
        await self.sign_in(await account(town.special))
        if home:
            await expect(self.button("我要挑刺")).to_be_visible(timeout=SLOW_MS)

    async def begin(self) -> None:
        await self.button("我要挑刺").click()
        await expect(self.page.get_by_role("heading", name="您看到什么问题？")).to_be_visible()

    async def say(self) -> None:
        """One tap begins, one tap ends; a second of the microphone's own sound lies between."""
        await self.button("不想打字？按一下，说出来").click()
        await expect(self.page.get_by_text("还可以说 59 秒")).to_be_visible(timeout=SLOW_MS)
        await self.button("停，听一遍").click()
        await expect(self.page.get_by_text("录音已存本机")).to_be_visible(timeout=SLOW_MS)

    async def write(self, words: str = WORDS) -> None:
        await self.page.get_by_label("说说问题").fill(words)
        await self.page.get_by_label("政务：办事、审批、窗口").check(force=True)

    async def next(self, heading: str) -> None:
        await self.button("下一步").click()
        await expect(self.page.get_by_role("heading", name=heading)).to_be_visible()

    async def open(self, words: str) -> None:
        """One's own report, from the list."""
        await self.goto("/faults")
        await self.link(words).first.click()
        await expect(self.page.get_by_role("heading", name="进展")).to_be_visible()

    async def shows(self, words: str) -> None:
        """On the page of a report or in the list, once the server has said it."""
        await expect(self.page.get_by_text(words).first).to_be_visible(timeout=SLOW_MS)
