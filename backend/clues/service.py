"""The deeds of the sealed hand-over: a key published, an envelope taken, received and deleted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from uuid import UUID

from tortoise import connections
from tortoise.exceptions import IntegrityError

from backend.calendar.deadlines import Period
from backend.calendar.queries import working_days
from backend.clues import access, rules
from backend.clues.access import Action
from backend.clues.allowance import one_of_today
from backend.clues.events import ClueAcknowledged, ClueHandedOver, ClueKeyPublished
from backend.clues.models import ClueEnvelope, ClueHandOver, ClueKey
from backend.clues.rules import Acknowledge, HandOver, NewKey
from backend.kernel import access as permit
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.kernel.commands import already_done, fingerprint, remember
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import IdReused, NotFound, Refusal, Remedy
from backend.people.queries import setting


class ClueKeyUnknown(Refusal):
    """Sealed for a key that was never published here: nobody could open it."""

    code, remedy = "clue_key_unknown", Remedy.STOP
    text = "封它用的公钥不是案管室的，没有收下。请联网后重新写一次再封。"


async def publish_key(actor: Actor, new: NewKey, *, now: datetime) -> None:
    """From now on hand-overs are sealed for this key. Earlier ones stay sealed for theirs.

    The server sees the public half only. Sending the same key again changes nothing.

    Raises:
        NotAllowed: only custodians (remedy: stop).
        ClueKeyWrong: (remedy: fix).
        IdReused: the id is another key's (remedy: stop).

    Emits:
        clues.key_published
    """
    permit.require(access.TABLE, actor, Action.PUBLISH_KEY, None)
    point = rules.public_key_bytes(new.public_key)
    if earlier := await ClueKey.get_or_none(id=new.id):
        if earlier.public_key != new.public_key:
            raise IdReused()
        return
    mark = rules.fingerprint_of(point)
    async with transaction():
        await ClueKey.create(
            id=new.id, public_key=new.public_key, fingerprint=mark, published_at=now
        )
        deed = Deed(actor, now, "publishClueKey", new.id)
        await record(ClueKeyPublished(subject_id=new.id, fingerprint=mark), deed)


async def hand_over_clue(actor: Actor, letter: HandOver, *, now: datetime) -> ClueHandOver:
    """Take an envelope that was sealed on the phone. Nothing that names the sender is written:
    the ledger has a pseudonym of this one hand-over and no role, and all times are half days.

    Sending the same letter again changes nothing and returns the present state.

    Raises:
        EnvelopeTooBig, EnvelopeBroken, BadInput: (remedy: fix).
        ClueKeyUnknown: (remedy: stop).
        TooManyClues: (remedy: retry).
        IdReused, NotFound: see kernel.commands.already_done (remedy: stop).

    Emits:
        clues.handed_over
    """

    async def act(mark: str) -> None:
        permit.require(access.TABLE, actor, Action.HAND_OVER, None)
        content = rules.envelope_bytes(letter.envelope)
        rules.check_mark(letter.sender_mark)
        if not await ClueKey.exists(id=letter.key_id):
            raise ClueKeyUnknown(field="keyId")
        when = rules.half_day(now)
        deed = Deed(
            actor, when, "handOverClue", letter.id, pseudonym=letter.pseudonym, roleless=True
        )
        due = await _due_on(now)
        with one_of_today(actor.person_id, now=now):
            async with transaction():
                await ClueHandOver.create(
                    id=letter.id, key_id=letter.key_id, sender_mark=letter.sender_mark,
                    size_bytes=len(content), received_at=when, due_on=due,
                )  # fmt: skip
                await ClueEnvelope.create(hand_over_id=letter.id, content=content)
                await record(ClueHandedOver(subject_id=letter.id, key_id=letter.key_id), deed)
                await remember(deed, mark=mark, subject_id=letter.id)

    await _once(letter.id, "handOverClue", fingerprint(letter), letter.pseudonym, act)
    return await ClueHandOver.get(id=letter.id)


async def acknowledge_clue(actor: Actor, letter: Acknowledge, *, now: datetime) -> ClueHandOver:
    """Give the receipt number and delete the ciphertext. Number, times and counts stay.

    Acknowledging what is acknowledged changes nothing: its number is answered.

    Raises:
        NotFound: no such hand-over (remedy: stop).
        NotAllowed: only custodians (remedy: stop).
        IdReused: (remedy: stop).

    Emits:
        clues.acknowledged
    """

    async def act(mark: str) -> None:
        permit.require(access.TABLE, actor, Action.ACKNOWLEDGE, None)
        deed = Deed(actor, now, "acknowledgeClue", letter.command_id)
        async with transaction():
            clue = await ClueHandOver.filter(id=letter.clue_id).select_for_update().first()
            if clue is None:
                raise NotFound()
            if clue.number is None:
                number = await _next_number(now)
                await ClueEnvelope.filter(hand_over_id=clue.id).delete()
                await ClueHandOver.filter(id=clue.id).update(
                    number=number, acknowledged_at=rules.half_day(now)
                )
                await record(ClueAcknowledged(subject_id=clue.id, number=number), deed)
            await remember(deed, mark=mark, subject_id=clue.id)
        await _leave_no_trace()

    mark = fingerprint(letter)
    await _once(letter.command_id, "acknowledgeClue", mark, actor.person_id, act)
    return await ClueHandOver.get(id=letter.clue_id)


async def _due_on(now: datetime) -> date:
    period = Period.parse((await setting("deadline_rules"))[rules.ACKNOWLEDGE_RULE])
    return rules.due_on(now, period, await working_days())


async def _once(
    command_id: UUID, name: str, mark: str, actor_id: UUID, act: Callable[[str], Awaitable[None]]
) -> None:
    """Do ``act`` unless this very letter took effect before, or wins a race just now."""

    async def done() -> UUID | None:
        return await already_done(command_id, name=name, mark=mark, actor_id=actor_id)

    if await done():
        return
    try:
        await act(mark)
    except (Refusal, IntegrityError) as failed:
        if await done():
            return
        if isinstance(failed, IntegrityError):
            raise IdReused() from failed
        raise


async def _next_number(now: datetime) -> str:
    """Gapless per civil year: the counter's row stays locked until the transaction ends."""
    year = civil_date(now).year
    taken = await connections.get("default").execute_query_dict(
        f'INSERT INTO "clue_counter" ("year", "last_given") VALUES ({year:d}, 1) ON CONFLICT'
        ' ("year") DO UPDATE SET "last_given" = "clue_counter"."last_given" + 1'
        ' RETURNING "last_given"'
    )
    return rules.number_of(year, taken[0]["last_given"])


async def _leave_no_trace() -> None:
    """SQLite: what was deleted is overwritten (``secure_delete``, wiring) once the log is in the
    file; the log is emptied now. PostgreSQL gives the space back at its next autovacuum."""
    connection = connections.get("default")
    if connection.capabilities.dialect == "sqlite":
        await connection.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")
