"""The office gives an issue to one unit and one person (交办), or to another (转办)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from backend.calendar.deadlines import DueInputs, Extension
from backend.calendar.queries import working_days
from backend.handling.letters import NewAssignment, Transfer
from backend.handling.models import Assignment, TimeRequest
from backend.issues import clocks
from backend.issues.carrying_out import Act, IssueReceipt, carry_out, give_number
from backend.issues.deciding import check_another_looks, check_reason
from backend.issues.models import CoUnit, Step
from backend.issues.rules import TopicUnknown
from backend.issues.states import Urgency
from backend.issues.table_words import Clock
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import civil_date
from backend.kernel.refusal import Refusal, Remedy, check_length
from backend.people.models import Grant, Unit
from backend.people.queries import district, in_force

PARAPHRASE_CHARS_MAX = 1000
DECLINES_BEFORE_DESIGNATED = 2
CO_UNITS_MAX = 10
DUE_WITHIN = timedelta(days=366)  # of today; what takes longer is planned, not due


class UnitUnknown(Refusal):
    """No such unit in use."""

    code, remedy = "unit_unknown", Remedy.FIX
    text = "没有这个单位，或它已停用，请重新选。"


class PersonNotOfUnit(Refusal):
    """The named person is no handler of this unit now."""

    code, remedy = "person_not_of_unit", Remedy.FIX
    text = "选的人现在不是这个单位的经办人，请重新选。"


class LeadUnitHelps(Refusal):
    """There is exactly one lead unit; it does not help itself."""

    code, remedy = "lead_unit_helps", Remedy.FIX
    text = "主办单位不能同时是协办单位，请去掉一个。"


class TooManyCoUnits(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_co_units", Remedy.FIX
    text = "协办单位最多 {most} 个，请去掉几个。"


class ParaphraseNeeded(Refusal):
    """A protected report: the unit reads the office's words, never the reporter's own."""

    code, remedy = "paraphrase_needed", Remedy.FIX
    text = "上报人受保护，请先用监督室的话写一遍，责任单位只看得到这一段。"


class DueInThePast(Refusal):
    code, remedy = "due_in_the_past", Remedy.FIX
    text = "期限不能早于明天，请重新选日期。"


class DueOnDayOff(Refusal):
    """Facts: ``next`` (the next working day, ISO)."""

    code, remedy = "due_on_day_off", Remedy.FIX
    text = "这一天不是工作日，请改成 {next} 或别的工作日。"


class DueTooFar(Refusal):
    """Facts: ``latest`` (ISO)."""

    code, remedy = "due_too_far", Remedy.FIX
    text = "日期太远，最晚选 {latest}。"


class SameUnit(Refusal):
    """A transfer goes to another unit; within the unit its lead names another person."""

    code, remedy = "same_unit", Remedy.FIX
    text = "已经在这个单位了。换单位请另选，换人请用「换承办人」。"


async def assign(actor: Actor, letter: NewAssignment, *, now: datetime) -> IssueReceipt:
    """受理并交办; after a second decline it is 指定 and cannot be declined again.

    Raises:
        TopicUnknown, UnitUnknown, PersonNotOfUnit, LeadUnitHelps, TooManyCoUnits,
        ParaphraseNeeded, DueInThePast, DueOnDayOff, DueTooFar, TextLength: (remedy: fix).
        SecondLook (remedy: stop).
        and as ``carry_out``.
    """

    async def effect(act: Act) -> None:
        await check_another_looks(act)
        await _check_content(act, letter)
        declines = await Step.filter(
            issue_id=act.issue.id, round=act.round, command="decline"
        ).count()
        designated = declines >= DECLINES_BEFORE_DESIGNATED
        await give_number(act)
        act.text = letter.text
        await _put(
            act, unit_id=letter.unit_id, person_id=letter.person_id, topic=letter.topic,
            urgency=Urgency(letter.urgency), designated=designated, due_on=letter.due_on,
        )  # fmt: skip
        await _help(act, letter.co_unit_ids)
        act.change |= {
            "paraphrase": letter.paraphrase.strip() or act.issue.paraphrase,
            "enterprise_hidden": letter.hide_enterprise,
        }

    return await carry_out(actor, letter, "assign", effect, now=now)


async def transfer(actor: Actor, letter: Transfer, *, now: datetime) -> IssueReceipt:
    """转办: another unit, a new clock. Raises SameUnit and as ``assign``."""

    async def effect(act: Act) -> None:
        check_reason(letter.text, "为什么转办")
        if letter.unit_id == act.issue.lead_unit_id:
            raise SameUnit(field="unitId")
        await _check_unit(letter.unit_id, letter.person_id, act.now)
        act.text = letter.text
        assert act.issue.urgency is not None
        await end_assignment(act, "transfer")
        await _put(
            act, unit_id=letter.unit_id, person_id=letter.person_id, topic=act.issue.topic,
            urgency=act.issue.urgency, designated=False, due_on=None,
        )  # fmt: skip

    return await carry_out(actor, letter, "transfer", effect, now=now)


async def _check_content(act: Act, letter: NewAssignment) -> None:
    if letter.topic not in {topic.code for topic in (await district(act.now)).topics}:
        raise TopicUnknown(field="topic")
    check_length(letter.text, field="text", label="说明", least=0, most=300)
    check_length(
        letter.paraphrase, field="paraphrase", label="给责任单位看的话", least=0,
        most=PARAPHRASE_CHARS_MAX,
    )  # fmt: skip
    if act.issue.protected and not (letter.paraphrase.strip() or act.issue.paraphrase):
        raise ParaphraseNeeded(field="paraphrase")
    if letter.unit_id in letter.co_unit_ids:
        raise LeadUnitHelps(field="coUnitIds")
    if len(letter.co_unit_ids) > CO_UNITS_MAX:
        raise TooManyCoUnits(field="coUnitIds", most=CO_UNITS_MAX)
    await _check_unit(letter.unit_id, letter.person_id, act.now)
    for unit_id in letter.co_unit_ids:
        if not await Unit.filter(id=unit_id, active=True).exists():
            raise UnitUnknown(field="coUnitIds")


async def _check_unit(unit_id: UUID, person_id: UUID, now: datetime) -> None:
    if not await Unit.filter(id=unit_id, active=True).exists():
        raise UnitUnknown(field="unitId")
    if not await is_handler_of(person_id, unit_id, now=now):
        raise PersonNotOfUnit(field="personId")


async def is_handler_of(person_id: UUID, unit_id: UUID, *, now: datetime) -> bool:
    """Whether this person handles for this unit now."""
    held = Grant.filter(
        in_force(now), role=Role.HANDLER, unit_id=unit_id, person_id=person_id,
        person__active=True,
    )  # fmt: skip
    return await held.exists()


async def check_day(on: date, *, now: datetime, field: str) -> None:
    """A day of somebody's choice. Raises DueInThePast, DueTooFar, DueOnDayOff (remedy: fix)."""
    days, today = await working_days(), civil_date(now)
    if on <= today:
        raise DueInThePast(field=field)
    check_not_too_far(on, today=today, field=field)
    if not days.is_working(on):
        raise DueOnDayOff(field=field, next=days.next_working(on).isoformat())


