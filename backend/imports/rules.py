"""What a table to be imported looks like: limits, dates, cells. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from backend.imports.columns import COLUMNS, ImportKind, folded
from backend.kernel.civil import day_end, day_start
from backend.kernel.refusal import Refusal, Remedy

FILE_BYTES_MAX = 10 * 1024 * 1024
ROWS_MAX = 20_000
COLUMNS_MAX = 60
CELL_CHARS_MAX = 1_000
FINDINGS_MAX = 1_000


class ImportState(StrEnum):
    CHECKING = "checking"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"


class FileUnreadable(Refusal):
    """The file as a whole cannot be taken. Facts: ``why`` (in words, with what to do)."""

    code, remedy = "import_file_unreadable", Remedy.FIX
    text = "{why}"


class FileTooBig(Refusal):
    """Facts: ``most`` (megabytes)."""

    code, remedy = "import_file_too_big", Remedy.FIX
    text = "文件超过 {most} MB，请分成几个文件再导入。"


class CellWrong(Refusal):
    """One cell cannot be taken. ``field`` is the column. Facts: ``why`` (in words)."""

    code, remedy = "import_cell_wrong", Remedy.FIX
    text = "{why}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: which column stands where, and the rows below the header."""

    kind: ImportKind
    places: Mapping[str, int]
    rows: Sequence[Sequence[str]]

    def row(self, index: int) -> dict[str, str]:
        """The cells of a row by column name; a column that the file has not is absent."""
        cells = self.rows[index]
        return {name: cells[at] if at < len(cells) else "" for name, at in self.places.items()}


def table(kind: ImportKind, lines: Sequence[Sequence[str]]) -> Table:
    """Find the columns by their headers, whatever their order.

    Raises:
        FileUnreadable: empty, too many rows, a needed column is missing or is there twice (fix).
    """
    if not lines:
        raise FileUnreadable(why="文件是空的，请用模板填好再传。")
    if len(lines) - 1 > ROWS_MAX:
        raise FileUnreadable(why=f"一次最多导入 {ROWS_MAX} 行，请分成几个文件。")
    found = [folded(cell) for cell in lines[0]]
    places: dict[str, int] = {}
    for column in COLUMNS[kind]:
        wanted = [folded(column.header), *map(folded, column.synonyms)]
        exact = [at for at, header in enumerate(found) if header == wanted[0]]
        at = exact or [at for at, header in enumerate(found) if header in wanted]
        at = [place for place in at if place not in places.values()]
        if len(exact) > 1:
            raise FileUnreadable(why=f"表头里有两列「{column.header}」，请只留一列。")
        if at:
            places[column.name] = at[0]
        elif column.needed:
            raise FileUnreadable(why=f"表头里没有「{column.header}」这一列，请用模板填写。")
    return Table(kind, places, lines[1:])


def day(text: str, *, column: str) -> date | None:
    """A date as offices write it; None when the cell is empty.

    Raises:
        CellWrong (remedy: fix).
    """
    text = text.strip()
    if not text:
        return None
    match = re.fullmatch(
        r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?)?", text, re.ASCII
    )
    try:
        if match:
            found = date(*map(int, match.groups()))
            if 2000 <= found.year <= 2099:
                return found
    except ValueError:
        match = None
    raise CellWrong(field=column, why="日期要写成 2026-01-01 的样子，年份在 2000–2099 之间")


def begins(text: str, *, column: str = "from") -> datetime | None:
    found = day(text, column=column)
    return day_start(found) if found else None


def ends(text: str, *, column: str = "until") -> datetime | None:
    """The instant at which the last day is over; exclusive."""
    found = day(text, column=column)
    return day_end(found) if found else None


def yes(text: str, *, column: str = "active") -> bool:
    """Whether the cell says yes; an empty one does.

    Raises:
        CellWrong (remedy: fix).
    """
    word = folded(text)
    if word in {"", "是", "有", "在用", "启用", "正常", "1", "true", "yes", "y"}:
        return True
    if word in {"否", "停用", "不在用", "注销", "0", "false", "no", "n"}:
        return False
    raise CellWrong(field=column, why="请写是或否")


def quoted(cell: str) -> str:
    """A cell for a table that goes out: what a spreadsheet would run as a formula is quoted."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else cell
