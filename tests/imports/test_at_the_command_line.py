"""``python -m backend import``: as a process of its own, beside the server."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from backend.enterprises.models import Contact, Enterprise
from backend.kernel.ledger import LedgerEvent
from backend.people.models import Region, Setting
from backend.people.service import COMMAND_LINE
from tests.fixtures.server import command, environment
from tests.fixtures.warm import ran
from tests.world import DISTRICT, LONG_AGO, STREET

pytestmark = pytest.mark.sqlite  # many processes; what an import writes is shown on both beside it

TABLE = """企业名称,统一社会信用代码,街道,地址,联系人,联系电话
天润机械有限公司,91330100799655058B,东安路街道,东安路 1 号,李经理,13800000001
老张[red]烩面,,东安路街道,夜市 3 号摊,老张,
"""


class Terminal:
    def __init__(self, database_url: str, folder: Path) -> None:
        self.folder = folder
        store = f"file://{folder}/objects"
        self.environment = environment({"BLT_DATABASE_URL": database_url, "BLT_STORE_URL": store})

    def run(self, kind: str, table: str, *options: str) -> subprocess.CompletedProcess[str]:
        file = self.folder / "企业名单.csv"
        file.write_text(table)
        return self.run_file(kind, file, *options)

    def run_file(self, kind: str, file: Path, *options: str) -> subprocess.CompletedProcess[str]:
        return ran(command("import", kind, str(file), *options), self.environment)


@pytest.fixture
async def terminal(database: Any, database_url: str, tmp_path: Path) -> Terminal:
    assert database
    await Region.create(code=DISTRICT, level="district", name="卫东区")
    await Region.create(code=STREET, level="street", parent=DISTRICT, name="东安路街道")
    await Setting.create(key="district_code", value={"is": DISTRICT}, changed_at=LONG_AGO)
    return Terminal(database_url, tmp_path)


async def test_without_apply_it_only_says_what_would_happen(terminal: Terminal) -> None:
    done = terminal.run("enterprises", TABLE)

    assert done.returncode == 0, done.stderr
    assert "企业，2 行：新增 2，改动 0，不变 0，有误 0" in done.stdout
    assert "什么也没有改" in done.stdout
    assert not await Enterprise.exists()


async def test_applied_and_the_same_file_again_changes_nothing(terminal: Terminal) -> None:
    first = terminal.run("enterprises", TABLE, "--apply")
    told = await LedgerEvent.all().count()
    again = terminal.run("enterprises", TABLE, "--apply")

    assert first.returncode == 0, first.stderr
    assert "已导入：新增 2" in first.stdout
    assert await Enterprise.filter(name="老张[red]烩面").exists()
    assert await Contact.all().count() == 2
    assert again.returncode == 0, again.stderr
    assert "已导入：新增 0，改动 0，不变 2，有误 0" in again.stdout
    assert await LedgerEvent.all().count() == told + 2  # uploaded, asked to apply
    asked = {event.actor_id async for event in LedgerEvent.all()}
    assert asked == {COMMAND_LINE.person_id}


async def test_each_wrong_place_and_each_change_is_named(terminal: Terminal) -> None:
    terminal.run("enterprises", TABLE, "--apply")
    changed = TABLE.replace("东安路 1 号", "东安路 9 号").replace(
        "东安路街道,夜市", "无名街道,夜市"
    )

    dry = terminal.run("enterprises", changed)
    done = terminal.run("enterprises", changed, "--apply")

    for line in ("东安路 1 号", "东安路 9 号", "地址", "街道"):
        assert line in dry.stdout
    assert (dry.returncode, done.returncode) == (1, 1)
    assert "有 1 行没有导入" in done.stderr
    assert await Enterprise.filter(address="东安路 9 号").exists()


@pytest.mark.parametrize(
    ("kind", "table", "says"),
    [
        ("firms", TABLE, "没有这一类表。可以导入：regions（区域）"),
        ("enterprises", "", "文件是空的"),
        ("enterprises", "甲,乙\n1,2\n", "表头里没有「企业名称」这一列"),
        ("pairings", TABLE, "表头里没有「层级」这一列"),
    ],
)
async def test_what_cannot_be_taken_is_said_in_one_sentence(
    terminal: Terminal, kind: str, table: str, says: str
) -> None:
    done = terminal.run(kind, table, "--apply")

    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


async def test_a_file_that_is_not_there_and_a_database_that_is_not(
    terminal: Terminal, tmp_path: Path
) -> None:
    missing = terminal.run_file("units", tmp_path / "没有.csv")
    terminal.environment["BLT_DATABASE_URL"] = f"sqlite://{tmp_path}/empty.sqlite3"
    empty = terminal.run("enterprises", TABLE)

    assert (missing.returncode, empty.returncode) == (1, 1)
    assert "读不到文件" in missing.stderr
    assert "python -m backend migrate" in empty.stderr
    assert "Traceback" not in missing.stderr + empty.stderr
