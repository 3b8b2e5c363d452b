"""How every command of the table is carried out: one way, one transaction, one event.

A deed is an effect: a function that checks what only it knows and changes what only it changes.
Everything that all deeds share stands here and is read from ``transitions``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from backend.evidence import queries as evidence
from backend.evidence import service as photos
from backend.evidence.queries import PhotoRow
from backend.evidence.voices import voice_of
from backend.identities import queries as identities
from backend.issues import access, clocks
from backend.issues.access import IssueFacts
from backend.issues.events import IssueStepped
from backend.issues.models import Issue, Step
from backend.issues.numbers import next_number
from backend.issues.standing import facts_of, visible
from backend.issues.states import STATE_NAMES, Audience, IssueState
from backend.issues.table_words import Clock, Transition
from backend.issues.transitions import TABLE
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.kernel.commands import once, remember
from backend.kernel.device_time import check_time
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import NotAllowed, Refusal, Remedy, Stale
from backend.people.queries import grant_in_force

SUBJECT, STEP = "issue", "issue_step"
STEP_PHOTOS_MAX = 9


class WrongState(Refusal):
    """Not for this state. Facts: ``command``, ``state``, ``state_name``, ``version``."""

    code, remedy = "wrong_state", Remedy.FIX
    text = "这件现在是「{state_name}」，不能做这一步。请看过现在的内容。您写的还在。"


class OwnWork(Refusal):
    """Nobody decides on, calls back or looks back on their own or their unit's work."""

    code, remedy = "own_work", Remedy.STOP
    text = "这是您本人或您单位的事，请由别人来做这一步。"


class AuthorsTurn(Refusal):
    """Returned, and the author's time to amend is not over. Facts: ``until`` (ISO)."""

    code, remedy = "authors_turn", Remedy.FIX
    text = "已退回，上报人可以补正到 {until}。过了这一天监督室再决定。"


