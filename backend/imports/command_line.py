"""``python -m backend import``: a table checked on the terminal, with ``--apply`` imported.

The same upload, check and application as by the page; here this process does the rows, or waits for
a worker of the server that was quicker.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from backend.imports.columns import ImportKind
from backend.imports.models import ImportJob
from backend.imports.report import Report
from backend.imports.rules import FileUnreadable, ImportState
from backend.imports.running import DUE, look_at
from backend.imports.service import apply_import, upload
from backend.people.service import COMMAND_LINE
from storage import ObjectStore

PIPE_COLUMNS = 200  # a report that goes into a file is not folded at 80
ASK_AGAIN_S = 0.2  # while a worker of the server has the job
KIND_NAMES = {
    ImportKind.REGIONS: "区域",
    ImportKind.UNITS: "单位",
    ImportKind.PEOPLE: "账号",
    ImportKind.ENTERPRISES: "企业",
    ImportKind.PAIRINGS: "包联",
}


async def import_file(
    kind: str, path: Path, *, apply: bool, store: ObjectStore, now: Callable[[], datetime]
) -> int:
    """Check a file, print what is wrong and what would change; with ``apply`` do it.

    Returns:
        How many rows were left out because they are wrong; the report names each.

    Raises:
        FileTooBig, FileUnreadable: (remedy: fix).

    Emits:
        imports.uploaded, imports.apply_asked, and what each row does
    """
    console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_COLUMNS)
    wanted = _kind(kind)
    await store.prepare()
    job = await upload(
        COMMAND_LINE, wanted, file_name=path.name, body=_body(path), store=store, now=now()
    )
    job = await _finished(job.id, store, now, console, "检查")
    report = Report.of(job.report)
    _print(console, job, report)
    if job.state == ImportState.FAILED:
        raise FileUnreadable(why=report.findings[0].message)
    if apply:
        await apply_import(COMMAND_LINE, job.id, now=now())
        job = await _finished(job.id, store, now, console, "导入")
        report = Report.of(job.report)
        if job.state == ImportState.FAILED:
            raise FileUnreadable(why=report.findings[-1].message)
        console.print(f"已导入：{_counted(report)}")
    else:
        console.print("这是检查，什么也没有改。确认后加上 --apply 再运行一次。")
    return report.counts.get("wrong", 0)


def _kind(kind: str) -> ImportKind:
    try:
        return ImportKind(kind)
    except ValueError:
        known = "、".join(f"{one.value}（{name}）" for one, name in KIND_NAMES.items())
        raise FileUnreadable(why=f"没有这一类表。可以导入：{known}。") from None


def _body(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise FileUnreadable(why=f"读不到文件 {path}，请核对路径和权限。") from None


async def _finished(
    job_id: UUID, store: ObjectStore, now: Callable[[], datetime], console: Console, doing: str
) -> ImportJob:
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task(doing, total=None)
        job = await ImportJob.get(id=job_id)
        while job.state in DUE:
            worked = await look_at(job_id, store, now=now())
            job = await ImportJob.get(id=job_id)
            progress.update(bar, total=job.total, completed=job.done)
            if not worked:
                await asyncio.sleep(ASK_AGAIN_S)
    return job


def _print(console: Console, job: ImportJob, report: Report) -> None:
    console.print(f"{KIND_NAMES[ImportKind(job.kind)]}，{job.total} 行：{_counted(report)}")
    if not report.findings:
        return
    table = Table("行", "列", "结果", "现在", "将成为")
    for found in report.findings:
        cells = (found.column, found.message, found.before or "", found.after or "")
        style = "red" if found.severity == "wrong" else None
        table.add_row(
            str(found.row), *map(Text, cells), style=style
        )  # Text: their words, no mark-up
    console.print(table)
    if report.unlisted:
        console.print(f"还有 {report.unlisted} 处没有列出，请先改好列出的再导入一次。")


def _counted(report: Report) -> str:
    names = {"added": "新增", "changed": "改动", "same": "不变", "wrong": "有误"}
    return "，".join(f"{name} {report.counts.get(key, 0)}" for key, name in names.items())
