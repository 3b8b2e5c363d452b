"""How the directory of 3,000 enterprises scrolls and answers on a slow phone. Prints figures.

    python -m tests.bench.fling http://localhost:8000

The address is a server with the demo data. The processor is slowed down six times; touches are
given through the DevTools protocol, frames are counted by the page itself. A page of plain boxes
without a script is thrown the same way first: what it misses is the machine's.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil
import sys
from typing import Any

from playwright.async_api import CDPSession, Page, async_playwright

SLOW_DOWN = 6
FLING_MS = 5000
STEPS, STEP_PX, STEP_S = 8, 60, 0.016  # of one swipe: 3,750 px a second
FRAME_MS = 16.7
LETTER_MS = 300
SEARCHES = ("gs", "xingye", "物流", "91410499ma", "光华路", "dhlyj", "优越路 公司", "zzzz")
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True,
    "has_touch": True, "locale": "zh-CN", "timezone_id": "Asia/Shanghai",
}  # fmt: skip
PLAIN = '<meta name="viewport" content="width=device-width">' + "".join(
    f'<div style="height:64px;border-top:1px solid #ccc">企业 {n}<br>街道</div>' for n in range(400)
)
# A frame counts from its own start to the start of the next one.
COUNT_FRAMES = """() => {
  const times = (window.frameTimes = []);
  const note = (at) => {
    times.push(at);
    if (window.frameTimes === times) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}"""
TAKE_FRAMES = "() => { const times = window.frameTimes; window.frameTimes = null; return times }"
# From the key's event to the end of the task in which the list was drawn anew.
TYPE_AND_WAIT = """async (text) => {
  const field = document.querySelector('input[type=search]');
  const before = performance.now();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await new Promise((done) => { const both = new MessageChannel();
    both.port1.onmessage = done; both.port2.postMessage(0) });
  document.body.offsetHeight;
  return performance.now() - before;
}"""


async def main(url: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = await (await browser.new_context(**PHONE)).new_page()
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
        await page.set_content(PLAIN)
        for run in range(3):
            print(f"plain page {run + 1}: {summary(await fling(page, devtools))}")
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        await sign_in(page, url)
        await page.goto(f"{url}/enterprises?scope=district")
        await page.locator(".virtual__row").first.wait_for()
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
        for run in range(3):
            print(f"fling {run + 1}: {summary(await fling(page, devtools))}")
        for text in SEARCHES:
            letters = [await typed(page, text[:end]) for end in range(1, len(text) + 1)]
            print(
                f"search {text!r}, letter by letter: {' '.join(f'{ms:.0f}' for ms in letters)} ms"
            )
            await typed(page, "")
        await browser.close()


async def sign_in(page: Page, url: str) -> None:
    await page.goto(f"{url}/sign-in")
    await page.locator("input").first.fill("19900000001")
    await page.locator("input[type=password]").fill("weidong-demo-2026")
    await page.get_by_role("button", name="登录", exact=True).click()
    await page.locator("a.row.ent").first.wait_for()


async def typed(page: Page, text: str) -> float:
    """Milliseconds from a letter to the list that answers it, as fast as people type."""
    took: float = await page.evaluate(TYPE_AND_WAIT, text)
    await page.wait_for_timeout(LETTER_MS)
    return took


async def fling(page: Page, devtools: CDPSession) -> list[float]:
    """Lengths of the frames (ms) of one swipe after another, down the list, for five seconds."""
    await page.evaluate("window.scrollTo(0, 0)")
    await page.evaluate(COUNT_FRAMES)
    began = asyncio.get_running_loop().time()
    while (asyncio.get_running_loop().time() - began) * 1000 < FLING_MS:
        await swipe(devtools)
    times: list[float] = await page.evaluate(TAKE_FRAMES)
    print(f"  scrolled {await page.evaluate('Math.round(window.scrollY)')} px")
    return [later - earlier for earlier, later in itertools.pairwise(times)]


async def swipe(devtools: CDPSession) -> None:
    """One throw of the thumb, upwards; the list goes on by itself until the next one."""

    async def touch(kind: str, *points: dict[str, int]) -> None:
        await devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [*points]})

    await touch("touchStart", {"x": 195, "y": 650})
    for step in range(1, STEPS + 1):
        await touch("touchMove", {"x": 195, "y": 650 - step * STEP_PX})
        await asyncio.sleep(STEP_S)
    await touch("touchEnd")
    await asyncio.sleep(4 * STEP_S)


def summary(frames: list[float]) -> str:
    ordered = sorted(frames)
    # a frame every 16.67 ms is shown with a jitter of some tenths
    within = sum(frame <= FRAME_MS + 0.5 for frame in frames) / len(frames)
    over = sum(frame > 50 for frame in frames)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return (
        f"{len(frames)} frames, {within:.1%} within {FRAME_MS} ms, median {middle:.1f}, "
        f"95th {late:.1f}, longest {ordered[-1]:.1f} ms, {over} over 50 ms"
    )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1].rstrip("/")))
