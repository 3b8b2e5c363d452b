"""Takes the pictures of the tour and puts every screen to axe-core: 0 violations."""

from __future__ import annotations

import asyncio
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Playwright
from playwright.async_api import Error as PlaywrightError
from tortoise import Tortoise

from backend import database
from backend.demo import people, seed
from storage.local import LocalStore
from tests.fixtures.chromium import PHONE
from tests.fixtures.server import Served
from tests.screens.reaching import BREAKING, answer_hangs, open_signed_in
from tests.screens.tour import SCREENS, Screen

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "screens"
IN_MANIFEST = ROOT / "pwa/public/screenshots"  # what is shown before the app is installed
AXE = (ROOT / "pwa/node_modules/axe-core/axe.min.js").read_text()
DESK = {
    "viewport": {"width": 1280, "height": 800},
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}


@dataclass(frozen=True, slots=True)
class Look:
    name: str
    options: dict[str, Any]
    storage: dict[str, str]


LIGHT = Look("light", PHONE | {"device_scale_factor": 1}, {"blt-theme": "light"})
DARK = Look(
    "large-dark",
    PHONE | {"device_scale_factor": 1},
    {"blt-theme": "dark", "blt-size": "large"},
)
WIDE = Look("desk", DESK, {"blt-theme": "light"})


@pytest.fixture
async def town(database_url: str, tmp_path: Path, new_server: Callable[..., Served]) -> Served:
    await Tortoise.close_connections()
    async with database.opened(database_url):
        await seed.once(LocalStore(tmp_path / "objects"), visit_count=500)
    return await asyncio.to_thread(new_server, BLT_PWA_DIR=str(ROOT / "pwa/dist"))


@pytest.fixture
async def browser(playwright: Playwright, chromium_path: str) -> AsyncIterator[Browser]:
    started = await playwright.chromium.launch(executable_path=chromium_path)
    yield started
    await started.close()


@pytest.mark.parametrize("look", [LIGHT, DARK, WIDE], ids=lambda look: look.name)
async def test_take(look: Look, town: Served, browser: Browser) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    violations: dict[str, list[str]] = defaultdict(list)
    screens = [screen for screen in SCREENS if screen.wide or look is not WIDE]
    for _, several in groupby(sorted(screens, key=_phone), key=_phone):
        context = await browser.new_context(base_url=f"{town.url}/", **look.options)
        await context.add_init_script(_settings(look))
        first, *others = several
        page = await open_signed_in(context, first.role, people.PASSWORD)
        for screen in (first, *others):
            try:
                await _visit(page, screen)
            except PlaywrightError as failure:  # the others are taken all the same
                violations[screen.name].append(f"not reached: {failure.message.splitlines()[0]}")
            picture = PICTURES / f"{screen.name}-{look.name}.png"
            await page.screenshot(path=picture)
            if (IN_MANIFEST / picture.name).exists():
                shutil.copy(picture, IN_MANIFEST)
            violations[screen.name] += await _axe(page)
        await context.close()
    found = {name: what for name, what in violations.items() if what}
    assert found == {}


async def _visit(page: Page, screen: Screen) -> None:
    await page.goto(screen.path)
    await page.locator(screen.ready).first.wait_for()
    if screen.reach:
        await screen.reach(page)
        await page.locator("main, form").first.wait_for()
    if screen.reach is not answer_hangs:
        await page.locator(".skel").first.wait_for(state="detached")
    await page.evaluate("document.fonts.ready.then(() => true)")


def _phone(screen: Screen) -> str:
    """Screens of one role share a phone; a state that breaks something has one of its own."""
    return f"{screen.role}/{screen.name if screen.reach in BREAKING else ''}"


async def _axe(page: Page) -> list[str]:
    await page.evaluate(AXE)
    answer = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in answer["violations"]
    ]


def _settings(look: Look) -> str:
    return ";".join(
        f"localStorage.setItem('{key}', '{value}')" for key, value in look.storage.items()
    )
