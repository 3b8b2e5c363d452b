"""The subscription: an open page hears that something it may read has changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from typing import Annotated
from uuid import UUID

import strawberry

from backend.kernel.actor import Actor
from backend.kernel.graphql import Info, Refused
from backend.kernel.refusal import Refusal
from backend.live.feed import Feed, Happened

LASTS_S = 600.0  # then the phone subscribes anew, and the session is asked for again

Reader = Callable[[Actor, UUID], Awaitable[bool]]
READERS: dict[str, Reader] = {}  # by kind of subject; filled by wiring
FEED = Feed()


@strawberry.type(description="有变化：手机自己再取一次；这里不带内容。")
class Change:
    kind: str
    subject_id: UUID


ChangeResult = Annotated[Change | Refused, strawberry.union("ChangeResult")]


@strawberry.type
class LiveSubscription:
    @strawberry.subscription
    async def changes(self, info: Info) -> AsyncGenerator[ChangeResult, None]:
        try:
            actor = info.context.signed_in()
        except Refusal as no:
            yield Refused.of(no)
            return
        async with FEED.listening() as queue:
            until = asyncio.get_running_loop().time() + LASTS_S
            while (left := until - asyncio.get_running_loop().time()) > 0:
                try:
                    happened = await asyncio.wait_for(queue.get(), left)
                except TimeoutError:
                    return
                if await _concerns(actor, happened, READERS):
                    yield Change(kind=happened.kind, subject_id=happened.subject_id)


async def _concerns(actor: Actor, happened: Happened, readers: Mapping[str, Reader]) -> bool:
    """Whether this reader may see the record at all; of others nothing is told."""
    reader = readers.get(happened.kind)
    return reader is not None and await reader(actor, happened.subject_id)
