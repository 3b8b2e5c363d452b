"""What people do to one of the demo's issues, told to the services as their phones would."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.calendar.queries import working_days
from backend.demo import matters
from backend.demo.chance import Chance
from backend.demo.matters import Matter
from backend.following_up import calling_back, looking_back
from backend.following_up.letters import CallBack, Finding
from backend.following_up.models import LookBack
from backend.handling import assigning, doing, pressing, signing, time
from backend.handling.letters import (
    Acknowledgement,
    Decline,
    NewAssignment,
    Note,
    Response,
    Transfer,
    Until,
)
from backend.issues import authoring, deciding
from backend.issues.letters import Merger, Redirection, Rejection, Resubmission, Support, Words
from backend.issues.models import Issue
from backend.issues.states import (
    ENDED_STATES,
    Audience,
    CallBackResult,
    ResponseKind,
    Urgency,
)
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date


@dataclass(slots=True)
class Team:
    """Who handles for one unit."""

    lead: Actor
    handler: Actor


@dataclass(slots=True)
class Case:
    """One issue and the people around it."""

    chance: Chance
    id: UUID
    matter: Matter
    author: Actor
    team: Team
    other: Team
    supervisor: Actor
    second: Actor
    enterprise_id: UUID | None = None
    urgency: Urgency = Urgency.NORMAL
    notes: int = 0

    async def letter(self) -> tuple[UUID, UUID, int]:
        """What begins each letter: its id, the issue's, and the version that the phone knows."""
        issue = await Issue.get(id=self.id).only("id", "version")
        return self.chance.id(), self.id, issue.version

    async def words(self, text: str, at: datetime) -> Words:
        return Words(*await self.letter(), text, at)

    async def until(self, working: int, text: str, at: datetime, reason: str = "") -> Until:
        day = (await working_days()).add(civil_date(at), working)
        return Until(*await self.letter(), day, text, at, reason)


Deed = Callable[[Case, datetime], Awaitable[object]]


async def assign(case: Case, at: datetime) -> None:
    await assigning.assign(case.supervisor, await _assignment(case, case.team, at), now=at)


async def assign_elsewhere(case: Case, at: datetime) -> None:
    case.team = case.other
    await assigning.assign(case.supervisor, await _assignment(case, case.other, at), now=at)


async def _assignment(case: Case, team: Team, at: datetime) -> NewAssignment:
    assert team.handler.unit_id is not None
    return NewAssignment(
        *await case.letter(),
        topic=case.matter.topic,
        urgency=case.urgency.value,
        unit_id=team.handler.unit_id,
        person_id=team.handler.person_id,
        sealed_at=at,
        paraphrase=case.matter.retold,
    )


async def acknowledge(case: Case, at: datetime) -> None:
    letter = Acknowledgement(*await case.letter(), sealed_at=at)
    await doing.acknowledge(case.team.handler, letter, now=at)


async def decline(case: Case, at: datetime) -> None:
    letter = Decline(*await case.letter(), text=matters.NOT_OURS, sealed_at=at)
    await doing.decline(case.team.handler, letter, now=at)


async def transfer(case: Case, at: datetime) -> None:
    case.team = case.other
    assert case.team.handler.unit_id is not None
    letter = Transfer(
        *await case.letter(),
        case.team.handler.unit_id,
        case.team.handler.person_id,
        matters.NOT_OURS,
        at,
    )
    await assigning.transfer(case.supervisor, letter, now=at)


async def note(case: Case, at: datetime) -> None:
    text = case.matter.progress[case.notes % 2]
    case.notes += 1
    letter = Note(case.chance.id(), case.id, Audience.PARTIES.value, text, at)
    await doing.note(case.team.handler, letter, now=at)


async def respond(case: Case, at: datetime) -> None:
    """What was done; where the unit's lead signs first, with the signature."""
    await draft(case, at)
    if (await Issue.get(id=case.id)).draft_id is not None:
        await signing.sign(case.team.lead, await case.words(matters.SIGNED, at), now=at)


async def draft(case: Case, at: datetime) -> None:
    letter = Response(
        *await case.letter(), ResponseKind.SOLVED.value, case.matter.done, at, enterprises=1
    )
    await doing.respond(case.team.handler, letter, now=at)


async def ask_more_time(case: Case, at: datetime) -> None:
    await time.ask_extension(case.team.handler, await case.until(25, matters.MORE_TIME, at), now=at)


