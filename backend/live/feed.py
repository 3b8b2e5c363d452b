"""What has just happened, for pages that are open: the ledger looked at once a second.

So are the inboxes: the worker writes their lines some time after the event that they are about.
Every server process looks for itself, so a deed in one reaches the pages of all, with no further
service between them; two small statements, and none while no page listens.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from backend.kernel.ledger import LedgerEvent
from backend.notify.models import Notice

log = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
OVERLAP = timedelta(
    seconds=30
)  # an event is stamped when its deed begins, and seen when it commits
WAITING_MAX = 200  # a page that does not read loses the oldest: it only learns that it should look


DOCUMENT = (
    "subscription Changes { changes { __typename ... on Change { kind subjectId }"
    " ... on Refused { code message remedy field facts } } }"
)
"""The only document that is taken over the socket."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something about this record; what it was, its reader asks for."""

    kind: str
    subject_id: UUID


@dataclass(frozen=True, slots=True)
class Told:
    """New lines in these inboxes; a recipient may be a pseudonym."""

    recipients: frozenset[UUID]


News = Happened | Told
Queue = asyncio.Queue[News]


class Feed:
    """One for each process."""

    def __init__(self) -> None:
        self._queues: set[Queue] = set()
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Queue]:
        """A queue of what happens from now on."""
        queue: Queue = asyncio.Queue(WAITING_MAX)
        self._queues.add(queue)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    async def _look(self) -> None:
        events, lines = _New(_events), _New(_lines)
        while self._queues:
            for event in await events.since_last():
                self._tell(Happened(event.subject_kind, event.subject_id))
            if new := await lines.since_last():
                self._tell(Told(frozenset(line.recipient_id for line in new)))
            await asyncio.sleep(LOOK_EVERY_S)

    def _tell(self, news: News) -> None:
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(news)


class _Row(Protocol):
    id: UUID


R = TypeVar("R", bound=_Row)


class _New(Generic[R]):
    """What a table has that it had not at the last look. At the first look nothing is new."""

    def __init__(self, rows: Callable[[datetime], Awaitable[list[R]]]) -> None:
        self._rows = rows
        self._seen: dict[UUID, datetime] | None = None

    async def since_last(self) -> list[R]:
        now = datetime.now(UTC)
        try:
            found = await self._rows(now - OVERLAP)
        except Exception:
            log.exception("what is new could not be looked at; the next look follows")
            return []
        before = self._seen
        kept = {id_: at for id_, at in (before or {}).items() if at > now - 2 * OVERLAP}
        self._seen = {row.id: now for row in found} | kept
        return [] if before is None else [row for row in found if row.id not in before]


async def _events(at: datetime) -> list[LedgerEvent]:
    rows = LedgerEvent.filter(happened_at__gte=at).order_by("happened_at", "id")
    return await rows.only("id", "subject_kind", "subject_id")


async def _lines(at: datetime) -> list[Notice]:
    """Unread ones that no digest has counted: the index of those is small."""
    rows = Notice.filter(created_at__gte=at, digested_at__isnull=True, read_at__isnull=True)
    return await rows.only("id", "recipient_id")
