"""Files as offices hand them over: encodings, Excel, headers, and what cannot be read."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from backend.imports import rules, tables
from backend.imports.columns import COLUMNS, ImportKind
from backend.kernel.refusal import Refusal

HEADER = ["单位名称", "类别"]
LINES = [HEADER, ["发展改革委", "部门"]]


def excel(lines: list[list[object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(("comma", "end"), [(",", "\n"), (";", "\r\n"), ("\t", "\r\n")])
def test_csv_as_offices_write_it(encoding: str, comma: str, end: str) -> None:
    body = end.join(comma.join(line) for line in LINES).encode(encoding)

    assert tables.read(body) == LINES


def test_an_excel_sheet_reads_as_people_see_it() -> None:
    body = excel([["手机号", "开始", "面积"], [13800000000, datetime(2026, 1, 2, 3), 1.5]])  # noqa: DTZ001

    assert tables.read(body)[1] == ["13800000000", "2026-01-02", "1.5"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "空的"),
        (b"\x00\x00\r\n", "空的"),
        (b"PK\x03\x04 and nothing more", "打不开"),
        (excel([["a"]])[:400], "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", ".xls"),
        (bytes(range(256)) * 20, "不是文字表格"),
        (("甲,乙\n" * 50_000).encode(), "20000 行"),
        (excel([["甲"]] * 20_100), "20000 行"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(body: bytes, said: str) -> None:
    with pytest.raises(rules.FileUnreadable) as no:
        tables.read(body)

    assert said in no.value.message


def test_a_sheet_that_unpacks_to_far_more_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (101 * 1024 * 1024))

    with pytest.raises(rules.FileUnreadable, match="import_file_unreadable") as no:
        tables.read(out.getvalue())
    assert "展开后太大" in no.value.message


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_refusal(body: bytes) -> None:
    try:
        lines = tables.read(body)
    except rules.FileUnreadable:
        return
    assert all("\x00" not in cell for line in lines for cell in line)


@pytest.mark.parametrize("kind", list(ImportKind))
def test_our_own_templates_are_taken(kind: ImportKind) -> None:
    for body in (tables.template_csv(kind), tables.template_excel(kind)):
        found = rules.table(kind, tables.read(body))
        assert list(found.places) == [column.name for column in COLUMNS[kind]]
    book = load_workbook(io.BytesIO(tables.template_excel(kind)))
    assert book.sheetnames == ["填写", "说明"]


def test_headers_are_found_in_any_order_by_any_of_their_names() -> None:
    found = rules.table(
        ImportKind.PEOPLE,
        [["备注", " 手机号码 *", "身份", "干部姓名（必填）"], ["", "1", "2", "3"]],
    )

    assert found.row(0) == {"name": "3", "phone": "1", "role": "2"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([["姓名"]], "没有「手机号」"),
        ([["姓名", "手机号", "手机号"]], "两列「手机号」"),
        ([], "空的"),
    ],
)
def test_a_header_that_is_not_enough(lines: list[list[str]], said: str) -> None:
    with pytest.raises(rules.FileUnreadable) as no:
        rules.table(ImportKind.PEOPLE, lines)

    assert said in no.value.message


@pytest.mark.parametrize(
    "text", ["2026-1-2", "2026/01/02", "2026年1月2日", "2026.1.2", " 2026-01-02 "]
)
def test_days_as_offices_write_them(text: str) -> None:
    assert rules.day(text, column="from") == date(2026, 1, 2)


@pytest.mark.parametrize(
    "text", ["2026-13-01", "1.5", "昨天", "0001-01-01", "２０２６-01-01x", "9" * 99]
)
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(Refusal) as no:
        rules.day(text, column="from")

    assert "2026-01-01" in no.value.message


def test_the_last_day_still_counts() -> None:
    ends = rules.ends("2026-01-02")

    assert ends is not None
    assert ends.isoformat() == "2026-01-02T16:00:00+00:00"


@given(st.text(max_size=20))
def test_nothing_written_out_is_a_formula(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(tables.written_csv([[cell]]).decode("utf-8-sig"), newline=""))

    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
