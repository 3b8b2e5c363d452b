"""回头看: a closed issue has an owner and a day on which somebody looks whether it holds."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4, uuid5

from tortoise.queryset import QuerySet

from backend.following_up import rules
from backend.following_up.letters import Finding, Plan
from backend.following_up.models import LookBack
from backend.handling.assigning import check_not_too_far
from backend.issues.access import LOOK_BACK_OWNERS
from backend.issues.carrying_out import Act, IssueReceipt, carry_out
from backend.issues.deciding import check_reason
from backend.issues.events import LookBackUnowned
from backend.issues.letters import Words
from backend.issues.models import Issue, Step
from backend.issues.service import ON_THE_SPOT
from backend.issues.states import IssueSource, IssueState
from backend.issues.system import SYSTEM
from backend.issues.table_words import Clock
from backend.kernel import schedule
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import civil_date, day_start
from backend.kernel.ledger import Deed, record
from backend.kernel.refusal import Refusal, Remedy, check_length
from backend.people.models import Grant, Person
from backend.people.queries import holders, in_force

LOOK_BACK_JOB = "following_up.look_back"
FINDING_CHARS = (2, 1000)


class OwnerHandledIt(Refusal):
    """Nobody looks back on their own or their unit's work."""

    code, remedy = "owner_handled_it", Remedy.FIX
    text = "回头看不能由承办的人或责任单位去，请换一位。"


class OwnerUnknown(Refusal):
    """The owner is a supervisor or a liaison officer now."""

    code, remedy = "owner_unknown", Remedy.FIX
    text = "选的人现在不是监督员或包联干部，请重新选。"


class LookBackInThePast(Refusal):
    code, remedy = "look_back_in_the_past", Remedy.FIX
    text = "回头看的日期不能早于明天，请重新选。"


class AskedForLookBack(Refusal):
    """Asked once in a round, and planned or not yet planned."""

    code, remedy = "asked_for_look_back", Remedy.STOP
    text = "您已经请求过回头看，安排好了会告诉您。"


async def plan(actor: Actor, letter: Plan, *, now: datetime) -> IssueReceipt:
    """Name who looks back and by when; a plan not yet carried out is replaced.

    Raises OwnerUnknown, OwnerHandledIt, LookBackInThePast, DueTooFar (remedy: fix), and as
    ``carry_out``.
    """

    async def effect(act: Act) -> None:
        if letter.due_on <= civil_date(act.now):
            raise LookBackInThePast(field="dueOn")
        check_not_too_far(letter.due_on, today=civil_date(act.now), field="dueOn")
        if not await may_own(letter.owner_id, now=act.now):
            raise OwnerUnknown(field="ownerId")
        if await _handled(letter.owner_id, act.issue):
            raise OwnerHandledIt(field="ownerId")
        await LookBack.filter(issue_id=act.issue.id, done_at__isnull=True).delete()
        act.said = {"until": letter.due_on.isoformat(), "owner_id": str(letter.owner_id)}
        await _plan(
            act.issue, letter.owner_id, letter.due_on,
            round=act.round, rule="by_hand", now=act.now, planned_by=act.actor.person_id,
        )  # fmt: skip

    return await carry_out(actor, letter, "plan_look_back", effect, now=now)


async def look_back(actor: Actor, letter: Finding, *, now: datetime) -> IssueReceipt:
    """It holds, or it happened again: then the office takes it up in a new round.

    Raises TextLength, photo refusals, and as ``carry_out``.
    """

    async def effect(act: Act) -> None:
        least, most = FINDING_CHARS
        check_length(letter.text, field="text", label="看到什么", least=least, most=most)
        act.text = letter.text
        act.photo_ids = letter.photo_ids
        act.said = {
            "holds": letter.holds,
            "result_name": "没有反弹" if letter.holds else "又发生了",
        }
        await LookBack.filter(
            issue_id=act.issue.id, owner_id__in=owners(act.actor), done_at__isnull=True
        ).update(done_at=act.now, holds=letter.holds, text=letter.text.strip())
        await schedule.cancel(LOOK_BACK_JOB, act.issue.id)
        if not letter.holds:
            take_up_again(act)

    return await carry_out(actor, letter, "look_back", effect, now=now)


def take_up_again(act: Act) -> None:
    """It was no solution: the office decides anew, in a new round under the same number."""
    act.to, act.round, act.clock = IssueState.ACCEPTED, act.issue.round + 1, Clock.DECIDE
    act.change = {"lead_unit_id": None, "handler_id": None, "outcome": "", "closed_at": None}


