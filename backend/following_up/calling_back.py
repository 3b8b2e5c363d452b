"""告知 and 回访: who raised it hears the result and is asked; only they make it satisfied."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from backend.calendar.queries import working_days
from backend.following_up.letters import CallBack
from backend.following_up.looking_back import plan_by_rule, take_up_again
from backend.handling.leaving import look_who_has_it
from backend.handling.models import Assignment
from backend.issues import clocks
from backend.issues.access import IssueFacts
from backend.issues.carrying_out import Act, IssueReceipt, carry_out, take_step
from backend.issues.letters import Words
from backend.issues.models import Closure, Issue, Step
from backend.issues.responses import last_responses
from backend.issues.states import CallBackResult, IssueState
from backend.issues.table_words import Clock
from backend.issues.transitions import TABLE
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import civil_date
from backend.kernel.refusal import Refusal, Remedy, check_length

ANSWER_CHARS = (2, 300)
MISSING_CHARS = (2, 300)
TRIES = 3  # on three days; then closed as unverified, counted apart

RESULT_NAMES = {
    CallBackResult.SATISFIED: "满意",
    CallBackResult.MOSTLY: "基本满意",
    CallBackResult.UNSATISFIED: "不满意",
    CallBackResult.NO_ANSWER: "没打通",
    CallBackResult.UNREASONABLE: "不满意，要求不合理",
}
RATINGS = frozenset({CallBackResult.SATISFIED, CallBackResult.MOSTLY, CallBackResult.UNSATISFIED})


class TriedToday(Refusal):
    """Three tries are three days."""

    code, remedy = "tried_today", Remedy.STOP
    text = "这一天已经记过一次没打通，请换一天再打。"


class RatingOnly(Refusal):
    """The one who raised it says satisfied, mostly or not; the rest is for who calls."""

    code, remedy = "rating_only", Remedy.FIX
    text = "请选满意、基本满意或不满意。"


async def answer(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """告知: the office's words on what was done. Raises TextLength, and as ``carry_out``."""

    async def effect(act: Act) -> None:
        least, most = ANSWER_CHARS
        check_length(letter.text, field="text", label="告知的话", least=least, most=most)
        act.text = letter.text
        act.change = await clocks.start(Clock.CALL_BACK, rule=Clock.CALL_BACK.value, now=act.now)

    return await carry_out(actor, letter, "answer", effect, now=now)


async def call_back(actor: Actor, letter: CallBack, *, now: datetime) -> IssueReceipt:
    """回访, or the author's own rating (评一评): satisfied closes, not satisfied opens a new round.

    Raises TextLength, RatingOnly (remedy: fix), TriedToday (remedy: stop), and as ``carry_out``.
    """
    result = CallBackResult(letter.result)

    async def effect(act: Act) -> None:
        if act.facts.own and result not in RATINGS:
            raise RatingOnly(field="result")
        needed = result in {CallBackResult.UNSATISFIED, CallBackResult.UNREASONABLE}
        label = "还差什么" if result is CallBackResult.UNSATISFIED else "说明"
        least, most = MISSING_CHARS
        check_length(
            letter.text, field="text", label=label, least=least if needed else 0, most=most
        )
        act.text = letter.text
        act.said = {
            "result": result.value, "result_name": RESULT_NAMES[result],
            "by": "author" if act.facts.own else "office",
        }  # fmt: skip
        await _lead_on(act, result, on=civil_date(letter.sealed_at))

    return await carry_out(actor, letter, "call_back", effect, now=now)


