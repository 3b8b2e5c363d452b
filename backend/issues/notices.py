"""Who is told of a step, and in what words: read from the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.calendar.colours import LEADER_AFTER_WD
from backend.identities import queries as identities
from backend.issues.access import LOOK_BACK_OWNERS, UNIT_LEAD
from backend.issues.events import (
    IssueColoured,
    IssueReported,
    IssueStepped,
    IssueUnacknowledged,
    IssueUnhandled,
)
from backend.issues.models import CoUnit, Issue, Step
from backend.issues.states import ENDED_STATES, IssueState
from backend.issues.table_words import Message, Told
from backend.issues.transitions import AUTHOR_URGES_TELLS, NOTE_TELLS, OTHERWISE_TELLS, TABLE
from backend.issues.turn import whose_turn
from backend.kernel.actor import Role
from backend.kernel.ledger import LedgerEvent
from backend.notify import overtaking
from backend.notify import service as notify
from backend.notify.models import NoticeKind
from backend.people.queries import handlers_with, holders, stand_ins_of

THIRD_REJECTION = 3
HANDED_BACK = IssueState.ASSIGNED.value
TELLS_OF_COLOUR = {
    "yellow": (Message(Told.PERSON, NoticeKind.DUE_SOON, "{number} 快到期了，请抓紧办"),),
    "red": (
        Message(Told.PERSON, NoticeKind.OVERDUE, "{number} 已逾期{late}，请马上办"),
        Message(Told.UNIT_LEAD, NoticeKind.OVERDUE, "{number} 已逾期{late}"),
        Message(Told.OFFICE, NoticeKind.NEWS, "{number} 已逾期{late}"),
    ),
}
AUTHORS_TIME_OVER = (
    Message(Told.AUTHOR, NoticeKind.OVERDUE, "您的问题还没补正，请尽快补上"),
    Message(Told.OFFICE, NoticeKind.TO_REVIEW, "{number} 上报人逾期没有补正，请监督室决定"),
)
LEADERS_TURN = (Message(Told.LEADERS, NoticeKind.ESCALATED, "{number} 已逾期{late}"),)
# One is rung, the others of the office find it in their inbox and in the digest.
OFFICES_TURN = (
    Message(Told.TURN, NoticeKind.OVERDUE, "{number} 过了期限，等监督室处理"),
    Message(Told.OFFICE, NoticeKind.TO_REVIEW, "{number} 过了期限，等监督室处理"),
)
UNHANDLED = (
    Message(Told.TURN, NoticeKind.OVERDUE, "{number} 没有人承办了，请转办"),
    Message(Told.OFFICE, NoticeKind.TO_REVIEW, "{number} 没有人承办了，请转办"),
)
UNACKNOWLEDGED = (
    Message(Told.PERSON, NoticeKind.OVERDUE, "{number} 过了签收期限，请马上签收"),
    Message(Told.UNIT_LEAD, NoticeKind.OVERDUE, "{number} 过了签收期限，承办人还没签收"),
    Message(Told.OFFICE, NoticeKind.NEWS, "{number} 过了签收期限，责任单位还没签收"),
)
OFFICE_WRITES = (
    Message(Told.TURN, NoticeKind.TO_REVIEW, "{number} 上报人不满意，请把还差什么写给单位"),
)
HANDLING = frozenset({IssueState.ASSIGNED, IssueState.IN_PROGRESS})
HELD = HANDLING | {IssueState.SUSPENDED}


async def tell_of_report(event: LedgerEvent, now: datetime) -> None:
    """On issues.reported: the supervisors of the region."""
    issue = await Issue.get(id=event.subject_id)
    await _tell(event, issue, TABLE["report"].tells, {}, now)


async def tell_of_step(event: LedgerEvent, now: datetime) -> None:
    """On issues.stepped: whom the table names for this command and where it led."""
    issue = await Issue.get(id=event.subject_id)
    step = await Step.get(id=UUID(event.facts["step_id"]))
    messages = _messages(step)
    if issue.protected and step.facts.get("by") == "author" and step.to_state == HANDED_BACK:
        messages = (*OFFICE_WRITES, *messages)  # the unit may not read the author's own words
    await _tell(event, issue, messages, _words(step), now, step=step)


async def call_off(event: LedgerEvent, now: datetime) -> None:
    """On issues.stepped: whom it concerns no longer, and who has just acted, is alerted no further.

    Read from the issue as it is now, so that running late or twice cancels nothing that stands.
    """
    alerts = await overtaking.still_asking(event.subject_id)
    if not alerts:
        return
    issue = await Issue.get(id=event.subject_id)
    concerned = await _concerned(issue, event, now)
    done = await _done_for(issue, event, now)
    over = "withdrawn" if issue.outcome == "withdrawn" else issue.state.value
    passed = over if issue.state in ENDED_STATES else "passed_on"
    left: dict[str, list[UUID]] = {passed: [], "acted": []}
    for alert in alerts:
        if alert.recipient_id not in concerned:
            left[passed].append(alert.id)
        elif alert.recipient_id in done and alert.created_at <= event.happened_at:
            left["acted"].append(alert.id)
    for why, notice_ids in left.items():
        await overtaking.call_off(notice_ids, why=why, now=now)


async def tell_of_colour(event: LedgerEvent, now: datetime) -> None:
    """On issues.coloured: yellow the handler, red also the unit's lead and the office; on the fifth
    red working day the leaders. A worker that slept past all of it tells everybody at once."""
    issue = await Issue.get(id=event.subject_id)
    colour, overdue = event.facts["colour"], event.facts["working_days_overdue"]
    told = _tells_of_colour(issue, colour) if event.facts.get("before") != colour else ()
    if overdue >= LEADER_AFTER_WD:
        told = (*told, *LEADERS_TURN)
    late = f" {overdue} 个工作日" if overdue > 1 else ""
    await _tell(event, issue, told, {"late": late}, now)


def _tells_of_colour(issue: Issue, colour: str) -> tuple[Message, ...]:
    if issue.state in HANDLING:
        return TELLS_OF_COLOUR.get(colour, ())
    if colour != "red":
        return ()
    return AUTHORS_TIME_OVER if issue.state is IssueState.RETURNED else OFFICES_TURN


async def tell_of_unhandled(event: LedgerEvent, now: datetime) -> None:
    """On issues.unhandled: one of the office is to give it to somebody."""
    issue = await Issue.get(id=event.subject_id)
    await _tell(event, issue, UNHANDLED, {}, now)


async def tell_of_unacknowledged(event: LedgerEvent, now: datetime) -> None:
    """On issues.unacknowledged: who is to acknowledge, the unit's lead and the office."""
    issue = await Issue.get(id=event.subject_id)
    if issue.state is IssueState.ASSIGNED:  # meanwhile it may have been
        await _tell(event, issue, UNACKNOWLEDGED, {}, now)


