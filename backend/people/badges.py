"""What stands on the tab bar beside a person's name: counts that slices above this one know.

``wiring`` fills ``COUNTS``; this slice knows neither notices nor visits. A count is of what waits
for the one who asks, never of another person (DOMAIN, rule 1).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from backend.kernel.actor import Actor

Count = Callable[[Actor], Awaitable[int | None]]
"""None: this role has no such count."""

UNREAD, PENDING_REVIEWS = "unread", "pending_reviews"
COUNTS: dict[str, Count] = {}


@dataclass(frozen=True, slots=True)
class Waiting:
    unread: int = 0
    pending_reviews: int | None = None


async def waiting(actor: Actor | None) -> Waiting:
    """The counts for a person in the grant that they act in; without a grant nothing waits."""
    if actor is None:
        return Waiting()
    unread = await COUNTS[UNREAD](actor) if UNREAD in COUNTS else 0
    pending = await COUNTS[PENDING_REVIEWS](actor) if PENDING_REVIEWS in COUNTS else None
    return Waiting(unread or 0, pending)
