"""A year's notice as text somebody pastes: read line by line, or refused with the line (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

from backend.kernel.refusal import Refusal, Remedy

Kind = Literal["off", "make_up"]
Days = Mapping[date, Kind]

CHARS_MAX = 20_000
LONGEST_HOLIDAY = timedelta(days=15)
WORDS: Mapping[str, Kind] = {
    "off": "off", "休": "off", "放假": "off", "休息": "off",
    "make_up": "make_up", "班": "make_up", "上班": "make_up", "补班": "make_up", "调休": "make_up",
    "调休上班": "make_up",
}  # fmt: skip
_DATE = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
_LINE = re.compile(rf"{_DATE}(?:\s*(?:至|到|~|～|—|\.\.)\s*{_DATE})?[\s,，;；\t]+(\S+)", re.ASCII)


class CalendarLine(Refusal):
    """A line cannot be read. Facts: ``line`` (from 1), ``text``."""

    code, remedy = "calendar_line", Remedy.FIX
    text = "第 {line} 行读不懂：“{text}”。每行写一天或一段，如 2027-02-06 至 2027-02-12 休。"


class CalendarDayWrong(Refusal):
    """A day cannot be what the line says. Facts: ``line``, ``day``, ``year``."""

    code, remedy = "calendar_day_wrong", Remedy.FIX
    text = "第 {line} 行的 {day} 不对：要在 {year} 年内，不能重复，调休上班只能是周六或周日。"


class CalendarEmpty(Refusal):
    """There is no day off in the text: no notice was ever like that."""

    code, remedy = "calendar_empty", Remedy.FIX
    text = "没有读到放假的日子。请把全年的放假和调休上班都贴进来。"


class CalendarTooLong(Refusal):
    """The text is longer than any notice."""

    code, remedy = "calendar_too_long", Remedy.FIX
    text = "内容太长了。一年的安排不超过 20000 字，请只贴日期。"


def read(text: str, year: int) -> dict[date, Kind]:
    """The days of a year that are not what their weekday says.

    A line is a day or a span, and 休/放假/off or 班/上班/make_up. Passed over are empty lines and
    headings, which end in a colon or begin with #.

    Raises:
        CalendarTooLong, CalendarLine, CalendarDayWrong, CalendarEmpty: (remedy: fix).
    """
    if len(text) > CHARS_MAX:
        raise CalendarTooLong(field="text")
    found: dict[date, Kind] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip().lstrip("\ufeff")
        if not bare or bare.startswith("#") or bare.endswith(("：", ":")):
            continue
        for day, kind in _days_of(bare, number):
            odd = kind == "make_up" and day.weekday() < 5
            if day.year != year or day in found or odd:
                raise CalendarDayWrong(field="text", line=number, day=day.isoformat(), year=year)
            found[day] = kind
    if "off" not in found.values():
        raise CalendarEmpty(field="text")
    return found


def _days_of(line: str, number: int) -> Iterator[tuple[date, Kind]]:
    parts = _LINE.fullmatch(line)
    kind = WORDS.get(parts[7]) if parts else None
    first = _date(parts[1], parts[2], parts[3]) if parts else None
    last = _date(parts[4], parts[5], parts[6]) if parts and parts[4] else first
    if kind is None or first is None or last is None or not _a_span(first, last):
        raise CalendarLine(field="text", line=number, text=line[:40])
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n), kind


def _a_span(first: date, last: date) -> bool:
    return timedelta(0) <= last - first <= LONGEST_HOLIDAY


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
