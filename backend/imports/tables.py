"""Tables in and out of files: CSV in the encodings that offices use, and Excel. No database."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook, load_workbook

from backend.imports.columns import COLUMNS, ImportKind
from backend.imports.rules import (
    CELL_CHARS_MAX,
    COLUMNS_MAX,
    ROWS_MAX,
    FileUnreadable,
    quoted,
)
from backend.kernel.text import clean

UNPACKED_BYTES_MAX = 100 * 1024 * 1024
BLANK_ROWS_MAX = 1_000  # a sheet may claim a million rows of nothing; so many in a row end it


def read(body: bytes) -> list[list[str]]:
    """The rows of a file, the header first; blank rows keep their place, those at the end go.

    Blocking: give it a thread.

    Raises:
        FileUnreadable: neither readable CSV nor an .xlsx file (remedy: fix).
    """
    if not body.strip(b"\x00 \r\n\t"):
        raise FileUnreadable(why="文件是空的，请用模板填好再传。")
    lines = _excel(body) if body[:4] == b"PK\x03\x04" else _csv(body)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _csv(body: bytes) -> list[list[str]]:
    if body[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FileUnreadable(why="这是旧版 Excel（.xls），请另存为 .xlsx 或 CSV 再导入。")
    text = _decoded(body)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        return _taken(rows)
    except csv.Error:
        raise FileUnreadable(why="这个 CSV 文件的引号或内容不对，请用模板填写再传。") from None


def _decoded(body: bytes) -> str:
    """UTF-8 with or without a mark, else GB18030 as Chinese Excel writes it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise FileUnreadable(why="文件不是文字表格，请用模板另存为 CSV 或 .xlsx 再传。")


def _excel(body: bytes) -> list[list[str]]:
    broken = FileUnreadable(why="这个 Excel 文件打不开，请在 Excel 里另存为 .xlsx 再传。")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED_BYTES_MAX:
                raise FileUnreadable(why="这个 Excel 文件展开后太大，请分成几个文件再导入。")
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            return _taken(sheet.iter_rows(values_only=True, max_col=COLUMNS_MAX))
        finally:
            book.close()
    except FileUnreadable:
        raise
    except Exception:  # noqa: BLE001  zip, XML and openpyxl each have their own ways to break
        raise broken from None


def _taken(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    lines: list[list[str]] = []
    blank = 0
    for row in rows:
        cells = [_text(cell) for cell in row[:COLUMNS_MAX]]
        while cells and not cells[-1]:
            cells.pop()
        blank = 0 if cells else blank + 1
        if blank > BLANK_ROWS_MAX:
            break
        lines.append(cells)
        if len(lines) - blank > ROWS_MAX + 1:
            raise FileUnreadable(why=f"一次最多导入 {ROWS_MAX} 行，请分成几个文件。")
    return lines


def _text(cell: object) -> str:
    """What a person reads in the cell: a date as a date, a whole number without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell)[:CELL_CHARS_MAX])


def template_csv(kind: ImportKind) -> bytes:
    """The header alone, marked as UTF-8 so that Excel opens it right."""
    return written_csv([[column.header for column in COLUMNS[kind]]])


def written_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV; cells that a spreadsheet would run are quoted."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[quoted(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def template_excel(kind: ImportKind) -> bytes:
    """A sheet with the header and one that says what belongs into each column."""
    book = Workbook(write_only=True)
    book.create_sheet("填写").append([column.header for column in COLUMNS[kind]])
    notes = book.create_sheet("说明")
    notes.append(["列", "必填", "说明"])
    for column in COLUMNS[kind]:
        notes.append([column.header, "是" if column.needed else "否", quoted(column.about)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
