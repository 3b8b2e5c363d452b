"""The first decisions on a report: return, reject, merge, redirect. 交办 is in handling."""

from __future__ import annotations

from datetime import datetime

from backend.issues.allowed import RETURNS_MAX
from backend.issues.carrying_out import Act, IssueReceipt, carry_out, give_number
from backend.issues.letters import Merger, Redirection, Rejection, Words
from backend.issues.models import Issue, Step
from backend.issues.standing import visible
from backend.issues.states import IssueState
from backend.kernel.actor import Actor
from backend.kernel.refusal import NotFound, Refusal, Remedy, check_length

REASON_CHARS = (2, 300)


class ReturnedTwice(Refusal):
    """Facts: ``most``. After that the office decides."""

    code, remedy = "returned_twice", Remedy.FIX
    text = "已经退回补正过 {most} 次，请直接受理、不予受理、并案或转其他渠道。"


class MergeIntoItself(Refusal):
    code, remedy = "merge_into_itself", Remedy.FIX
    text = "不能并入它自己，请另选一件。"


class MergeIntoEnded(Refusal):
    """Facts: ``number``."""

    code, remedy = "merge_into_ended", Remedy.FIX
    text = "{number} 已经结束，请并入一件还在办的。"


class SecondLook(Refusal):
    """After an objection another supervisor decides."""

    code, remedy = "second_look", Remedy.STOP
    text = "上一次不予受理是您定的，请由另一位监督员来决定。"


def check_reason(text: str, label: str, *, field: str = "text") -> None:
    """Raises TextLength (remedy: fix)."""
    least, most = REASON_CHARS
    check_length(text, field=field, label=label, least=least, most=most)


async def return_issue(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """退回补正. Raises ReturnedTwice, SecondLook, TextLength, and as ``carry_out``."""

    async def effect(act: Act) -> None:
        await check_another_looks(act)
        check_reason(letter.text, "缺什么")
        if await Step.filter(issue_id=act.issue.id, command="return").count() >= RETURNS_MAX:
            raise ReturnedTwice(most=RETURNS_MAX)
        await give_number(act)
        act.text = letter.text

    return await carry_out(actor, letter, "return", effect, now=now)


async def reject(actor: Actor, letter: Rejection, *, now: datetime) -> IssueReceipt:
    """不予受理. Raises SecondLook, TextLength, and as ``carry_out``."""

    async def effect(act: Act) -> None:
        await check_another_looks(act)
        check_reason(letter.text, "不予受理的原因")
        check_reason(letter.instead, "可以去哪里反映", field="instead")
        await give_number(act)
        act.text = letter.text
        act.said = {"instead": letter.instead.strip()}
        act.change = {**act.change, "closed_at": act.now, "outcome": "rejected"}

    return await carry_out(actor, letter, "reject", effect, now=now)


async def merge(actor: Actor, letter: Merger, *, now: datetime) -> IssueReceipt:
    """并案. Raises SecondLook, MergeIntoItself, MergeIntoEnded, NotFound (the target), TextLength,
    and as ``carry_out``."""

    async def effect(act: Act) -> None:
        await check_another_looks(act)
        check_length(letter.text, field="text", label="说明", least=0, most=REASON_CHARS[1])
        target = await _target(act, letter)
        await give_number(act)
        act.text = letter.text
        act.said = {"target": target.number or "另一件", "target_id": str(target.id)}
        act.change = {
            **act.change, "merged_into_id": target.id, "closed_at": act.now, "outcome": "merged",
        }  # fmt: skip

    return await carry_out(actor, letter, "merge", effect, now=now)


async def redirect(actor: Actor, letter: Redirection, *, now: datetime) -> IssueReceipt:
    """转其他渠道. Raises SecondLook, TextLength, and as ``carry_out``."""

    async def effect(act: Act) -> None:
        await check_another_looks(act)
        check_length(letter.channel, field="channel", label="转到哪个渠道", least=2, most=40)
        check_length(letter.outside_number, field="outsideNumber", label="编号", least=0, most=40)
        check_length(letter.text, field="text", label="说明", least=0, most=REASON_CHARS[1])
        await give_number(act)
        act.text = letter.text
        act.said = {
            "channel": letter.channel.strip(), "outside_number": letter.outside_number.strip(),
        }  # fmt: skip
        act.change = {**act.change, "closed_at": act.now, "outcome": "redirected"}

    return await carry_out(actor, letter, "redirect", effect, now=now)


async def _target(act: Act, letter: Merger) -> Issue:
    if letter.target_id == act.issue.id:
        raise MergeIntoItself(field="targetId")
    try:
        target = await visible(act.actor, letter.target_id, now=act.now)
    except NotFound:
        raise NotFound(field="targetId") from None
    if target.state in {IssueState.REJECTED, IssueState.MERGED, IssueState.REDIRECTED}:
        raise MergeIntoEnded(field="targetId", number=target.number or "这一件")
    return target


async def check_another_looks(act: Act) -> None:
    """After an objection another supervisor decides, whatever it is (LIFECYCLE.md, object).

    Raises SecondLook (remedy: stop).
    """
    last = await Step.filter(issue_id=act.issue.id, command="reject").order_by("-at").first()
    if last is not None and last.actor_id == act.actor.person_id:
        raise SecondLook()
