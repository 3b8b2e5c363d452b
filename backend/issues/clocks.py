"""The clock of the step an issue stands at: when it is due, by which inputs, in which colour.

The inputs are stored beside the date, so that the date explains itself and can be computed again
when the State Council's calendar changes (LIFECYCLE.md, invariants).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.calendar.colours import colour, next_change_at
from backend.calendar.deadlines import DueInputs, Extension, Pause, Period, due_of
from backend.calendar.queries import working_days
from backend.calendar.rules import WorkingDays
from backend.issues.models import Issue
from backend.issues.states import IssueState
from backend.issues.table_words import Clock
from backend.kernel import schedule
from backend.kernel.civil import civil_date
from backend.people.queries import setting

COLOUR_JOB, RESUME_JOB, ACKNOWLEDGE_JOB = "issues.colour", "issues.resume", "issues.acknowledge"
ACKNOWLEDGE = "acknowledge"
WORSE = frozenset({("blue", "yellow"), ("blue", "red"), ("yellow", "red")})

Columns = dict[str, Any]


async def period_of(rule: str) -> Period:
    """The period that the office's rules give for this key of ``deadline_rules``."""
    return Period.parse((await setting("deadline_rules"))[rule])


async def start(clock: Clock, *, rule: str, now: datetime) -> Columns:
    """The columns of an issue whose next clock starts now. ``rule``: whose period counts."""
    if clock is Clock.OVER:
        return {"due_at": None, "due_inputs": None, "due_provisional": False, "colour": "",
                "acknowledge_by": None}  # fmt: skip
    days = await working_days()
    inputs = DueInputs(now, await period_of(rule), (), (), rule, days.version)
    columns = columns_of(inputs, days)
    handled = clock is Clock.HANDLE
    columns["acknowledge_by"] = await acknowledge_by(now, days) if handled else None
    return columns


async def acknowledge_by(assigned_at: datetime, days: WorkingDays) -> datetime:
    """Until when what was assigned then is to be acknowledged (LIFECYCLE, 应)."""
    period = await period_of(ACKNOWLEDGE)
    return due_of(DueInputs(assigned_at, period, (), (), ACKNOWLEDGE, days.version), days).at


async def await_acknowledgement(issue_id: UUID, until: datetime | None) -> None:
    """Look at ``until`` whether it was acknowledged. Inside the deed's transaction.

    One look for each assignment: another begins with another time, and none waits with None.
    """
    if until is None:
        await schedule.cancel(ACKNOWLEDGE_JOB, issue_id)
    else:
        await schedule.plan(ACKNOWLEDGE_JOB, issue_id, until)


async def half(first: Any, *, now: datetime) -> Columns:
    """退回重办: half of the period that the unit had first, at least one day or hour.

    Args:
        first: The stored inputs of the assignment.
        now: The server's clock, UTC.
    """
    days = await working_days()
    given = DueInputs.from_json(first)
    period = replace(given.period, amount=max(1, (given.period.amount + 1) // 2))
    return columns_of(DueInputs(now, period, (), (), given.rule, days.version), days)


async def extend(issue: Issue, until: date, *, now: datetime) -> Columns:
    """The due date moves; the earlier ones stay among the inputs."""
    days = await working_days()
    inputs = DueInputs.from_json(issue.due_inputs)
    added = (*inputs.extensions, Extension(until, civil_date(now)))
    return columns_of(replace(inputs, extensions=added, calendar_version=days.version), days)


async def pause(issue: Issue, *, now: datetime) -> Columns:
    """The clock stands from today; until when is known when it runs on."""
    days = await working_days()
    inputs = DueInputs.from_json(issue.due_inputs)
    added = (*inputs.pauses, Pause(civil_date(now), None))
    return columns_of(replace(inputs, pauses=added, calendar_version=days.version), days)


async def run_on(issue: Issue, *, now: datetime) -> Columns:
    """The clock runs again from today; the working days it stood are added."""
    days = await working_days()
    inputs = DueInputs.from_json(issue.due_inputs)
    ended = tuple(
        replace(one, until_on=civil_date(now)) if one.until_on is None else one
        for one in inputs.pauses
    )
    return columns_of(replace(inputs, pauses=ended, calendar_version=days.version), days)


def columns_of(inputs: DueInputs, days: WorkingDays) -> Columns:
    due = due_of(inputs, days)
    return {"due_at": due.at, "due_inputs": inputs.to_json(), "due_provisional": due.provisional}


async def recolour(issue_id: UUID, *, now: datetime, by_step: bool = False) -> str:
    """Set the colour that is true now and plan the next look. Inside a transaction.

    Args:
        issue_id: Whose clock it is.
        now: The server's clock, UTC.
        by_step: Somebody did something and no clock began anew. What time made worse meanwhile is
            then left to the job, planned for at once: it is what tells people.

    Returns:
        The colour; empty when nothing is due.
    """
    issue = await Issue.get(id=issue_id)
    if issue.due_at is None or issue.due_inputs is None:
        await schedule.cancel(COLOUR_JOB, issue_id)
        await Issue.filter(id=issue_id).update(colour="")
        return ""
    days = await working_days()
    inputs = DueInputs.from_json(issue.due_inputs)
    due = due_of(inputs, days)
    stands = issue.state is IssueState.SUSPENDED
    noted = civil_date(issue.noted_at) if issue.noted_at else None
    shown = colour(
        due, inputs, now, days, suspended=stands, last_note_on=noted,
        sent_back=issue.sent_back > 0 and issue.state is IssueState.IN_PROGRESS,
    ).word  # fmt: skip
    if by_step and (issue.colour, shown) in WORSE:
        await schedule.plan(COLOUR_JOB, issue_id, now)
        return issue.colour
    await Issue.filter(id=issue_id).update(colour=shown)
    later = next_change_at(due, inputs, now, days, suspended=stands, last_note_on=noted)
    if later is None:
        await schedule.cancel(COLOUR_JOB, issue_id)
    else:
        await schedule.plan(COLOUR_JOB, issue_id, later)
    return shown
