"""The questions of the inbox; each takes the person and shows only their own lines."""

from __future__ import annotations

from uuid import UUID

from tortoise.functions import Count

from backend.kernel import page
from backend.kernel.actor import Actor
from backend.kernel.refusal import NotFound
from backend.notify.addressees import aliases_of
from backend.notify.models import Notice


async def inbox(person_id: UUID, *, first: int, after: str | None) -> list[Notice]:
    """Newest first, by keyset. One more than asked for, when there is more.

    Raises:
        CursorUnknown: ``after`` was not made here (remedy: fix).
    """
    older = page.older_than(after, by="created_at")
    return await (
        Notice.filter(older, recipient_id__in=await aliases_of(person_id))
        .order_by("-created_at", "-id")
        .limit(page.size(first) + 1)
    )


async def badge(actor: Actor) -> int:
    """Unread groups, for the tab bar."""
    return await unread(actor.person_id)


async def unread(person_id: UUID) -> int:
    """How many subjects have something unread: the inbox shows one group for each."""
    whose = await aliases_of(person_id)
    mine = Notice.filter(recipient_id__in=whose, read_at__isnull=True)
    [counted] = await mine.annotate(groups=Count("subject_id", distinct=True)).values("groups")
    return int(counted["groups"])


async def notice(person_id: UUID, notice_id: UUID) -> Notice:
    """One line of one's own.

    Raises:
        NotFound: it is unknown or somebody else's (remedy: stop).
    """
    found = await Notice.get_or_none(id=notice_id, recipient_id__in=await aliases_of(person_id))
    if found is None:
        raise NotFound()
    return found
