"""Lists of issues: what waits for a unit, for the office; one's own in plain words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypedDict, cast
from uuid import UUID

from tortoise.expressions import Case, Q, When

from backend.identities import queries as identities
from backend.issues.access import UNIT_LEAD, IssueFacts
from backend.issues.allowed import DONE, Done, Placed, buttons
from backend.issues.models import Issue
from backend.issues.queries import IssueRow, rows_for_office, rows_for_unit
from backend.issues.standing import is_to_look_back, of_own_unit
from backend.issues.states import Environment, IssueSource, IssueState
from backend.kernel import page
from backend.kernel.actor import Actor, Role, covering
from backend.kernel.refusal import NotAllowed
from backend.kernel.rows import cells, nested
from backend.people.models import Grant
from backend.people.queries import in_force

TODO_MAX = 300
ENOUGH_IN_FIELD = 3  # special supervisors; with fewer a report can be traced to one of them
TODO_STATES = (IssueState.ASSIGNED, IssueState.IN_PROGRESS, IssueState.SUSPENDED)
TRIAGE_STATES = (IssueState.SUBMITTED, IssueState.ACCEPTED)

PROGRESS: Mapping[IssueState, str] = MappingProxyType(
    {
        IssueState.SUBMITTED: "监督室正在看，会告诉您是否受理",
        IssueState.RETURNED: "请补正后重新提交",
        IssueState.ACCEPTED: "已受理，正在定由哪个单位办",
        IssueState.ASSIGNED: "已受理，交给责任单位了",
        IssueState.IN_PROGRESS: "责任单位正在办",
        IssueState.SUSPENDED: "暂停办理，到日子会恢复",
        IssueState.RESPONDED: "责任单位办完了，等您评一评",
        IssueState.CLOSED: "已办结",
        IssueState.REJECTED: "不予受理",
        IssueState.MERGED: "并入另一件一起办",
        IssueState.REDIRECTED: "已转给别的渠道办",
    }
)
WITHDRAWN = "您已撤回"


class OwnRow(TypedDict):
    """One of the reader's own as it is stored; one row of one statement."""

    id: UUID
    version: int
    number: str | None
    state: IssueState
    round: int
    title: str
    topic: str
    enterprise_id: UUID | None
    region: str
    protected: bool
    source: IssueSource
    handler_id: UUID | None
    lead_unit_id: UUID | None
    designated: bool
    outcome: str
    draft_id: UUID | None
    due_at: datetime | None
    reported_at: datetime
    of_own_unit: str  # "1" or "0"
    looks_back: str
    done: Any  # JSON: [[command, round, …], …]


@dataclass(frozen=True, slots=True)
class AuthorsLine:
    """One of the reader's own, without anything internal to office or unit."""

    row: OwnRow
    progress: str
    wanted: str | None
    answer: str | None
    decide_by: datetime | None
    withdrawn: bool
    allowed: list[str]


async def todo(actor: Actor) -> list[IssueRow]:
    """What the actor handles, and as a unit's lead what the unit has; first due first.

    Raises:
        NotAllowed: only those who handle (remedy: stop).
    """
    if actor.role is not Role.HANDLER:
        raise NotAllowed(action="todo")
    named = [one for one in (actor.person_id, actor.stands_in_for) if one]
    mine = Q(handler_id__in=named)
    if UNIT_LEAD in actor.bundles and actor.unit_id is not None:
        mine |= Q(lead_unit_id=actor.unit_id)
    return await rows_for_unit(mine & Q(state__in=TODO_STATES), order="due_at", limit=TODO_MAX)


async def triage(actor: Actor, *, first: int, after: str | None, now: datetime) -> list[IssueRow]:
    """What waits for the office's decision, oldest first; nobody's own.

    Raises:
        NotAllowed: only supervisors (remedy: stop). CursorUnknown (remedy: fix).
    """
    where = await _waiting_for(actor, now) & page.newer_than(after, by="received_at")
    return await rows_for_office(where, order="received_at", limit=page.size(first) + 1)


async def waiting(actor: Actor, *, now: datetime) -> int:
    """How many wait for this office: things to do, of nobody in particular."""
    return await Issue.filter(await _waiting_for(actor, now)).count()


