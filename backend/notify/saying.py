"""What a push says when it leaves: kind and number, a count of progress, or that it is a trial."""

from __future__ import annotations

from uuid import UUID

from backend.notify import outside
from backend.notify.digest import still_unread
from backend.notify.models import RINGS, Delivery, Notice, Purpose
from backend.notify.queries import unread
from backend.notify.web_push import Push
from backend.notify.words import DIGEST, TRIAL, TRIAL_TTL, payload, title_of

NOTICE_TTL, DIGEST_TTL = 24 * 3600, 8 * 3600  # seconds


async def push_of(delivery: Delivery, notice: Notice | None, person_id: UUID) -> Push | None:
    """None: there is nothing left to tell."""
    url, urgent, ttl_s = outside.present().public_url, True, TRIAL_TTL
    title, path, tag = TRIAL, "/", "trial"
    if notice is not None:
        title, path, tag = title_of(notice.kind, notice.number), f"/n/{notice.id}", notice.id.hex
        urgent, ttl_s = notice.kind in RINGS, NOTICE_TTL
    elif delivery.purpose is Purpose.DIGEST:
        many = await still_unread(delivery, person_id)
        if not many:
            return None
        title, path, tag = DIGEST.format(many=many), "/inbox", "digest"
        urgent, ttl_s = False, DIGEST_TTL
    body = payload(
        title=title, navigate=url + path, tag=tag, delivery_id=delivery.id,
        badge=await unread(person_id),
    )  # fmt: skip
    return Push(body, tag, ttl_s, urgent)
