"""What the unit does: 签收 acknowledge, 退单 decline, 记进展 note, 反馈结果 respond."""

from __future__ import annotations

from datetime import datetime

from tortoise.queryset import QuerySet

from backend.calendar.queries import working_days
from backend.handling.assigning import (
    PersonNotOfUnit,
    UnitUnknown,
    end_assignment,
    is_handler_of,
)
from backend.handling.letters import Acknowledgement, Decline, Note, Response
from backend.handling.models import Assignment
from backend.handling.signing import respond_now
from backend.issues import access
from backend.issues.carrying_out import Act, IssueReceipt, carry_out
from backend.issues.deciding import check_reason
from backend.issues.responses import waits_for_signature
from backend.issues.states import Audience, ResponseKind
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.kernel.refusal import NotAllowed, Refusal, Remedy, check_length
from backend.people.models import Unit

NOTE_CHARS = (2, 2000)
WHAT_DONE_CHARS = (2, 300)
AMOUNT_YUAN_MAX = 10**13
DECLINE_WITHIN_WD = 1

RESPONSE_NAMES = {
    ResponseKind.SOLVED: "已解决",
    ResponseKind.EXPLAINED: "已解释清楚",
    ResponseKind.PLANNED: "列入计划",
    ResponseKind.UNLAWFUL: "依法不能办",
}


class Designated(Refusal):
    """After two declines the office decided; that is final (指定)."""

    code, remedy = "designated", Remedy.STOP
    text = "这件由监督室指定您单位办理，不能再退。有困难请联系监督室转办。"


class DeclinedTooLate(Refusal):
    """Facts: ``working_days``."""

    code, remedy = "declined_too_late", Remedy.STOP
    text = "交办已超过 {working_days} 个工作日，不能退单。有困难请联系监督室转办。"


class OutcomeImpossible(Refusal):
    code, remedy = "outcome_impossible", Remedy.FIX
    text = "成效的数字不对，请核对金额和户数，或留空。"


async def acknowledge(actor: Actor, letter: Acknowledgement, *, now: datetime) -> IssueReceipt:
    """签收; the unit's lead may name another person of the unit.

    Raises PersonNotOfUnit (remedy: fix), NotAllowed, and as ``carry_out``.
    """

    async def effect(act: Act) -> None:
        handler_id = letter.person_id or act.issue.handler_id
        if handler_id != act.issue.handler_id:
            if not access.leads_unit(act.actor, act.facts):
                raise NotAllowed(action="name_another")
            assert act.issue.lead_unit_id is not None
            assert handler_id is not None
            if not await is_handler_of(handler_id, act.issue.lead_unit_id, now=act.now):
                raise PersonNotOfUnit(field="personId")
            act.said = {"person_id": str(handler_id)}
        act.change = {"handler_id": handler_id, "acknowledge_by": None}
        await _present(act).update(acknowledged_at=act.now, person_id=handler_id)

    return await carry_out(actor, letter, "acknowledge", effect, now=now)


async def decline(actor: Actor, letter: Decline, *, now: datetime) -> IssueReceipt:
    """退单, within one working day; does not use up the next unit's time.

    Raises Designated, DeclinedTooLate (remedy: stop), UnitUnknown, TextLength (remedy: fix).
    """

    async def effect(act: Act) -> None:
        if act.issue.designated:
            raise Designated()
        check_reason(letter.text, "退单的原因")
        await _check_in_time(act, letter.sealed_at)
        act.text = letter.text
        if letter.proposed_unit_id is not None:
            unit = await Unit.get_or_none(id=letter.proposed_unit_id, active=True)
            if unit is None or unit.id == act.issue.lead_unit_id:
                raise UnitUnknown(field="proposedUnitId")
            act.said = {"proposed_unit": unit.name, "proposed_unit_id": str(unit.id)}
        await end_assignment(act, "decline")
        act.change = {"lead_unit_id": None, "handler_id": None, "acknowledge_by": None}

    return await carry_out(actor, letter, "decline", effect, now=now)


async def note(actor: Actor, letter: Note, *, now: datetime) -> IssueReceipt:
    """记进展, for one of three audiences. Raises TextLength, photo refusals, as ``carry_out``."""

    async def effect(act: Act) -> None:
        least, most = NOTE_CHARS
        check_length(letter.text, field="text", label="进展", least=least, most=most)
        act.audience = Audience(letter.audience)
        act.text = letter.text
        act.photo_ids = letter.photo_ids
        act.change = {"noted_at": act.now}

    return await carry_out(actor, letter, "note", effect, now=now)


async def respond(actor: Actor, letter: Response, *, now: datetime) -> IssueReceipt:
    """反馈结果: what was done and what came of it; the unit never closes its own work.

    Where the unit's lead signs first it waits for that as a draft (``signing``).
    Raises TextLength, OutcomeImpossible, photo refusals, and as ``carry_out``.
    """

    async def effect(act: Act) -> None:
        least, most = WHAT_DONE_CHARS
        check_length(letter.what_done, field="whatDone", label="做了什么", least=least, most=most)
        for figure in (letter.amount_yuan, letter.enterprises):
            if figure is not None and not 0 <= figure <= AMOUNT_YUAN_MAX:
                raise OutcomeImpossible(field="outcome")
        kind = ResponseKind(letter.kind)
        act.text = letter.what_done
        act.photo_ids = letter.photo_ids
        act.said = {
            "kind": kind.value, "kind_name": RESPONSE_NAMES[kind],
            "amount_yuan": letter.amount_yuan, "enterprises": letter.enterprises,
            "approximate": letter.approximate,
        }  # fmt: skip
        unit_id, person_id = act.issue.lead_unit_id, act.actor.person_id
        if await waits_for_signature(unit_id, person_id, now=act.now):
            act.to, act.clock = act.issue.state, None
            act.change = {"draft_id": act.command_id}
        else:
            await respond_now(act)

    return await carry_out(actor, letter, "respond", effect, now=now)


async def _check_in_time(act: Act, sealed_at: datetime) -> None:
    """By the phone's clock: who declined in time with no signal declined in time."""
    assert act.issue.assigned_at is not None
    days = await working_days()
    since = civil_date(act.issue.assigned_at)
    if days.between(since, civil_date(sealed_at)) > DECLINE_WITHIN_WD:
        raise DeclinedTooLate(working_days=DECLINE_WITHIN_WD)


def _present(act: Act) -> QuerySet[Assignment]:
    return Assignment.filter(issue_id=act.issue.id, ended_at__isnull=True)
