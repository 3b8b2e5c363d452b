"""Deadlines reckoned from what is stored, so that each can be reckoned again and explained (pure).

A period of working days is over at the end of its last day, 23:59:59 civil time (``_end_of``, the
only place that says so). A period of hours runs round the clock: it is for what is urgent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, Self

from backend.calendar.rules import WorkingDays
from backend.kernel.civil import civil_date, day_end, day_start

Unit = Literal["wd", "h"]

_MOST: dict[str, int] = {"wd": 250, "h": 720}  # a year, a month
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Period:
    """How long somebody has: working days (wd) or hours round the clock (h)."""

    amount: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """From "5wd" or "24h"; ValueError for anything else, for none and for more than a year."""
        found = re.fullmatch(r"([1-9][0-9]{0,3})(wd|h)", text, re.ASCII)
        if not found or int(found[1]) > _MOST[found[2]]:
            raise ValueError(f"no period: {text!r}")
        return cls(int(found[1]), "wd" if found[2] == "wd" else "h")

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


@dataclass(frozen=True)
class Pause:
    """The clock stands from the day it was paused; the day it goes on (``until_on``) counts.

    A pause without an end moves no date yet: its colour is 停, and the end will move it.
    """

    from_on: date
    until_on: date | None = None

    def holds(self, day: date) -> bool:
        return self.until_on is not None and self.from_on <= day < self.until_on


@dataclass(frozen=True)
class Extension:
    """On ``decided_on`` the office granted time until the end of ``due_on``."""

    due_on: date
    decided_on: date


@dataclass(frozen=True)
class DueInputs:
    """All that a due date follows from, besides the calendar. Stored beside the date.

    rule: key of the setting ``deadline_rules`` that gave the period; for the sentence.
    calendar_version: of the calendar it was last reckoned with.
    """

    from_at: datetime
    period: Period
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    rule: str = ""
    calendar_version: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "from_at": self.from_at.astimezone(UTC).isoformat(),
            "period": str(self.period),
            "pauses": [_plain(asdict(pause)) for pause in self.pauses],
            "extensions": [_plain(asdict(extension)) for extension in self.extensions],
            "rule": self.rule,
            "calendar_version": self.calendar_version,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """The inverse of ``to_json``."""
        return cls(
            from_at=datetime.fromisoformat(kept["from_at"]),
            period=Period.parse(kept["period"]),
            pauses=tuple(Pause(**_dates(pause)) for pause in kept["pauses"]),
            extensions=tuple(Extension(**_dates(each)) for each in kept["extensions"]),
            rule=kept["rule"],
            calendar_version=kept["calendar_version"],
        )


@dataclass(frozen=True)
class Due:
    """When it is due.

    at: the last moment in time, UTC. on: its civil day.
    provisional: some day of the reckoning lies beyond the published years.
    """

    at: datetime
    on: date
    provisional: bool


def due_of(inputs: DueInputs, days: WorkingDays) -> Due:
    """The due date that follows from the inputs in this calendar.

    The last extension sets the day. Each working day that a pause covers after that decision (or
    after the start, when there was no extension) moves it by one; hours stand still in a pause.
    """
    extension = last_extension(inputs)
    start = civil_date(inputs.from_at)
    if extension:
        on = _moved(extension.decided_on, extension.due_on, inputs.pauses, days)
        return Due(_end_of(on), on, days.is_provisional(on) and on != extension.due_on)
    if inputs.period.unit == "h":
        at = _hours_after(inputs)
        return Due(at, civil_date(at), provisional=False)
    on = _moved(start, days.add(start, inputs.period.amount), inputs.pauses, days)
    return Due(_end_of(on), on, days.is_provisional(on))


def last_extension(inputs: DueInputs) -> Extension | None:
    """The one decided last; of one day, the later in the list."""
    ordered = sorted(inputs.extensions, key=lambda each: each.decided_on)
    return ordered[-1] if ordered else None


def paused_days(pauses: Sequence[Pause], after: date, until: date, days: WorkingDays) -> int:
    """Working days after ``after`` up to and including ``until`` that a pause covers."""
    span = [after + timedelta(days=n) for n in range(1, (until - after).days + 1)]
    return sum(days.is_working(d) and any(p.holds(d) for p in pauses) for d in span)


def _moved(after: date, due_on: date, pauses: Sequence[Pause], days: WorkingDays) -> date:
    """Moved until it stands still: a moved date may reach into the next pause."""
    on = due_on
    while (then := days.add(due_on, paused_days(pauses, after, on, days))) != on:
        on = then
    return on


def _end_of(day: date) -> datetime:
    return day_end(day) - _SECOND


def _hours_after(inputs: DueInputs) -> datetime:
    at = inputs.from_at.astimezone(UTC)
    end = at + timedelta(hours=inputs.period.amount)
    for pause in sorted(inputs.pauses, key=lambda each: each.from_on):
        if pause.until_on is None:
            continue
        stands_from, goes_on = max(day_start(pause.from_on), at), day_start(pause.until_on)
        if stands_from <= end and goes_on > stands_from:
            end += goes_on - stands_from
            at = goes_on  # what overlaps is not counted twice
    return end


def _plain(value: dict[str, date | None]) -> dict[str, str | None]:
    return {key: day.isoformat() if day else None for key, day in value.items()}


def _dates(value: dict[str, str | None]) -> dict[str, Any]:
    return {key: date.fromisoformat(day) if day else None for key, day in value.items()}
