"""The colour of a deadline and when it changes (pure; LIFECYCLE.md, "Colours").

Yellow when a quarter of the time is left, at least one working day (of hours: a quarter of them);
or when there was no note for five working days; or when a response was sent back. Red when it is
past due. A suspended clock is 停 whatever the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from backend.calendar.deadlines import Due, DueInputs, last_extension, paused_days
from backend.calendar.rules import WorkingDays
from backend.kernel.civil import civil_date, day_start

Word = Literal["blue", "yellow", "red", "stop"]
Step = Literal["yellow", "red", "red_3", "red_5"]

QUIET_AFTER_WD = 5  # without a note
ESCALATE_AFTER_WD = 3  # past red: the supervisor is to escalate
LEADER_AFTER_WD = 5  # past red: on the leader's list


@dataclass(frozen=True)
class Colour:
    """The colour's word, and the figure beside it.

    working_days_left: after today, the due day counted; 0 on the day itself and later.
    working_days_overdue: after the due day, today counted.
    """

    word: Word
    working_days_left: int
    working_days_overdue: int


@dataclass(frozen=True)
class Change:
    """From this moment (UTC) the colour, or what red brings with it, is another."""

    at: datetime
    to: Step


def colour(
    due: Due,
    inputs: DueInputs,
    now: datetime,
    days: WorkingDays,
    *,
    suspended: bool = False,
    last_note_on: date | None = None,
    sent_back: bool = False,
) -> Colour:
    """The colour at ``now``. ``last_note_on``: none yet is reckoned as a note at the start."""
    to_go = days.between(civil_date(now), due.on)
    if suspended:
        word: Word = "stop"
    elif now > due.at:
        word = "red"
    elif sent_back or now >= _yellow_at(due, inputs, days, last_note_on):
        word = "yellow"
    else:
        word = "blue"
    return Colour(word, max(to_go, 0), max(-to_go, 0))


def changes(
    due: Due, inputs: DueInputs, days: WorkingDays, *, last_note_on: date | None = None
) -> tuple[Change, ...]:
    """All that will come of itself, in order of time."""
    late = {"red_3": ESCALATE_AFTER_WD, "red_5": LEADER_AFTER_WD}
    steps: list[Change] = [
        Change(_yellow_at(due, inputs, days, last_note_on), "yellow"),
        Change(due.at + timedelta(seconds=1), "red"),
        Change(day_start(days.add(due.on, late["red_3"])), "red_3"),
        Change(day_start(days.add(due.on, late["red_5"])), "red_5"),
    ]
    return tuple(steps)


def next_change_at(
    due: Due,
    inputs: DueInputs,
    now: datetime,
    days: WorkingDays,
    *,
    suspended: bool = False,
    last_note_on: date | None = None,
) -> datetime | None:
    """When to look again; None while suspended and after the last change."""
    if suspended:
        return None
    steps = changes(due, inputs, days, last_note_on=last_note_on)
    return next((step.at for step in steps if step.at > now), None)


def yellow_from_days_left(due: Due, inputs: DueInputs, days: WorkingDays) -> int:
    """A quarter of the working days given, at least one."""
    start = civil_date(inputs.from_at)
    given = days.between(start, due.on) - paused_days(inputs.pauses, start, due.on, days)
    return max(1, given // 4)


def _yellow_at(
    due: Due, inputs: DueInputs, days: WorkingDays, last_note_on: date | None
) -> datetime:
    """Never before the start, nor after the due moment."""
    if inputs.period.unit == "h" and last_extension(inputs) is None:
        near = due.at - timedelta(hours=inputs.period.amount) / 4
    else:
        left = yellow_from_days_left(due, inputs, days)
        near = day_start(days.nth_last(due.on, left + 1))
    quiet = day_start(days.add(_quiet_since(inputs, last_note_on), QUIET_AFTER_WD))
    return min(max(min(near, quiet), inputs.from_at), due.at)


def _quiet_since(inputs: DueInputs, last_note_on: date | None) -> date:
    """The last note, or the start; nobody writes notes while the clock stands."""
    resumed = [pause.until_on for pause in inputs.pauses if pause.until_on]
    return max([last_note_on or civil_date(inputs.from_at), *resumed])
