"""An Excel file of rows, written as they come: rows stream to a folder, pictures stay files in it
until the end, so memory does not grow with the number of rows. No database, no store here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from backend.exports.columns import AMOUNT, APPROXIMATE, PHOTOS

PICTURE_PX, ROW_POINTS = 96, 76.0  # a picture's longer side, and a row that holds one
WIDTHS = {"问题": 34, "做了什么": 34, "企业": 18, "责任单位": 18, "编号": 15, "状态": 16}
TEN_THOUSAND = 10_000


class Sheet:
    """One table with a heading that stays, and under it what its figures mean."""

    def __init__(self, folder: Path, columns: Sequence[str]) -> None:
        self._folder, self._columns = folder, list(columns)
        self._book = Workbook(write_only=True)
        self._sheet: Any = self._book.create_sheet("台账")
        self._sheet.freeze_panes = "B2"
        for nth, name in enumerate(self._columns, start=1):
            width = 14 if name in PHOTOS else WIDTHS.get(name, 12)
            self._sheet.column_dimensions[get_column_letter(nth)].width = width
        self._sheet.append([self._cell(name, bold=True) for name in self._columns])
        self._rows = self._exact = self._exact_rows = self._approximate_rows = 0

    def add(self, cells: Mapping[str, Any], pictures: Mapping[str, Path]) -> None:
        """One row; ``pictures`` by column, each a JPEG in the folder."""
        self._rows += 1
        number = self._rows + 1
        shown = {name: path for name, path in pictures.items() if name in self._columns}
        if shown:
            self._sheet.row_dimensions[number].height = ROW_POINTS
        self._sheet.append([self._cell(self._value(name, cells)) for name in self._columns])
        for name, path in shown.items():
            picture = Image(str(path))
            scale = PICTURE_PX / max(picture.width, picture.height, 1)
            picture.width = round(picture.width * scale)
            picture.height = round(picture.height * scale)
            picture.anchor = f"{get_column_letter(self._columns.index(name) + 1)}{number}"
            self._sheet.add_image(picture)

    def save(self, notes: Sequence[str]) -> Path:
        """The notes under the table, and the file."""
        self._sheet.append([])
        for note in (f"共 {self._rows} 件", *self._sums(), *notes):
            self._sheet.append([self._cell(note)])
        path = self._folder / "ledger.xlsx"
        self._book.save(path)
        return path

    def _sums(self) -> list[str]:
        """Exact amounts are summed; approximate ones are counted, never added (product rule 10)."""
        if AMOUNT not in self._columns or not (self._exact_rows or self._approximate_rows):
            return []
        said = f"金额合计 {self._exact} 元（{self._exact_rows} 件有确数）"
        if self._approximate_rows:
            said += f"；另有 {self._approximate_rows} 件是约数，没有加在里面"
        return [said]

    def _value(self, name: str, cells: Mapping[str, Any]) -> Any:
        value = cells.get(name)
        if name != AMOUNT or value is None:
            return value
        if cells.get(APPROXIMATE):
            self._approximate_rows += 1
            return f"约 {value / TEN_THOUSAND:g} 万" if value >= TEN_THOUSAND else f"约 {value}"
        self._exact_rows += 1
        self._exact += value
        return value

    def _cell(self, value: Any, *, bold: bool = False) -> Any:
        """Text stays text: what begins with = + - @ is no formula, in no program."""
        is_text = isinstance(value, str)
        text = ILLEGAL_CHARACTERS_RE.sub("", value) if is_text else value
        cell = WriteOnlyCell(self._sheet, value=text)
        if is_text:
            cell.data_type = "s"
            cell.quotePrefix = text[:1] in {"=", "+", "-", "@"}
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if bold:
            cell.font = Font(bold=True)
        return cell
