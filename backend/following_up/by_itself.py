"""What time does: colours, alerts, the third red day, the end of a pause, a look-back that is due.

Each is a job of the scheduler, run once, in one transaction with its settling. Nobody acts; the
ledger says so with an actor of its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from backend.calendar.colours import ESCALATE_AFTER_WD, LEADER_AFTER_WD
from backend.calendar.deadlines import DueInputs, due_of
from backend.calendar.queries import working_days
from backend.following_up import looking_back
from backend.following_up.models import LookBack
from backend.handling import leaving, signing
from backend.issues import clocks
from backend.issues.access import IssueFacts
from backend.issues.carrying_out import Act, take_step
from backend.issues.events import IssueColoured, IssueUnacknowledged, LookBackDue
from backend.issues.models import Issue, Step
from backend.issues.states import IssueState
from backend.issues.system import SYSTEM
from backend.issues.transitions import TABLE
from backend.kernel.civil import civil_date
from backend.kernel.ledger import Deed, LedgerEvent, record

HANDLING = frozenset({IssueState.ASSIGNED, IssueState.IN_PROGRESS})


async def colour(issue_id: UUID, now: datetime) -> None:
    """The colour may have changed: say so once; escalate on the third red working day, tell the
    leaders on the fifth.

    Emits:
        issues.coloured when the colour is another, and on the fifth red working day;
        issues.stepped when it escalates
    """
    issue = await Issue.filter(id=issue_id).select_for_update().get()
    before = issue.colour
    after = await clocks.recolour(issue_id, now=now)
    overdue = await _overdue(issue, now)
    leaders_turn = overdue >= LEADER_AFTER_WD and not await _said_to_leaders(issue)
    if after != before or leaders_turn:
        await record(
            IssueColoured(
                subject_id=issue_id, colour=after, working_days_overdue=overdue, before=before
            ),
            Deed(SYSTEM, now, "colour", uuid4()),
        )
    if overdue >= ESCALATE_AFTER_WD and issue.state in HANDLING and not await _escalated(issue):
        await _step(issue, "escalate", now, escalation=issue.escalation + 1)


async def unacknowledged(issue_id: UUID, now: datetime) -> None:
    """The time to acknowledge is over and nobody has: said once for each assignment.

    Emits:
        issues.unacknowledged
    """
    issue = await Issue.filter(id=issue_id).select_for_update().get()
    until = issue.acknowledge_by
    if issue.state is IssueState.ASSIGNED and until is not None and until <= now:
        deed = Deed(SYSTEM, now, "unacknowledged", uuid4())
        await record(IssueUnacknowledged(subject_id=issue_id), deed)


async def resume(issue_id: UUID, now: datetime) -> None:
    """The pause is over: 恢复 by itself at its date."""
    issue = await Issue.filter(id=issue_id).select_for_update().get()
    if issue.state is IssueState.SUSPENDED:
        await _step(issue, "resume", now, suspended_until=None)


async def leave(subject_id: UUID, now: datetime) -> None:
    """Somebody's grant is over or their account closed: nothing stays with nobody."""
    person_id = await leaving.who_left(subject_id)
    await leaving.leave_issues(person_id, now)
    await signing.send_unsigned(person_id, now)
    await looking_back.leave_look_backs(person_id, now)


async def look_back_due(issue_id: UUID, now: datetime) -> None:
    """The owner hears that the day has come.

    Emits:
        issues.look_back_due
    """
    if await LookBack.filter(issue_id=issue_id, done_at__isnull=True).exists():
        await record(LookBackDue(subject_id=issue_id), Deed(SYSTEM, now, "lookBackDue", uuid4()))


async def on_calendar_changed(_: LedgerEvent, now: datetime) -> None:
    """On calendar.changed: every due date follows the new calendar."""
    await recompute(now)


async def recompute(now: datetime) -> int:
    """The calendar changed: compute every open due date again from its inputs; how many moved."""
    days = await working_days()
    moved = 0
    async for issue in Issue.filter(due_at__isnull=False):
        if issue.due_inputs is None:
            continue
        inputs = replace(DueInputs.from_json(issue.due_inputs), calendar_version=days.version)
        columns = clocks.columns_of(inputs, days)
        if issue.acknowledge_by is not None and issue.acknowledge_by > now:
            assert issue.assigned_at is not None
            columns["acknowledge_by"] = await clocks.acknowledge_by(issue.assigned_at, days)
            await clocks.await_acknowledgement(issue.id, columns["acknowledge_by"])
        await Issue.filter(id=issue.id).update(**columns)
        moved += columns["due_at"] != issue.due_at
        await colour(issue.id, now)
    return moved


async def _overdue(issue: Issue, now: datetime) -> int:
    """Working days past due; 0 before."""
    if issue.due_inputs is None or issue.due_at is None or now <= issue.due_at:
        return 0
    days = await working_days()
    due = due_of(DueInputs.from_json(issue.due_inputs), days)
    return max(0, days.between(due.on, civil_date(now)))


async def _said_to_leaders(issue: Issue) -> bool:
    """Whether they heard since the present clock began to run."""
    said = LedgerEvent.filter(
        subject_id=issue.id, name=IssueColoured.name, happened_at__gte=issue.due_at
    )
    return any([e.facts["working_days_overdue"] >= LEADER_AFTER_WD async for e in said])


async def _escalated(issue: Issue) -> bool:
    """Whether time has escalated this assignment already."""
    by_time = Step.filter(
        issue_id=issue.id, round=issue.round, command="escalate", actor_id=SYSTEM.person_id
    )
    return await by_time.filter(at__gte=issue.assigned_at).exists()


async def _step(issue: Issue, command: str, now: datetime, **change: object) -> None:
    row = TABLE[command]
    act = Act(
        SYSTEM, issue, row, IssueFacts(region=issue.region), uuid4(), now, None,
        to=row.to or issue.state, clock=row.clock, audience=row.audience, round=issue.round,
        change=dict(change),
    )  # fmt: skip
    await take_step(act, device_at=None)