async def _tell(
    event: LedgerEvent,
    issue: Issue,
    messages: Sequence[Message],
    words: dict[str, Any],
    now: datetime,
    *,
    step: Step | None = None,
) -> None:
    """One line for each person: who is told twice is told first what comes first in the table.

    Who raised an issue that was merged into this one hears it under their own.
    """
    acted = step.actor_id if step else None
    told: set[UUID] = {acted} if acted else set()
    for message in messages:
        recipients = set(await _people(message.to, issue, event, words, now)) - told
        told |= recipients
        said = _unseen_by(message.to, words)
        title = message.title.format_map({"number": issue.number or "新上报的问题", **said})
        await notify.post(
            event, recipients, kind=message.kind, title=title, number=issue.number, now=now
        )
        if message.to is Told.AUTHOR:
            await _tell_followers(event, issue, message.kind, title, told, now)


async def _people(
    to: Told, issue: Issue, event: LedgerEvent, words: dict[str, Any], now: datetime
) -> list[UUID]:
    match to:
        case Told.AUTHOR:
            return await _author(issue)
        case Told.OFFICE:
            return await holders(Role.SUPERVISOR, issue.region, now=now)
        case Told.TURN:
            return await whose_turn(issue, now=now)
        case Told.PERSON:
            return await _with_stand_ins(issue.handler_id, Role.HANDLER, now=now)
        case Told.FORMER_PERSON:
            former = event.facts.get("former_handler_id")
            return [UUID(former)] if former else []
        case Told.FORMER_LEAD:
            unit = event.facts.get("former_unit_id")
            return await _leads([UUID(unit)] if unit else [], now)
        case Told.UNIT_LEAD:
            return await _leads([issue.lead_unit_id] if issue.lead_unit_id else [], now)
        case Told.CO_UNITS:
            helping = CoUnit.filter(issue_id=issue.id, until_at__isnull=True)
            return await _leads([row.unit_id async for row in helping], now)
        case Told.OWNER:
            owner = UUID(words["owner_id"]) if "owner_id" in words else None
            return await _with_stand_ins(owner, *LOOK_BACK_OWNERS, now=now)
        case Told.LEADERS:
            return await holders(Role.LEADER, issue.region, now=now)