class TooManyPhotosOfStep(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_step_photos", Remedy.FIX
    text = "这一步的照片最多 {most} 张，请去掉几张再发。"


class IssueLetter(Protocol):
    """What every sealed command about an issue has; a frozen dataclass."""

    @property
    def command_id(self) -> UUID: ...

    @property
    def issue_id(self) -> UUID: ...

    @property
    def expected_version(self) -> int | None: ...

    @property
    def sealed_at(self) -> datetime: ...


@dataclass(slots=True)
class Act:
    """One command under way. An effect reads the first half and writes the second."""

    actor: Actor
    issue: Issue  # locked
    row: Transition
    facts: IssueFacts
    command_id: UUID
    now: datetime
    pseudonym: UUID | None

    to: IssueState
    clock: Clock | None
    audience: Audience
    rule: str = ""  # whose period counts, where the clock's own name does not say it
    round: int = 1
    text: str = ""
    said: dict[str, Any] = field(default_factory=dict)  # facts of the step, for its sentence
    change: dict[str, Any] = field(default_factory=dict)  # columns of the issue
    photo_ids: tuple[UUID, ...] = ()
    roleless: bool = False  # without an account

    @property
    def speaker(self) -> UUID:
        """Who acts, by the name that may be stored beside this issue."""
        return self.pseudonym or self.actor.person_id


Effect = Callable[[Act], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class IssueReceipt:
    """The issue as it is now, for the phone to check before it forgets."""

    id: UUID
    version: int
    state: str
    number: str | None
    photos: list[PhotoRow]
    voice: tuple[UUID, str] | None = None  # its id and SHA-256


async def carry_out(
    actor: Actor, letter: IssueLetter, command: str, effect: Effect, *, now: datetime
) -> IssueReceipt:
    """Carry out one command on one issue, or answer with what it is now if this was done before.

    Args:
        actor: In the grant sealed into the letter.
        letter: What the phone sealed.
        command: A row of ``transitions.TABLE``.
        effect: What only this command does; inside the transaction.
        now: The server's clock, UTC.

    Raises:
        TimeWithoutZone, FromTheFuture, LongPast, GrantNotInForce: (remedy: fix).
        NotFound: absent, or not the actor's to see (remedy: stop).
        Stale: changed since ``expected_version``; facts: version (remedy: fix).
        WrongState, AuthorsTurn: (remedy: fix). NotAllowed, OwnWork: (remedy: stop).
        IdReused: this letter's id was used with other content (remedy: stop).
        and what the effect raises; nothing is left behind then.

    Emits:
        issues.stepped
    """
    row = TABLE[command]
    pseudonym = await identities.pseudonym_of(letter.issue_id, actor.person_id)

    async def act(mark: str) -> UUID:
        check_time(letter.sealed_at, field="sealedAt", now=now)
        await grant_in_force(actor, letter.sealed_at)
        async with transaction():
            issue = await visible(actor, letter.issue_id, now=now, lock=True)
            facts = await facts_of(actor, issue, now=now)
            _check(actor, issue, row, facts, letter, now)
            one = Act(
                actor, issue, row, facts, letter.command_id, now, pseudonym,
                to=row.to or issue.state, clock=row.clock, audience=row.audience,
                round=issue.round,
            )  # fmt: skip
            await effect(one)
            await _finish(one, letter, mark)
        return issue.id

    return await receipt(
        await once(letter, name=command, actor_id=pseudonym or actor.person_id, act=act)
    )


def _check(
    actor: Actor,
    issue: Issue,
    row: Transition,
    facts: IssueFacts,
    letter: IssueLetter,
    now: datetime,
) -> None:
    if row.steps_version and letter.expected_version != issue.version:
        raise Stale(field="expectedVersion", version=issue.version)
    if not access.may_give(actor, row, facts):
        own_work = facts.own or not access.is_outside_the_unit(actor, facts)
        raise OwnWork() if own_work and access.is_supervisor(actor, facts) else NotAllowed()
    if issue.state not in row.from_states:
        raise WrongState(
            command=row.command,
            state=issue.state.name,
            state_name=STATE_NAMES[issue.state],
            version=issue.version,
        )
    if access.is_authors_turn(row, issue.state, issue.due_at, now):
        assert issue.due_at is not None
        raise AuthorsTurn(until=civil_date(issue.due_at).isoformat())


async def receipt(issue_id: UUID) -> IssueReceipt:
    """What is stored of the issue and its steps, with every photo's hash."""
    issue = await Issue.get(id=issue_id).only("id", "version", "state", "number")
    steps = await Step.filter(issue_id=issue_id).values_list("id", flat=True)
    found = await evidence.receipts([issue_id, *(UUID(str(one)) for one in steps)])
    voice = await voice_of(issue_id)
    return IssueReceipt(
        issue.id, issue.version, issue.state.name, issue.number, found,
        voice=(voice.id, voice.sha256) if voice else None,
    )  # fmt: skip


async def take_step(act: Act, *, device_at: datetime | None) -> None:
    """Write what was done: the issue's columns, the step with its words, its photos, the colour."""
    issue = act.issue
    if act.clock is not None:
        act.change |= await _clock(act)
    changed = {**act.change, "state": act.to, "round": act.round}
    if act.row.steps_version:
        changed["version"] = issue.version + 1
    before, former, former_unit = issue.state, issue.handler_id, issue.lead_unit_id
    await Issue.filter(id=issue.id).update(**changed)
    await Step.create(
        id=act.command_id,
        issue_id=issue.id,
        round=act.round,
        command=act.row.command,
        from_state=before.value,
        to_state=act.to.value,
        actor_id=act.speaker,
        role="" if act.roleless else act.actor.role.value,
        unit_id=None if act.pseudonym else act.actor.unit_id,
        stands_in_for=None if act.pseudonym else act.actor.stands_in_for,
        audience=act.audience,
        text=act.text.strip(),
        facts=act.said,
        device_at=None if act.pseudonym else device_at,
        at=act.now,
    )
    await _attach(act)
    await clocks.recolour(issue.id, now=act.now, by_step="due_at" not in act.change)
    if "acknowledge_by" in act.change:
        await clocks.await_acknowledgement(issue.id, act.change["acknowledge_by"])
    await record(
        IssueStepped(
            subject_id=issue.id,
            step_id=act.command_id,
            command_name=act.row.command,
            from_state=before.value,
            to_state=act.to.value,
            round=act.round,
            version=changed.get("version", issue.version),
            former_handler_id=former,
            former_unit_id=former_unit,
        ),
        Deed(
            act.actor, act.now, act.row.command, act.command_id,
            None if act.pseudonym else device_at,
            issue.version if act.row.steps_version else None, pseudonym=act.pseudonym,
            roleless=act.roleless,
        ),
    )  # fmt: skip


async def _finish(act: Act, letter: IssueLetter, mark: str) -> None:
    await take_step(act, device_at=letter.sealed_at)
    deed = Deed(act.actor, act.now, act.row.command, letter.command_id, pseudonym=act.pseudonym)
    await remember(deed, mark=mark, subject_id=act.issue.id)


async def _clock(act: Act) -> dict[str, Any]:
    assert act.clock is not None
    if act.clock is Clock.STANDS:
        return await clocks.pause(act.issue, now=act.now)
    if act.clock is Clock.RUNS_ON:
        return await clocks.run_on(act.issue, now=act.now)
    return await clocks.start(act.clock, rule=act.rule or act.clock.value, now=act.now)


async def _attach(act: Act) -> None:
    if len(act.photo_ids) > STEP_PHOTOS_MAX:
        raise TooManyPhotosOfStep(field="photoIds", most=STEP_PHOTOS_MAX)
    await photos.attach(
        act.photo_ids, owner_id=act.actor.person_id, subject_kind=STEP,
        subject_id=act.command_id, now=act.now, protected=act.pseudonym is not None,
    )  # fmt: skip


async def give_number(act: Act) -> None:
    """A protected issue gets its number at the office's first decision (DECISIONS 4)."""
    if act.issue.number is None:
        act.issue.number = act.change["number"] = await next_number(act.now)
        await photos.draw_again(act.issue.id, now=act.now)
