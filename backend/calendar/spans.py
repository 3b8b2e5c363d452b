"""Spans of working time as settings write them: "2wh", two working hours; "1wd", a day (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from backend.calendar.rules import OFFICE_HOURS, WorkingDays, working_time_after

_MOST = {"wh": 90, "wd": 30}
_OPEN, _CLOSED = OFFICE_HOURS.start, OFFICE_HOURS.end
_DAY_H = _CLOSED.hour - _OPEN.hour + (_CLOSED.minute - _OPEN.minute) / 60


@dataclass(frozen=True)
class WorkingSpan:
    """How much working time. A working day is as long as the office is open on it."""

    hours: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """From "2wh" or "1wd"; ValueError for anything else, for none and for too much."""
        found = re.fullmatch(r"([1-9][0-9]?)(wh|wd)", text, re.ASCII)
        if not found or int(found[1]) > _MOST[found[2]]:
            raise ValueError(f"no span of working time: {text!r}")
        return cls(int(found[1]) * (_DAY_H if found[2] == "wd" else 1))

    def after(self, start: datetime, days: WorkingDays) -> datetime:
        """The moment (UTC) at which this much has been worked since ``start``."""
        return working_time_after(start, self.hours, days)
