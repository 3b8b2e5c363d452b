"""The phone's side: what the first page weighs, how soon the list is there without a network.

Weights are brotli kilobytes of what Chromium really loaded. Times are milliseconds in Chromium with
a slowed processor, since the navigation began.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, CDPSession, Page, Playwright

from backend import database
from backend.demo import people, seed
from backend.kernel.actor import Role
from storage.local import LocalStore
from tests.fixtures.chromium import PHONE
from tests.fixtures.server import Served
from tests.screens.reaching import open_signed_in

ROOT = Path(__file__).parents[2]
NODE = Path(sys.executable).with_name("node")
BROTLI = (
    "process.stdout.write(String("
    "require('zlib').brotliCompressSync(require('fs').readFileSync(0)).length))"
)
SLOWER = 4
RUNS = 5

pytestmark = pytest.mark.sqlite


@pytest.fixture
async def town(database_url: str, tmp_path: Path, new_server: Callable[..., Served]) -> Served:
    async with database.opened(database_url):
        await seed.once(LocalStore(tmp_path / "objects"), visit_count=300)
    return await asyncio.to_thread(new_server, BLT_PWA_DIR=str(ROOT / "pwa/dist"))


@pytest.fixture
async def browser(playwright: Playwright, chromium_path: str) -> AsyncIterator[Browser]:
    started = await playwright.chromium.launch(executable_path=chromium_path)
    yield started
    await started.close()


async def test_weights(town: Served, browser: Browser) -> None:
    print("\n== what a page loads, brotli kilobytes (JavaScript, CSS)")
    for name, role, path in (
        ("first route: sign-in", None, "sign-in"),
        ("first route: my enterprises", Role.LIAISON, "enterprises"),
        ("visit form", Role.LIAISON, "visits/new"),
    ):
        async with await _phone(browser, town) as context:
            page = await open_signed_in(context, role, people.PASSWORD)
            await page.goto(path)
            await page.wait_for_load_state("networkidle")
            scripts, styles = await _loaded(page)
            print(f"{name:30} {scripts:6.1f} {styles:6.1f}")


async def test_cold_start_without_a_network(town: Served, browser: Browser) -> None:
    async with await _phone(browser, town) as context:
        page = await open_signed_in(context, Role.SUPERVISOR, people.PASSWORD)
        await page.goto("enterprises")
        await page.locator(ROW).first.wait_for()
        await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        await context.set_offline(True)
        slow = await context.new_cdp_session(page)
        await slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        list_ms = sorted([await _until_there(page, slow, ROW) for _ in range(RUNS)])
        print(
            f"\n== offline cold start to a usable list of 3,000 rows, {SLOWER}x slower processor\n"
            f"median {list_ms[RUNS // 2]:.0f} ms (of {RUNS}: {list_ms[0]:.0f}–{list_ms[-1]:.0f})"
        )


ROW = "main a[href*='enterprises/']"


async def _until_there(page: Page, slow: CDPSession, selector: str) -> float:
    await slow.send("Page.navigate", {"url": page.url})
    await page.locator(selector).first.wait_for()
    return float(await page.evaluate("performance.now()"))


async def _phone(browser: Browser, town: Served) -> BrowserContext:
    return await browser.new_context(base_url=f"{town.url}/", **PHONE)


async def _loaded(page: Page) -> tuple[float, float]:
    names = await page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    paths = {ROOT / "pwa/dist" / str(name).split("/", 3)[3].split("?")[0] for name in names}
    weigh = {".js": 0.0, ".css": 0.0}
    for path in paths:
        if path.suffix in weigh and path.is_file() and path.name != "sw.js":
            weigh[path.suffix] += _brotli_kb(path)
    return weigh[".js"], weigh[".css"]


def _brotli_kb(path: Path) -> float:
    done = subprocess.run(
        [NODE, "-e", BROTLI], input=path.read_bytes(), capture_output=True, check=True
    )
    return int(done.stdout) / 1000
