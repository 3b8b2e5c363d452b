"""When it does not move: urge, escalate, send the response back (催办 督办 退回重办)."""

from __future__ import annotations

from datetime import datetime

from backend.calendar.queries import working_days
from backend.handling.leaving import look_who_has_it
from backend.handling.models import Assignment
from backend.issues import clocks
from backend.issues.carrying_out import Act, IssueReceipt, carry_out
from backend.issues.deciding import check_reason
from backend.issues.letters import Words
from backend.issues.models import Step
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.kernel.refusal import Refusal, Remedy, check_length

ESCALATED_AT_REJECTION = 3


class UrgedToday(Refusal):
    """An author urges once in a working day."""

    code, remedy = "urged_today", Remedy.STOP
    text = "今天已经催过一次，责任单位已收到。下个工作日可以再催。"


async def urge(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """催办: the office as often as it wants, the author once a working day. Raises UrgedToday."""

    async def effect(act: Act) -> None:
        check_length(letter.text, field="text", label="催办的话", least=0, most=200)
        if act.facts.own:
            await _check_not_today(act)
        act.text = letter.text

    return await carry_out(actor, letter, "urge", effect, now=now)


async def escalate(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """督办 before the third red working day; from then on it happens by itself."""

    async def effect(act: Act) -> None:
        check_reason(letter.text, "督办的原因")
        act.text = letter.text
        act.change = {"escalation": act.issue.escalation + 1}

    return await carry_out(actor, letter, "escalate", effect, now=now)


async def reject_response(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """退回重办: half of the first period; the third time it is escalated."""

    async def effect(act: Act) -> None:
        check_reason(letter.text, "退回重办的原因")
        given = await Assignment.get(issue_id=act.issue.id, ended_at__isnull=True)
        act.text = letter.text
        act.clock = None
        act.change = await clocks.half(given.due_inputs, now=act.now)
        act.change["sent_back"] = act.said["rejections"] = act.issue.sent_back + 1
        if act.change["sent_back"] >= ESCALATED_AT_REJECTION:
            act.change["escalation"] = act.issue.escalation + 1
        await Assignment.filter(id=given.id).update(responded_at=None)
        await look_who_has_it(act.issue, act.now)

    return await carry_out(actor, letter, "reject_response", effect, now=now)


async def _check_not_today(act: Act) -> None:
    last = (
        await Step.filter(issue_id=act.issue.id, command="urge", actor_id=act.speaker)
        .order_by("-at")
        .first()
    )
    if last is None:
        return
    days = await working_days()
    if days.between(civil_date(last.at), civil_date(act.now)) < 1:
        raise UrgedToday()
