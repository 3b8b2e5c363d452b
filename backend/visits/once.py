"""One effect per letter, and the receipt that lets the phone delete its own copy."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from tortoise.exceptions import IntegrityError

from backend.evidence import queries as evidence
from backend.evidence.queries import PhotoRow
from backend.issues import service as issues
from backend.issues.models import Issue
from backend.issues.rules import Problem
from backend.kernel import commands
from backend.kernel.actor import Actor
from backend.visits.letters import Letter
from backend.visits.models import Visit


@dataclass(frozen=True, slots=True)
class VisitReceipt:
    """The visit as it is now. ``number`` is that of its first problem, if it has one."""

    id: UUID
    version: int
    state: str
    number: str | None
    photos: list[PhotoRow]


async def once(
    actor: Actor,
    letter: Letter,
    *,
    name: str,
    act: Callable[[str], Awaitable[None]],
    problems: Sequence[Problem] = (),
) -> VisitReceipt:
    """Do ``act`` unless this very letter took effect before; either way the present state.

    Args:
        actor: Who sent it.
        letter: What was sealed.
        name: The command's name in the API.
        act: The deed; given the letter's fingerprint, to ``remember`` in its transaction.
        problems: Those it brings; their ids may have been used before.

    Raises:
        IdReused, NotFound: see kernel.commands.once (remedy: stop).
    """

    async def done(mark: str) -> UUID:
        await act(mark)
        return letter.visit_id

    try:
        visit_id = await commands.once(letter, name=name, actor_id=actor.person_id, act=done)
    except IntegrityError:
        await issues.refuse_reused(problems)
        raise
    return await receipt(visit_id)


async def receipt(visit_id: UUID) -> VisitReceipt:
    """What is stored of the visit and its problems, with every photo's hash."""
    visit = await Visit.get(id=visit_id).only("id", "version", "state")
    problems = await Issue.filter(visit_id=visit_id).order_by("number").values_list("id", "number")
    photos = await evidence.receipts([visit_id, *(issue_id for issue_id, _ in problems)])
    number = next((str(number) for _, number in problems if number), None)
    return VisitReceipt(visit.id, visit.version, visit.state.name, number, photos)