def check_not_too_far(on: date, *, today: date, field: str) -> None:
    """Raises DueTooFar (remedy: fix)."""
    if on > (latest := today + DUE_WITHIN):
        raise DueTooFar(field=field, latest=latest.isoformat())


async def _put(
    act: Act,
    *,
    unit_id: UUID,
    person_id: UUID,
    topic: str,
    urgency: Urgency,
    designated: bool,
    due_on: date | None,
) -> None:
    """The new assignment, and the issue's columns that repeat it."""
    columns = await clocks.start(Clock.HANDLE, rule=urgency.value, now=act.now)
    if due_on is not None:
        await check_day(due_on, now=act.now, field="dueOn")
        columns |= await _by_choice(columns, due_on, act.now)
    act.clock = None  # started here
    act.change |= columns | {
        "topic": topic, "urgency": urgency, "lead_unit_id": unit_id, "handler_id": person_id,
        "designated": designated, "assigned_at": act.now, "noted_at": None, "sent_back": 0,
        "suspended_until": None, "draft_id": None,
    }  # fmt: skip
    unit = await Unit.get(id=unit_id).only("id", "name")
    act.said = {
        "unit": unit.name, "unit_id": str(unit_id), "person_id": str(person_id),
        "urgency": urgency.value, "designated": designated,
        "due_at": columns["due_at"].isoformat(),
    }  # fmt: skip
    await Assignment.create(
        id=act.command_id,
        issue_id=act.issue.id,
        round=act.round,
        unit_id=unit_id,
        person_id=person_id,
        topic=topic,
        region=act.issue.region,
        urgency=urgency,
        designated=designated,
        due_at=columns["due_at"],
        due_inputs=columns["due_inputs"],
        assigned_at=act.now,
    )


async def _by_choice(columns: dict[str, Any], due_on: date, now: datetime) -> dict[str, Any]:
    inputs = DueInputs.from_json(columns["due_inputs"])
    chosen = DueInputs(
        inputs.from_at, inputs.period, (), (Extension(due_on, civil_date(now)),), inputs.rule,
        inputs.calendar_version,
    )  # fmt: skip
    return clocks.columns_of(chosen, await working_days())


async def _help(act: Act, unit_ids: Collection[UUID]) -> None:
    await CoUnit.filter(issue_id=act.issue.id, until_at__isnull=True).update(until_at=act.now)
    for unit_id in dict.fromkeys(unit_ids):
        await CoUnit.create(id=uuid4(), issue_id=act.issue.id, unit_id=unit_id, at=act.now)


async def end_assignment(act: Act, how: str) -> None:
    """The unit has it no longer; what it asked for lapses. ``how``: the command that ended it."""
    await lapse_requests(act)
    await Assignment.filter(issue_id=act.issue.id, ended_at__isnull=True).update(
        ended_at=act.now, ended_by=how
    )


async def lapse_requests(act: Act) -> None:
    """Time asked for and not decided is needed no more; nobody granted or refused it."""
    asked = TimeRequest.filter(issue_id=act.issue.id, decided_at__isnull=True)
    await asked.update(decided_at=act.now)
