"""Lighthouse on the built app, mobile: performance and accessibility of each page, signed in."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import Playwright

from backend import database
from backend.demo import people, seed
from backend.kernel.actor import Role
from storage.local import LocalStore
from tests.bench.fling import PLAIN
from tests.fixtures.processes import free_port
from tests.fixtures.server import Served
from tests.screens.reaching import open_signed_in

ROOT = Path(__file__).parents[2]
TOOL = Path(__file__).parent / "lighthouse"
BIN = Path(sys.executable).parent
PAGES = ("enterprises", "visits/new", "outbox", "reports", "inbox", "me", "sign-in")
CATEGORIES = ("performance", "accessibility")
BASELINE = "assets/plain.html"  # no script and no style: what it misses is the machine's
BLOCKING = "total-blocking-time"  # ms; the part of the score that the app's own work decides
FIGURES = (*CATEGORIES, BLOCKING)
RUNS = 3  # the score of one run is the machine's as well as the page's

pytestmark = pytest.mark.sqlite


@pytest.fixture
async def town(database_url: str, tmp_path: Path, new_server: Callable[..., Served]) -> Served:
    async with database.opened(database_url):
        await seed.once(LocalStore(tmp_path / "objects"), visit_count=300)
    pwa = shutil.copytree(ROOT / "pwa/dist", tmp_path / "pwa")
    (pwa / BASELINE).write_text(PLAIN)
    return await asyncio.to_thread(new_server, BLT_PWA_DIR=str(pwa))


async def test_lighthouse(
    town: Served, playwright: Playwright, chromium_path: str, tmp_path: Path
) -> None:
    await asyncio.to_thread(_install)
    port = free_port()
    context = await playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=chromium_path,
        base_url=f"{town.url}/",
        args=[f"--remote-debugging-port={port}"],
    )
    await open_signed_in(context, Role.LIAISON, people.PASSWORD)
    print(f"\n== Lighthouse, mobile, simulated slow 4G and slow processor: median of {RUNS}")
    for page in (BASELINE, *PAGES):
        url = f"{town.url}/{page}"
        runs = [await asyncio.to_thread(_scores, url, port, tmp_path) for _ in range(RUNS)]
        middle = {name: statistics.median(run[name] for run in runs) for name in FIGURES}
        print(f"{page:18}" + "".join(f" {name} {middle[name]:3.0f}" for name in FIGURES))
    await context.close()


def _environment() -> dict[str, str]:
    return os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"}


def _install() -> None:
    command: list[str | Path] = [BIN / "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=TOOL, env=_environment(), check=True)


def _scores(url: str, port: int, folder: Path) -> dict[str, float]:
    report = folder / "report.json"
    command: list[str | Path] = [
        BIN / "node", TOOL / "node_modules/lighthouse/cli/index.js", url, f"--port={port}",
        "--disable-storage-reset", "--form-factor=mobile", "--locale=zh-CN", "--quiet",
        f"--only-categories={','.join(CATEGORIES)}", "--output=json", f"--output-path={report}",
    ]  # fmt: skip
    subprocess.run(command, env=_environment(), check=True, capture_output=True)
    found = json.loads(report.read_text())
    scores = {name: found["categories"][name]["score"] * 100 for name in CATEGORIES}
    return scores | {BLOCKING: found["audits"][BLOCKING]["numericValue"]}