async def ask_look_back(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """The one who raised it asks for a look-back. Raises AskedForLookBack, TextLength."""

    async def effect(act: Act) -> None:
        asked = Step.filter(issue_id=act.issue.id, round=act.round, command="ask_look_back")
        if await asked.exists():
            raise AskedForLookBack()
        check_reason(letter.text, "为什么要回头看")
        act.text = letter.text

    return await carry_out(actor, letter, "ask_look_back", effect, now=now)


async def plan_by_rule(act: Act, response: Step | None) -> None:
    """At closing: whoever closed it for the office owns the look-back that a rule asks for."""
    money = bool(response and response.facts.get("amount_yuan"))
    rule = rules.look_back_rule(
        act.issue.id,
        fault_finding=act.issue.source is IssueSource.FAULT_FINDING,
        money_promised=money,
    )
    if rule is None:
        return
    first = [act.actor.person_id] if act.actor.role is Role.SUPERVISOR else []
    owner_id = await _owner_by_rule(act.issue, first, now=act.now)
    if owner_id is not None:
        due_on = rules.look_back_on(rule, civil_date(act.now))
        await _plan(act.issue, owner_id, due_on, round=act.round, rule=rule, now=act.now)


async def plan_sample(issue: Issue, *, now: datetime) -> None:
    """Of what was solved on the spot too, a sample is looked at again, by one of the office."""
    if await LookBack.exists(issue_id=issue.id, round=issue.round):
        return
    rule = rules.look_back_rule(issue.id, fault_finding=False, money_promised=False)
    owner_id = await _owner_by_rule(issue, [], now=now) if rule else None
    if rule and owner_id:
        due_on = rules.look_back_on(rule, civil_date(now))
        await _plan(issue, owner_id, due_on, round=issue.round, rule=rule, now=now)


def owners(actor: Actor) -> list[UUID]:
    """Whose look-backs are this actor's: their own, and those of whom they stand in for (代)."""
    lent = actor.stands_in_for if actor.role in LOOK_BACK_OWNERS else None
    return [actor.person_id, lent] if lent else [actor.person_id]


def to_look_back(actor: Actor) -> QuerySet[LookBack]:
    """What this actor is to look back on."""
    return LookBack.filter(owner_id__in=owners(actor), done_at__isnull=True)


async def may_own(person_id: UUID, *, now: datetime) -> bool:
    """Whether this person may be given look-backs now, and goes on having those given before."""
    held = Grant.filter(
        in_force(now), person_id=person_id, role__in=LOOK_BACK_OWNERS, person__active=True
    )
    return await held.exists()


async def leave_look_backs(person_id: UUID, now: datetime) -> None:
    """The look-backs of somebody who may own none any more wait for the office to name another.

    Emits:
        issues.look_back_unowned for each
    """
    if await may_own(person_id, now=now):
        return
    async for plan in LookBack.filter(owner_id=person_id, done_at__isnull=True).order_by("id"):
        event = LookBackUnowned(subject_id=plan.issue_id)
        await record(event, Deed(SYSTEM, now, "leave", uuid5(plan.id, now.isoformat())))


async def _owner_by_rule(issue: Issue, first: list[UUID], *, now: datetime) -> UUID | None:
    """``first``: who closed it for the office; else who assigned it; else any of the office, drawn
    by the random id as the sample is.

    None: nobody of the office is left who did not handle it.
    """
    assigned = Step.filter(issue_id=issue.id, command="assign").order_by("-at").limit(1)
    assigned_by = [step.actor_id async for step in assigned if step.actor_id]
    office = sorted(await holders(Role.SUPERVISOR, issue.region, now=now))
    turn = issue.id.int % len(office) if office else 0
    for one in (*first, *assigned_by, *office[turn:], *office[:turn]):
        if await may_own(one, now=now) and not await _handled(one, issue):
            return one
    return None


async def _plan(
    issue: Issue, owner_id: UUID, due_on: date, *,
    round: int, rule: str, now: datetime, planned_by: UUID | None = None,
) -> None:  # fmt: skip
    await LookBack.create(
        id=uuid4(),
        issue_id=issue.id,
        round=round,
        owner_id=owner_id,
        due_on=due_on,
        rule=rule,
        planned_by=planned_by,
        planned_at=now,
    )
    await schedule.plan(LOOK_BACK_JOB, issue.id, day_start(due_on))


async def _handled(person_id: UUID, issue: Issue) -> bool:
    """Whether it is this person's own or their unit's work; solved on the spot by them is too."""
    on_the_spot = issue.handler_id is None and issue.outcome == ON_THE_SPOT
    if person_id == (issue.reporter_id if on_the_spot else issue.handler_id):
        return True
    if issue.lead_unit_id is None:
        return False
    held = Grant.filter(person_id=person_id, unit_id=issue.lead_unit_id)
    post = Person.filter(id=person_id, unit_id=issue.lead_unit_id)
    return await held.exists() or await post.exists()
