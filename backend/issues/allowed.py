"""What one person may do with one issue now: the buttons on its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.issues import access
from backend.issues.access import IssueFacts
from backend.issues.models import Issue, Step
from backend.issues.responses import waits_for_signature
from backend.issues.states import IssueState
from backend.issues.transitions import ROWS
from backend.kernel.actor import Actor

NOT_ON_AN_ISSUE = frozenset({"report", "solve_on_the_spot"})
DECIDED_BY = {
    "ask_extension": ("extend", "refuse_request"),
    "ask_suspension": ("suspend", "refuse_request"),
}
LAPSES_BY = ("decline", "transfer", "respond", "sign", "call_back")
RETURNS_MAX = 2


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for more time or a pause that the office has not decided."""

    kind: str
    until: date
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an issue stands, as far as its buttons depend on it."""

    state: IssueState
    round: int
    due_at: datetime | None
    designated: bool
    outcome: str
    drafted: bool = False  # a response waits for the signature of the unit's lead,
    sendable: bool = False  # which it needs no more: who handles it may send it on


@dataclass(frozen=True, slots=True)
class Done:
    """A step of the past, as far as it bears on what may follow."""

    command: str
    round: int
    to_state: str
    actor_id: UUID | None
    text: str
    facts: Mapping[str, Any]


DONE = [each.name for each in fields(Done)]
"""The columns of a step that make one."""


async def allowed(actor: Actor, issue: Issue, facts: IssueFacts, *, now: datetime) -> list[str]:
    """As ``buttons``; asks for the steps."""
    drafted = issue.draft_id is not None
    placed = Placed(
        issue.state, issue.round, issue.due_at, issue.designated, issue.outcome, drafted,
        drafted and not await waits_for_signature(issue.lead_unit_id, actor.person_id, now=now),
    )  # fmt: skip
    return buttons(actor, placed, facts, await _done(issue.id), now=now)


def buttons(
    actor: Actor, issue: Placed, facts: IssueFacts, done: Sequence[Done], *, now: datetime
) -> list[str]:
    """The commands of the table that this person may give now, in the table's order.

    What depends on the words or on the moment (a date too far, urged today) is said when it is
    tried; what is certain beforehand is no button.
    """
    may = [
        row
        for row in ROWS
        if row.command not in NOT_ON_AN_ISSUE
        and issue.state in row.from_states
        and access.may_give(actor, row, facts)
        and not access.is_authors_turn(row, issue.state, issue.due_at, now)
    ]
    asked = _asked(done)
    commands = [step.command for step in done]
    in_round = {step.command for step in done if step.round == issue.round}
    rejected = [step.actor_id for step in done if step.command == "reject"]
    second_look = issue.state is IssueState.SUBMITTED and rejected[-1:] == [actor.person_id]
    never = {
        "return": second_look or commands.count("return") >= RETURNS_MAX,
        "reject": second_look,
        "merge": second_look,
        "redirect": second_look,
        "assign": second_look,
        "decline": issue.designated,
        "object": "object" in commands or issue.outcome == "withdrawn",
        "support": facts.own,
        "refuse_request": asked is None,
        "ask_extension": asked is not None or _is_over(issue, now),
        "ask_suspension": asked is not None,
        "extend": any(
            step.command == "extend" and step.round == issue.round
            and step.actor_id == actor.person_id
            for step in done
        ),
        "sign": not (issue.drafted and (issue.sendable or access.leads_unit(actor, facts))),
        "return_draft": not issue.drafted,
        "ask_look_back": "ask_look_back" in in_round,
    }  # fmt: skip
    return [row.command for row in may if not never.get(row.command, False)]


async def asked_now(issue_id: UUID) -> Ask | None:
    """What the unit has asked for and still waits for."""
    return _asked(await _done(issue_id))


async def _done(issue_id: UUID) -> list[Done]:
    rows = await Step.filter(issue_id=issue_id).order_by("at").values(*DONE)
    return [Done(**row) for row in rows]


def _answers(step: Done, asked: str) -> bool:
    """Whether this step decides on what was asked, or makes it needless; a draft does not yet."""
    drafts = step.command == "respond" and step.to_state == IssueState.IN_PROGRESS
    return step.command in (*DECIDED_BY[asked], *LAPSES_BY) and not drafts


def _asked(steps: Sequence[Done]) -> Ask | None:
    asked: Done | None = None
    for step in steps:
        if step.command in DECIDED_BY:
            asked = step
        elif asked and _answers(step, asked.command):
            asked = None
    if asked is None:
        return None
    return Ask(asked.command, date.fromisoformat(asked.facts["until"]), asked.text)


def _is_over(issue: Placed, now: datetime) -> bool:
    return issue.due_at is not None and now > issue.due_at
