"""More time, or a pause: the unit asks, the office decides, the old dates stay (延期 暂停)."""

from __future__ import annotations

from datetime import date, datetime

from backend.calendar.queries import working_days
from backend.handling.assigning import check_day
from backend.handling.letters import Until
from backend.handling.models import RequestKind, TimeRequest
from backend.issues import clocks
from backend.issues.carrying_out import Act, IssueReceipt, carry_out
from backend.issues.deciding import check_reason
from backend.issues.letters import Words
from backend.issues.models import Step
from backend.kernel import schedule
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date, day_start
from backend.kernel.refusal import Refusal, Remedy, check_length

PAUSE_WD_MAX = 30
REASON_CODES = frozenset({"waiting_for_others", "needs_funds", "needs_law", "weather", "other"})


class AskedTooLate(Refusal):
    """More time is asked for before it is over, by the phone's clock."""

    code, remedy = "asked_too_late", Remedy.STOP
    text = "已经过了期限，不能再申请延期。请记下进展，或联系监督室。"


class NotLater(Refusal):
    """Facts: ``due_on`` (ISO)."""

    code, remedy = "not_later", Remedy.FIX
    text = "新日期要晚于现在的期限 {due_on}，请重新选。"


class AskedBefore(Refusal):
    """One request at a time."""

    code, remedy = "asked_before", Remedy.STOP
    text = "上一次申请监督室还没定，请等答复。"


class AnotherLevel(Refusal):
    """The second extension is decided by another supervisor than the first."""

    code, remedy = "another_level", Remedy.STOP
    text = "第一次延期是您批的，第二次请由另一位监督员来定。"


class PauseTooLong(Refusal):
    """Facts: ``most`` (working days)."""

    code, remedy = "pause_too_long", Remedy.FIX
    text = "一次最多暂停 {most} 个工作日，请选近一些的日期。"


class ReasonUnknown(Refusal):
    code, remedy = "reason_unknown", Remedy.FIX
    text = "请从列表里选一个暂停的原因。"


class NothingAsked(Refusal):
    """There is no request to refuse."""

    code, remedy = "nothing_asked", Remedy.STOP
    text = "现在没有等您定的申请。"


async def ask_extension(actor: Actor, letter: Until, *, now: datetime) -> IssueReceipt:
    """申请延期. Raises AskedTooLate, AskedBefore, NotLater, DueOnDayOff, as ``carry_out``."""

    async def effect(act: Act) -> None:
        check_reason(letter.text, "延期的原因")
        assert act.issue.due_at is not None
        if letter.sealed_at > act.issue.due_at:
            raise AskedTooLate()
        await _ask(act, letter, RequestKind.EXTENSION)

    return await carry_out(actor, letter, "ask_extension", effect, now=now)


async def extend(actor: Actor, letter: Until, *, now: datetime) -> IssueReceipt:
    """延期, asked for or not. Raises AnotherLevel, NotLater, DueOnDayOff, as ``carry_out``."""

    async def effect(act: Act) -> None:
        check_reason(letter.text, "延期的原因")
        await _check_later(act, letter.until)
        earlier = Step.filter(issue_id=act.issue.id, round=act.round, command="extend")
        if await earlier.filter(actor_id=act.actor.person_id).exists():
            raise AnotherLevel()
        act.text = letter.text
        act.said = {"until": letter.until.isoformat()}
        act.change = await clocks.extend(act.issue, letter.until, now=act.now)
        await _decide(act, RequestKind.EXTENSION, granted=True)

    return await carry_out(actor, letter, "extend", effect, now=now)


async def refuse_request(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """不同意延期或暂停. Raises NothingAsked, TextLength, and as ``carry_out``."""

    async def effect(act: Act) -> None:
        check_reason(letter.text, "不同意的原因")
        act.text = letter.text
        if not await _decide(act, None, granted=False):
            raise NothingAsked()

    return await carry_out(actor, letter, "refuse_request", effect, now=now)


async def ask_suspension(actor: Actor, letter: Until, *, now: datetime) -> IssueReceipt:
    """申请暂停. Raises AskedBefore, ReasonUnknown, PauseTooLong, DueOnDayOff, as ``carry_out``."""

    async def effect(act: Act) -> None:
        await _check_pause(act, letter)
        await _ask(act, letter, RequestKind.SUSPENSION)

    return await carry_out(actor, letter, "ask_suspension", effect, now=now)


async def suspend(actor: Actor, letter: Until, *, now: datetime) -> IssueReceipt:
    """暂停 until a day, on which it resumes by itself. Raises as ``ask_suspension``."""

    async def effect(act: Act) -> None:
        await _check_pause(act, letter)
        act.text = letter.text
        act.said = {"until": letter.until.isoformat(), "reason_code": letter.reason_code}
        act.change = {"suspended_until": letter.until}
        await _decide(act, RequestKind.SUSPENSION, granted=True)
        await schedule.plan(clocks.RESUME_JOB, act.issue.id, day_start(letter.until))

    return await carry_out(actor, letter, "suspend", effect, now=now)


async def resume(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """恢复 before its day. Raises TextLength, and as ``carry_out``."""

    async def effect(act: Act) -> None:
        check_length(letter.text, field="text", label="说明", least=0, most=300)
        act.text = letter.text
        act.change = {"suspended_until": None}
        await schedule.cancel(clocks.RESUME_JOB, act.issue.id)

    return await carry_out(actor, letter, "resume", effect, now=now)


async def _ask(act: Act, letter: Until, kind: RequestKind) -> None:
    if kind is RequestKind.EXTENSION:
        await _check_later(act, letter.until)
    if await TimeRequest.filter(issue_id=act.issue.id, decided_at__isnull=True).exists():
        raise AskedBefore()
    act.text = letter.text
    act.said = {"until": letter.until.isoformat(), "reason_code": letter.reason_code}
    await TimeRequest.create(
        id=act.command_id,
        issue_id=act.issue.id,
        round=act.round,
        kind=kind,
        until=letter.until,
        reason_code=letter.reason_code,
        asked_by=act.actor.person_id,
        asked_at=act.now,
    )


async def _decide(act: Act, kind: RequestKind | None, *, granted: bool) -> int:
    asked = TimeRequest.filter(issue_id=act.issue.id, decided_at__isnull=True)
    if kind is not None:
        asked = asked.filter(kind=kind)
    return await asked.update(decided_by=act.actor.person_id, decided_at=act.now, granted=granted)


async def _check_later(act: Act, until: date) -> None:
    await check_day(until, now=act.now, field="until")
    assert act.issue.due_at is not None
    due_on = civil_date(act.issue.due_at)
    if until <= due_on:
        raise NotLater(field="until", due_on=due_on.isoformat())


async def _check_pause(act: Act, letter: Until) -> None:
    check_reason(letter.text, "暂停的原因")
    if letter.reason_code not in REASON_CODES:
        raise ReasonUnknown(field="reasonCode")
    await check_day(letter.until, now=act.now, field="until")
    days = await working_days()
    if days.between(civil_date(act.now), letter.until) > PAUSE_WD_MAX:
        raise PauseTooLong(field="until", most=PAUSE_WD_MAX)
