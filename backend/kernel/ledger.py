"""The ledger remembers; the outbox forgets.

``LedgerEvent`` is append-only: what happened, who did it, when, and the facts then known.
``OutboxRow`` is the to-do mark for one event. Both are written in the transaction that
made the thing true, so nothing is announced that did not happen and nothing that happened
goes unannounced. The worker deletes the outbox row when every handler has finished.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.backends.base.client import TransactionalDBClient
from tortoise.models import Model
from tortoise.transactions import in_transaction

from backend.kernel.actor import Actor

SCHEMA_VERSION = 1  # of the facts that events carry; rises when a field changes its meaning


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events. Subclasses add fields: ids and plain values, never rows.

    No personal data and no position may be a field (DECISIONS 10).
    """

    name: ClassVar[str]
    subject_kind: ClassVar[str]
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class Deed:
    """The circumstances of one command, the same for every event it causes."""

    actor: Actor
    now: datetime  # the server's clock, UTC
    command: str  # its name in the API, e.g. logVisit
    command_id: UUID
    sealed_at: datetime | None = None  # the phone's clock, UTC
    expected_version: int | None = None
    pseudonym: UUID | None = field(default=None, kw_only=True)  # of a protected reporter
    roleless: bool = field(default=False, kw_only=True)  # a role held by few would name them


class LedgerEvent(Model):
    """One thing that happened. Rows are inserted, never updated, never deleted."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=64)
    subject_kind = fields.CharField(max_length=24)
    subject_id = fields.UUIDField()
    actor_id = fields.UUIDField(null=True, description="受保护的上报人用化名")
    grant_id = fields.UUIDField(null=True, description="以哪个身份；受保护的为空")
    role = fields.CharField(max_length=24, default="")
    command = fields.CharField(max_length=48, default="")
    command_id = fields.UUIDField(null=True)
    device_at = fields.DatetimeField(null=True, description="UTC，手机时钟")
    happened_at = fields.DatetimeField(description="UTC，服务器时钟")
    expected_version = fields.IntField(null=True)
    schema_version = fields.SmallIntField(default=SCHEMA_VERSION)
    facts: dict[str, Any] = fields.JSONField()

    class Meta:
        table = "ledger_event"
        indexes = [("subject_id", "happened_at"), ("happened_at", "id")]


class LedgerSeal(Model):
    """The hash over one past day of the ledger, chained to the day before (worker, per day)."""

    day = fields.DateField(primary_key=True, description="上海时间的一天")
    events = fields.IntField()
    sha256 = fields.CharField(max_length=64)
    sealed_at = fields.DatetimeField()

    class Meta:
        table = "ledger_seal"


class OutboxRow(Model):
    """An event still owed to its handlers."""

    event_id = fields.UUIDField(primary_key=True)
    due_at = fields.DatetimeField(db_index=True)
    attempts = fields.SmallIntField(default=0)
    last_error = fields.CharField(max_length=200, default="")

    class Meta:
        table = "outbox"


@asynccontextmanager
async def transaction() -> AsyncIterator[TransactionalDBClient]:
    """One name for it, so a search finds every one. Takes SQLite's write lock at once.

    A transaction that reads first and writes later fails on SQLite when another process wrote in
    between, whatever its busy time-out; one whose first statement writes waits its turn.
    """
    async with in_transaction() as connection:
        if connection.capabilities.dialect == "sqlite":
            await connection.execute_query('DELETE FROM "outbox" WHERE 0')
        yield connection


async def record(event: Event, deed: Deed) -> LedgerEvent:
    """Write one event to the ledger and owe it to its handlers.

    Call it inside the transaction that made the event true; it opens none of its own.
    """
    actor, pseudonym = deed.actor, deed.pseudonym
    return await _write(
        event,
        now=deed.now,
        actor_id=pseudonym or actor.person_id,
        grant_id=None if pseudonym else actor.grant_id,
        role="" if deed.roleless else actor.role.value,
        command=deed.command,
        command_id=deed.command_id,
        device_at=deed.sealed_at,
        expected_version=deed.expected_version,
    )


async def record_of_account(
    event: Event, person_id: UUID, *, command: str, now: datetime
) -> LedgerEvent:
    """As ``record``, of what somebody does with their own account, before they act in any grant."""
    return await _write(event, now=now, actor_id=person_id, command=command, command_id=uuid4())


async def _write(event: Event, *, now: datetime, **columns: Any) -> LedgerEvent:
    facts = {k: _plain(v) for k, v in asdict(event).items() if k != "subject_id"}
    row = await LedgerEvent.create(
        id=uuid4(),
        name=event.name,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        happened_at=now,
        facts=facts,
        **columns,
    )
    await OutboxRow.create(event_id=row.id, due_at=now)
    return row


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | bool | list | None) else str(value)