async def extend(case: Case, at: datetime) -> None:
    await time.extend(case.supervisor, await case.until(24, matters.MORE_TIME, at), now=at)


async def ask_pause(case: Case, at: datetime) -> None:
    letter = await case.until(20, matters.WAITING_FOR, at, "waiting_for_others")
    await time.ask_suspension(case.team.lead, letter, now=at)


async def suspend(case: Case, at: datetime) -> None:
    letter = await case.until(19, matters.WAITING_FOR, at, "waiting_for_others")
    await time.suspend(case.supervisor, letter, now=at)


async def urge(case: Case, at: datetime) -> None:
    await pressing.urge(case.supervisor, await case.words(matters.PRESSED, at), now=at)


async def reject_response(case: Case, at: datetime) -> None:
    letter = await case.words(matters.NOT_YET, at)
    await pressing.reject_response(case.supervisor, letter, now=at)


async def answer(case: Case, at: datetime) -> None:
    letter = await case.words(case.matter.answer, at)
    await calling_back.answer(case.supervisor, letter, now=at)


async def satisfied(case: Case, at: datetime) -> None:
    await _called(case, case.supervisor, CallBackResult.SATISFIED, "", at)


async def rated(case: Case, at: datetime) -> None:
    await _called(case, case.author, CallBackResult.MOSTLY, "", at)


async def unsatisfied(case: Case, at: datetime) -> None:
    await _called(case, case.supervisor, CallBackResult.UNSATISFIED, matters.STILL_MISSING, at)


async def not_reached(case: Case, at: datetime) -> None:
    await _called(case, case.supervisor, CallBackResult.NO_ANSWER, "", at)


async def _called(
    case: Case, actor: Actor, result: CallBackResult, text: str, at: datetime
) -> None:
    letter = CallBack(*await case.letter(), result.value, text, at)
    await calling_back.call_back(actor, letter, now=at)


async def return_it(case: Case, at: datetime) -> None:
    letter = await case.words(matters.MISSING, at)
    await deciding.return_issue(case.supervisor, letter, now=at)


async def resubmit(case: Case, at: datetime) -> None:
    text = f"{case.matter.said}{matters.MADE_UP_FOR}"
    letter = Resubmission(*await case.letter(), text, at)
    await authoring.resubmit(case.author, letter, now=at)


async def reject(case: Case, at: datetime) -> None:
    letter = Rejection(*await case.letter(), matters.NOT_TAKEN, matters.INSTEAD, at)
    await deciding.reject(case.supervisor, letter, now=at)


async def object_to(case: Case, at: datetime) -> None:
    letter = await case.words("判决说的是另一笔款，和这件事无关。", at)
    await authoring.object_to(case.author, letter, now=at)


async def withdraw(case: Case, at: datetime) -> None:
    letter = await case.words("已经和对方商量好了。", at)
    await authoring.withdraw(case.author, letter, now=at)


async def redirect(case: Case, at: datetime) -> None:
    channel, number = matters.OTHER_CHANNEL
    letter = Redirection(*await case.letter(), channel, number, "", at)
    await deciding.redirect(case.supervisor, letter, now=at)


async def merge(case: Case, at: datetime) -> None:
    """Into the newest of the same topic that is still open, when there is one."""
    target = (
        await Issue.filter(topic=case.matter.topic, number__isnull=False, protected=False)
        .exclude(id=case.id)
        .exclude(state__in=list(ENDED_STATES))
        .order_by("-number")
        .first()
    )
    if target is None:
        return
    letter = Merger(*await case.letter(), target.id, "同一处问题。", at)
    await deciding.merge(case.supervisor, letter, now=at)


async def support(case: Case, at: datetime) -> None:
    letter = Support(case.chance.id(), case.id, "我们店也遇到。", at)
    await authoring.support(case.second, letter, now=at)


async def look_back(case: Case, at: datetime) -> None:
    await _found(case, True, matters.HELD, at)


async def look_back_in_vain(case: Case, at: datetime) -> None:
    await _found(case, False, matters.CAME_BACK, at)


async def _found(case: Case, holds: bool, text: str, at: datetime) -> None:
    """Only where a rule, or chance, has planned a look-back."""
    planned = await LookBack.filter(issue_id=case.id, done_at__isnull=True).first()
    if planned is None or planned.owner_id != case.supervisor.person_id:
        return
    letter = Finding(*await case.letter(), holds, text, at)
    await looking_back.look_back(case.supervisor, letter, now=at)
