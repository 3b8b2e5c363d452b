"""Nothing stays with nobody: another person takes over, or the unit's lead.

A stand-in for some weeks is a lent grant (people.grants): who holds it counts as the named person
and is told as well. Here a person goes for good; all they hold at once: ``handing_over``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from backend.handling.assigning import PersonNotOfUnit, is_handler_of
from backend.handling.models import Assignment
from backend.issues.access import UNIT_LEAD, IssueFacts
from backend.issues.carrying_out import Act, IssueReceipt, carry_out, take_step
from backend.issues.events import IssueUnhandled
from backend.issues.models import Issue
from backend.issues.states import IssueState
from backend.issues.system import SYSTEM
from backend.issues.transitions import TABLE
from backend.kernel import schedule
from backend.kernel.actor import Actor
from backend.kernel.ledger import Deed, LedgerEvent, record
from backend.kernel.refusal import Refusal, Remedy, check_length
from backend.people.models import Grant
from backend.people.queries import handlers_with

LEAVE_JOB = "handling.leave"
HELD = tuple(state for state in IssueState if state in TABLE["reassign"].from_states)
"""Whoever handles it may have to act again: what waits for the call back may come back."""
REASON_CHARS = (2, 200)


class SamePersonAgain(Refusal):
    """Who has it already cannot take it over."""

    code, remedy = "same_person_again", Remedy.FIX
    text = "这件已经由这位承办，请选另一位。"


@dataclass(frozen=True, slots=True)
class Reassignment:
    """换承办人, within the unit."""

    command_id: UUID
    issue_id: UUID
    expected_version: int
    person_id: UUID
    text: str
    sealed_at: datetime


async def reassign(actor: Actor, letter: Reassignment, *, now: datetime) -> IssueReceipt:
    """Another person of the unit handles it from now on; the deadline stands.

    Raises SamePersonAgain, PersonNotOfUnit, TextLength (remedy: fix), and as ``carry_out``.
    """

    async def effect(act: Act) -> None:
        check_length(letter.text, field="text", label="说明", least=0, most=REASON_CHARS[1])
        if letter.person_id == act.issue.handler_id:
            raise SamePersonAgain(field="personId")
        assert act.issue.lead_unit_id is not None
        if not await is_handler_of(letter.person_id, act.issue.lead_unit_id, now=act.now):
            raise PersonNotOfUnit(field="personId")
        act.text = letter.text
        await _give(act, letter.person_id)

    return await carry_out(actor, letter, "reassign", effect, now=now)


async def plan_leaving(event: LedgerEvent, now: datetime) -> None:
    """On people.grant_given, _changed, _ended: when a grant is over, nothing may stay behind."""
    grant = await Grant.get(id=event.subject_id)
    if grant.until_at is None:
        await schedule.cancel(LEAVE_JOB, grant.id)
    else:
        await schedule.plan(LEAVE_JOB, grant.id, max(grant.until_at, now))


async def plan_leaving_of_closed(event: LedgerEvent, now: datetime) -> None:
    """On people.person_saved: whoever's account is closed has nothing from now on."""
    if not event.facts["active"]:
        await schedule.plan(LEAVE_JOB, event.subject_id, now)


async def who_left(subject_id: UUID) -> UUID:
    """Whose time is over: the holder of this grant, or the person of this closed account."""
    grant = await Grant.get_or_none(id=subject_id).only("id", "person_id")
    return grant.person_id if grant else subject_id


async def leave_issues(person_id: UUID, now: datetime) -> None:
    """Issues of somebody who no longer handles for their unit go to its lead, else to the office.

    Emits:
        issues.stepped, or issues.unhandled where the unit has no lead
    """
    held = Issue.filter(handler_id=person_id, state__in=HELD).order_by("id")
    for issue in await held.select_for_update():
        unit_id = issue.lead_unit_id
        if unit_id is None or await is_handler_of(person_id, unit_id, now=now):
            continue
        leads = await handlers_with(UNIT_LEAD, [unit_id], now=now)
        cause = uuid5(issue.id, f"{person_id} {now.isoformat()}")
        if leads:
            await take_over(SYSTEM, issue, leads[0], "原承办人不再承办", cause, now)
        else:
            await record(IssueUnhandled(subject_id=issue.id), Deed(SYSTEM, now, "leave", cause))


async def look_who_has_it(issue: Issue, now: datetime) -> None:
    """It goes back to the unit: had its person left meanwhile, it is not theirs again.

    Inside the deed's transaction; what is to be done about it follows at once.
    """
    person_id, unit_id = issue.handler_id, issue.lead_unit_id
    if person_id and unit_id and not await is_handler_of(person_id, unit_id, now=now):
        await schedule.plan(LEAVE_JOB, person_id, now)


async def take_over(
    actor: Actor, issue: Issue, to: UUID, why: str, cause: UUID, now: datetime
) -> None:
    """A step of the issue, its id made of the command that gave several (``step_of``)."""
    row = TABLE["reassign"]
    act = Act(
        actor, issue, row, IssueFacts(region=issue.region), step_of(cause, issue.id), now, None,
        to=issue.state, clock=row.clock, audience=row.audience, round=issue.round, text=why,
    )  # fmt: skip
    await _give(act, to)
    await take_step(act, device_at=None)


def step_of(cause: UUID, issue_id: UUID) -> UUID:
    return uuid5(cause, str(issue_id))


async def _give(act: Act, person_id: UUID) -> None:
    act.said = {"person_id": str(person_id)}
    act.change = {"handler_id": person_id}
    await Assignment.filter(issue_id=act.issue.id, ended_at__isnull=True).update(
        person_id=person_id
    )
