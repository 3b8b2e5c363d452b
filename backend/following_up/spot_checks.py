"""抽查回访: of what was solved on the spot a sample is asked by the office (LIFECYCLE.md)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.calendar.queries import working_days
from backend.following_up import rules
from backend.following_up.calling_back import MISSING_CHARS, RESULT_NAMES, is_third_try
from backend.following_up.letters import CallBack
from backend.following_up.looking_back import plan_sample, take_up_again
from backend.following_up.models import SpotCheck
from backend.issues.carrying_out import Act, IssueReceipt, carry_out
from backend.issues.models import Issue
from backend.issues.service import ON_THE_SPOT
from backend.issues.states import CallBackResult
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.kernel.ledger import LedgerEvent
from backend.kernel.refusal import check_length


async def draw(event: LedgerEvent, now: datetime) -> None:
    """On issues.solved_on_the_spot: a call-back, a look-back or neither, by the random id.

    May run again: what is drawn already stays.
    """
    issue = await Issue.get(id=event.subject_id)
    if issue.outcome != ON_THE_SPOT:  # taken up again meanwhile
        return
    if rules.is_spot_checked(issue.id):
        await _drawn(issue, now=now)
    await plan_sample(issue, now=now)


async def is_drawn(issue_id: UUID) -> bool:
    """Whether the office is still to ask."""
    return await SpotCheck.exists(issue_id=issue_id, done_at__isnull=True)


async def check(actor: Actor, letter: CallBack, *, now: datetime) -> IssueReceipt:
    """What the enterprise said when the office asked. Not satisfied: taken up again, round + 1.

    Three tries on three days reach nobody: then it rests, counted apart.

    Raises TextLength (remedy: fix), TriedToday (remedy: stop), and as ``carry_out``.
    """
    result = CallBackResult(letter.result)

    async def effect(act: Act) -> None:
        least, most = MISSING_CHARS
        unsatisfied = result is CallBackResult.UNSATISFIED
        check_length(
            letter.text, field="text", label="还差什么", least=least if unsatisfied else 0,
            most=most,
        )  # fmt: skip
        act.text = letter.text
        act.said = {"result": result.value, "result_name": RESULT_NAMES[result], "by": "office"}
        if result is CallBackResult.NO_ANSWER and not await is_third_try(
            act, civil_date(letter.sealed_at)
        ):
            return
        await settle(act.issue, result, now=act.now)
        if unsatisfied:
            take_up_again(act)

    return await carry_out(actor, letter, "spot_check", effect, now=now)


async def settle(issue: Issue, result: CallBackResult, *, now: datetime) -> None:
    """They were asked, or have said so by themselves: nobody needs to call any more.

    They may be faster than the drawing.
    """
    if issue.outcome == ON_THE_SPOT and rules.is_spot_checked(issue.id):
        await _drawn(issue, now=now)
        waiting = SpotCheck.filter(issue_id=issue.id, done_at__isnull=True)
        await waiting.update(done_at=now, result=result.value)


async def _drawn(issue: Issue, *, now: datetime) -> None:
    due_on = (await working_days()).add(civil_date(now), rules.SPOT_CHECK_WORKING_DAYS)
    await SpotCheck.get_or_create(
        {"region": issue.region, "due_on": due_on, "drawn_at": now}, issue_id=issue.id
    )
