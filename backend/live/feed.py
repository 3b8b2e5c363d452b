"""What has just happened, for pages that are open: the ledger looked at once a second.

Every server process looks for itself, so a deed in one reaches the pages of all, with no further
service between them; one small statement, and none while no page listens.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from backend.kernel.ledger import LedgerEvent

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


Queue = asyncio.Queue[Happened]


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
        seen: dict[UUID, datetime] = {}
        first = True
        while self._queues:
            try:
                found = await _since(datetime.now(UTC) - OVERLAP)
            except Exception:
                log.exception("the ledger could not be looked at; the next look follows")
                found = []
            new = [one for one in found if one.id not in seen]
            seen = {one.id: one.happened_at for one in found} | {
                key: at for key, at in seen.items() if at > datetime.now(UTC) - 2 * OVERLAP
            }
            if not first:
                for event in new:
                    self._tell(Happened(event.subject_kind, event.subject_id))
            first = False
            await asyncio.sleep(LOOK_EVERY_S)

    def _tell(self, happened: Happened) -> None:
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(happened)


async def _since(at: datetime) -> list[LedgerEvent]:
    rows = LedgerEvent.filter(happened_at__gte=at).order_by("happened_at", "id")
    return await rows.only("id", "subject_kind", "subject_id", "happened_at")