async def rate_without_account(
    issue_id: UUID, result: CallBackResult, text: str, *, now: datetime
) -> None:
    """The rating of somebody without an account, known by the issue alone; it counts like a call.

    Of a result solved on the spot that is not satisfied, the office takes the issue up again in a
    new round. Inside the caller's transaction; what can no longer be rated stays as it is.

    Emits:
        issues.stepped
    """
    issue = await Issue.filter(id=issue_id).select_for_update().get()
    again = issue.outcome == "on_the_spot" and result is CallBackResult.UNSATISFIED
    if issue.state is not IssueState.RESPONDED and not again:
        return
    row = TABLE["look_back" if again else "call_back"]
    act = Act(
        Actor(issue_id, issue_id, Role.SPECIAL_SUPERVISOR), issue, row,
        IssueFacts(region=issue.region, own=True), uuid4(), now, issue_id,
        to=row.to or issue.state, clock=row.clock, audience=row.audience, round=issue.round,
        text=text, roleless=True,
    )  # fmt: skip
    act.said = {
        "result": result.value, "result_name": RESULT_NAMES[result], "by": "author",
    }  # fmt: skip
    if again:
        take_up_again(act)
    else:
        await _lead_on(act, result, on=civil_date(now))
    await take_step(act, device_at=None)


async def _lead_on(act: Act, result: CallBackResult, *, on: date) -> None:
    """Where it leads. ``on``: the day of the call by the caller's phone, however late it comes."""
    if result is CallBackResult.UNSATISFIED:
        await _new_round(act)
    elif result is CallBackResult.NO_ANSWER and not await is_third_try(act, on):
        act.to, act.clock = IssueState.RESPONDED, None
        yesterday = civil_date(act.now) - timedelta(days=1)
        again_on = (await working_days()).next_working(max(on, yesterday))
        act.said["again_on"] = again_on.isoformat()
        act.change = await clocks.extend(act.issue, again_on, now=act.now)
    else:
        await _close(act, "unverified" if result is CallBackResult.NO_ANSWER else result.value)


async def is_third_try(act: Act, on: date) -> bool:
    """Whether this call on this day is the last that nobody answers. Raises TriedToday."""
    tries = Step.filter(issue_id=act.issue.id, round=act.round, command=act.row.command)
    days = {civil_date(step.device_at or step.at) async for step in tries}  # only 没打通 leaves any
    if on in days:
        raise TriedToday()
    return len(days) + 1 >= TRIES


async def _close(act: Act, outcome: str) -> None:
    response = (await last_responses([act.issue.id])).get(act.issue.id)
    kind = "unverified" if outcome == "unverified" else ("rating" if act.facts.own else "call_back")
    await Closure.create(
        id=uuid4(),
        issue_id=act.issue.id,
        round=act.round,
        kind=kind,
        what_done=response.text if response else "",
        confirmed_by="",
        at=act.now,
    )
    act.change = {"outcome": outcome, "closed_at": act.now}
    await Assignment.filter(issue_id=act.issue.id, ended_at__isnull=True).update(
        ended_at=act.now, ended_by="call_back"
    )
    await plan_by_rule(act, response)


async def _new_round(act: Act) -> None:
    """不满意: the lead unit is kept, its clock starts anew, one level higher."""
    act.to, act.round, act.clock = IssueState.ASSIGNED, act.issue.round + 1, None
    before = await Assignment.get(issue_id=act.issue.id, ended_at__isnull=True)
    columns = await clocks.start(Clock.HANDLE, rule=before.urgency.value, now=act.now)
    await Assignment.filter(id=before.id).update(ended_at=act.now, ended_by="call_back")
    await Assignment.create(
        id=act.command_id,
        issue_id=act.issue.id,
        round=act.round,
        unit_id=before.unit_id,
        person_id=before.person_id,
        topic=before.topic,
        region=before.region,
        urgency=before.urgency,
        designated=before.designated,
        due_at=columns["due_at"],
        due_inputs=columns["due_inputs"],
        assigned_at=act.now,
    )
    act.change = columns | {
        "escalation": act.issue.escalation + 1, "assigned_at": act.now, "noted_at": None,
        "sent_back": 0,
    }  # fmt: skip
    await look_who_has_it(act.issue, act.now)
