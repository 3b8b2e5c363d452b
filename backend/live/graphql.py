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
from backend.live.feed import Feed, News, Told
from backend.notify.addressees import aliases_of

INBOX = "inbox"  # of a change: the reader's own, a line is new
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
                    news = await asyncio.wait_for(queue.get(), left)
                except TimeoutError:
                    return
                if change := await _change(actor, news, READERS):
                    yield change


async def _change(actor: Actor, news: News, readers: Mapping[str, Reader]) -> Change | None:
    """What is told of it: that a record changed which this reader may see, or their own inbox."""
    if isinstance(news, Told):
        own = {actor.person_id} & news.recipients
        mine = own or news.recipients.intersection(await aliases_of(actor.person_id))
        return Change(kind=INBOX, subject_id=actor.person_id) if mine else None
    reader = readers.get(news.kind)
    if reader is None or not await reader(actor, news.subject_id):
        return None
    return Change(kind=news.kind, subject_id=news.subject_id)
