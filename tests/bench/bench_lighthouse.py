"""Lighthouse on the built app, mobile: performance and accessibility of each page, signed in."""

from __future__ import annotations

import asyncio
import json
import os
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
from tests.fixtures.processes import free_port
from tests.fixtures.server import Served
from tests.screens.reaching import open_signed_in

ROOT = Path(__file__).parents[2]
TOOL = Path(__file__).parent / "lighthouse"
BIN = Path(sys.executable).parent
PAGES = ("enterprises", "visits/new", "outbox", "reports", "inbox", "me", "sign-in")
CATEGORIES = ("performance", "accessibility")

pytestmark = pytest.mark.sqlite


@pytest.fixture
async def town(database_url: str, tmp_path: Path, new_server: Callable[..., Served]) -> Served:
    async with database.opened(database_url):
        await seed.once(LocalStore(tmp_path / "objects"), visit_count=300)
    return await asyncio.to_thread(new_server, BLT_PWA_DIR=str(ROOT / "pwa/dist"))


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
    print("\n== Lighthouse, mobile, simulated slow 4G and slow processor")
    for page in PAGES:
        scores = await asyncio.to_thread(_scores, f"{town.url}/{page}", port, tmp_path)
        print(f"{page:14}" + "".join(f" {name} {scores[name]:3.0f}" for name in CATEGORIES))
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
    categories = json.loads(report.read_text())["categories"]
    return {name: categories[name]["score"] * 100 for name in CATEGORIES}
