"""Lists of issues: what waits for a unit, for the office; one's own in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from tortoise.expressions import Q

from backend.identities import queries as identities
from backend.issues.access import UNIT_LEAD
from backend.issues.allowed import allowed
from backend.issues.models import Issue, Step
from backend.issues.queries import IssueRow, rows_for_office, rows_for_unit
from backend.issues.standing import facts_of
from backend.issues.states import Environment, IssueState
from backend.kernel import page
from backend.kernel.actor import Actor, Role, covering
from backend.kernel.refusal import NotAllowed
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


@dataclass(frozen=True, slots=True)
class AuthorsLine:
    """One of the reader's own, without anything internal to office or unit."""

    row: IssueRow
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
    own = Q(reporter_id=actor.person_id) | Q(id__in=await identities.issues_of(actor.person_id))
    rows = await rows_for_office(
        own & page.older_than(after, by="reported_at"), order="-reported_at",
        limit=page.size(first) + 1,
    )  # fmt: skip
    return [await _authors(actor, row, now) for row in rows]


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


async def _authors(actor: Actor, row: IssueRow, now: datetime) -> AuthorsLine:
    issue = await Issue.get(id=row["id"])
    facts = await facts_of(actor, issue, now=now)
    told = {
        step.command: step
        async for step in Step.filter(
            issue_id=issue.id, command__in=["return", "reject", "answer"]
        ).order_by("at")
    }
    withdrawn = issue.outcome == "withdrawn"
    return AuthorsLine(
        row=row,
        progress=WITHDRAWN if withdrawn else PROGRESS[issue.state],
        wanted=_wanted(issue.state, told),
        answer=told["answer"].text if "answer" in told else None,
        decide_by=issue.due_at if issue.state in TRIAGE_STATES else None,
        withdrawn=withdrawn,
        allowed=await allowed(actor, issue, facts, now=now),
    )


def _wanted(state: IssueState, told: dict[str, Step]) -> str | None:
    if state is IssueState.RETURNED and "return" in told:
        return told["return"].text
    if state is IssueState.REJECTED and "reject" in told:
        step = told["reject"]
        return f"{step.text}\n可以这样反映：{step.facts.get('instead', '')}"
    return None