async def mine(actor: Actor, *, first: int, after: str | None, now: datetime) -> list[AuthorsLine]:
    """The actor's own reports, newest first, in plain words. One more when there is more."""
    own = Q(reporter_id=actor.person_id) | identities.is_own_protected(actor.person_id)
    yes, no = "1", "0"
    rows = (
        await Issue.filter(own & page.older_than(after, by="reported_at"))
        .annotate(
            of_own_unit=Case(When(of_own_unit(actor, now=now), then=yes), default=no),
            looks_back=Case(When(is_to_look_back(actor), then=yes), default=no),
            done=nested("issue_step", of="issue", key="issue_id", columns=DONE, order="at"),
        )
        .order_by("-reported_at", "-id")
        .limit(page.size(first) + 1)
        .values(*OwnRow.__annotations__)
    )
    return [_authors(actor, row, now) for row in cast("list[OwnRow]", rows)]


async def field_size(actor: Actor, environment: Environment, now: datetime) -> int | None:
    """How many special supervisors look at this side of things where the actor does: with few,
    words and place may tell who wrote. A grant that names no side is for all. None to anyone else.
    """
    if actor.role is not Role.SPECIAL_SUPERVISOR or actor.region is None:
        return None
    held = Grant.filter(
        in_force(now), role=Role.SPECIAL_SUPERVISOR, region__in=covering(actor.region),
        person__active=True,
    )  # fmt: skip
    looking = [one async for one in held if environment in (one.environments or [environment])]
    return len({grant.person_id for grant in looking})


async def _waiting_for(actor: Actor, now: datetime) -> Q:
    """To decide on: new and declined ones, and returned ones whose author let the time pass."""
    if actor.role is not Role.SUPERVISOR or actor.region is None:
        raise NotAllowed(action="triage")
    own = await identities.issues_of(actor.person_id)
    anothers = Q(reporter_id__isnull=True) | ~Q(reporter_id=actor.person_id)
    undecided = Q(state__in=TRIAGE_STATES) | Q(state=IssueState.RETURNED, due_at__lt=now)
    found = Q(region__startswith=actor.region) & undecided & anothers
    return found & ~Q(id__in=own) if own else found


def _authors(actor: Actor, row: OwnRow, now: datetime) -> AuthorsLine:
    done = [_done(cell) for cell in cells(row["done"])]
    told = {step.command: step for step in done}
    state, withdrawn = row["state"], row["outcome"] == "withdrawn"
    placed = Placed(
        state, row["round"], row["due_at"], row["designated"], row["outcome"],
        drafted=row["draft_id"] is not None,
    )  # fmt: skip
    return AuthorsLine(
        row=row,
        progress=WITHDRAWN if withdrawn else PROGRESS[state],
        wanted=_wanted(state, told),
        answer=told["answer"].text if "answer" in told else None,
        decide_by=row["due_at"] if state in TRIAGE_STATES else None,
        withdrawn=withdrawn,
        allowed=buttons(actor, placed, _facts(row), done, now=now),
    )


def _facts(row: OwnRow) -> IssueFacts:
    """Of an issue of one's own. Whether its enterprise is paired is not asked: who raised it may
    do no less than who looks after the enterprise (``access.WHO``)."""
    lead_unit, of_own_unit = row["lead_unit_id"], row["of_own_unit"] == "1"
    return IssueFacts(
        region=row["region"],
        own=True,
        protected=row["protected"],
        fault_finding=row["source"] is IssueSource.FAULT_FINDING,
        handler_id=row["handler_id"],
        lead_unit_id=lead_unit,
        own_units=frozenset({lead_unit} if lead_unit and of_own_unit else ()),
        looks_back=row["looks_back"] == "1",
    )


def _done(cell: list[Any]) -> Done:
    command, round_, to_state, actor_id, text, facts = cell
    return Done(
        command, round_, to_state, UUID(actor_id) if actor_id else None, text,
        json.loads(facts) if isinstance(facts, str) else facts,
    )  # fmt: skip


def _wanted(state: IssueState, told: Mapping[str, Done]) -> str | None:
    if state is IssueState.RETURNED and "return" in told:
        return told["return"].text
    if state is IssueState.REJECTED and "reject" in told:
        step = told["reject"]
        return f"{step.text}\n可以这样反映：{step.facts.get('instead', '')}"
    return None