def _messages(step: Step) -> Sequence[Message]:
    """Whom the table names for this command, where it led and whom it was said to."""
    if step.command == "note":
        return NOTE_TELLS[step.audience]
    if step.command == "urge" and step.role != Role.SUPERVISOR:
        return AUTHOR_URGES_TELLS
    messages = OTHERWISE_TELLS.get((step.command, IssueState(step.to_state)))
    told = TABLE[step.command].tells if messages is None else messages
    if step.facts.get("rejections", 0) >= THIRD_REJECTION:
        return (*told, *TABLE["escalate"].tells)
    return told


def _unseen_by(to: Told, words: dict[str, Any]) -> dict[str, Any]:
    """The rated unit does not see what the author's rating was."""
    if words.get("by") == "author" and to in {Told.PERSON, Told.UNIT_LEAD}:
        return {**words, "result_name": "上报人已评价"}
    return words


async def _concerned(issue: Issue, event: LedgerEvent, now: datetime) -> set[UUID]:
    """Whom an alert about it may still ask for something: the office, and with whom it lies."""
    if issue.state in ENDED_STATES:
        return set()
    lies_with = [Told.OFFICE]
    if issue.state is IssueState.RETURNED:
        lies_with += [Told.AUTHOR]
    elif issue.state in HELD:
        lies_with += [Told.PERSON, Told.UNIT_LEAD, Told.LEADERS]
    return {one for to in lies_with for one in await _people(to, issue, event, {}, now)}


async def _done_for(issue: Issue, event: LedgerEvent, now: datetime) -> set[UUID | None]:
    """Who has nothing left to do after this step: who took it, and once it has been given to
    somebody the whole office."""
    given = event.facts["former_handler_id"] != str(issue.handler_id)
    return {event.actor_id, *(await _people(Told.OFFICE, issue, event, {}, now) if given else ())}


async def _author(issue: Issue) -> list[UUID]:
    author = issue.reporter_id or await identities.pseudonym_in(issue.id)
    return [author] if author else []


async def _tell_followers(
    event: LedgerEvent, target: Issue, kind: NoticeKind, title: str, told: set[UUID], now: datetime
) -> None:
    for merged in await Issue.filter(merged_into_id=target.id):
        recipients = set(await _author(merged)) - told
        told |= recipients
        await notify.post(
            event, recipients, kind=kind, title=title, number=merged.number, now=now,
            about=merged.id,
        )  # fmt: skip
        await _tell_followers(event, merged, kind, title, told, now)


async def _with_stand_ins(person_id: UUID | None, *roles: Role, now: datetime) -> list[UUID]:
    if person_id is None:
        return []
    return [person_id, *await stand_ins_of(person_id, *roles, now=now)]


async def _leads(unit_ids: Sequence[UUID], now: datetime) -> list[UUID]:
    return await handlers_with(UNIT_LEAD, unit_ids, now=now) if unit_ids else []


def _words(step: Step) -> dict[str, Any]:
    """The facts of a step as its sentence wants them; days as people say them."""
    words = {**step.facts, "text": step.text}
    if "until" in words:
        day = date.fromisoformat(words["until"])
        words["until"] = f"{day.month} 月 {day.day} 日"
    return words


HANDLERS = {
    IssueReported.name: (tell_of_report,),
    IssueStepped.name: (call_off, tell_of_step),
    IssueColoured.name: (tell_of_colour,),
    IssueUnhandled.name: (tell_of_unhandled,),
    IssueUnacknowledged.name: (tell_of_unacknowledged,),
}
