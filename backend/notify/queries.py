"""The questions of the inbox; each takes the person and shows only their own lines."""

from __future__ import annotations

from uuid import UUID

from tortoise.functions import Count

from backend.kernel import page
from backend.kernel.actor import Actor
from backend.notify.models import Notice


async def inbox(person_id: UUID, *, first: int, after: str | None) -> list[Notice]:
    """Newest first, by keyset. One more than asked for, when there is more.

    Raises:
        CursorUnknown: ``after`` was not made here (remedy: fix).
    """
    older = page.older_than(after, by="created_at")
    return await (
        Notice.filter(older, recipient_id=person_id)
        .order_by("-created_at", "-id")
        .limit(page.size(first) + 1)
    )


async def badge(actor: Actor) -> int:
    """Unread groups, for the tab bar."""
    return await unread(actor.person_id)


async def unread(person_id: UUID) -> int:
    """How many subjects have something unread: the inbox shows one group for each."""
    mine = Notice.filter(recipient_id=person_id, read_at__isnull=True)
    [counted] = await mine.annotate(groups=Count("subject_id", distinct=True)).values("groups")
    return int(counted["groups"])
