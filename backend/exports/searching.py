"""One search over visits, issues and enterprises, within what the reader may see.

Nothing is found by words that the reader may not read: a unit finds by the office's wording, nobody
but the office by the own words of a protected reporter who is somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from tortoise.expressions import Q

from backend.enterprises import access as enterprise_access
from backend.enterprises.models import Enterprise
from backend.exports.filters import Filter, Wish
from backend.exports.ledger import Line, lines_of
from backend.identities import queries as identities
from backend.issues.models import Issue
from backend.issues.queries import rows_for_office
from backend.issues.standing import readable
from backend.kernel import search
from backend.kernel.access import allows
from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import check_length
from backend.kernel.text import clean
from backend.visits import access as visit_access
from backend.visits.queries import VisitLine
from backend.visits.queries import lines as visit_lines

TEXT_CHARS = (2, 60)
HITS_MAX = 10  # of each kind; more words find it better


@dataclass(frozen=True, slots=True)
class Found:
    """The first few of each kind, the newest first; enterprises by name."""

    enterprises: list[Enterprise] = field(default_factory=list)
    issues: list[Line] = field(default_factory=list)
    visits: list[VisitLine] = field(default_factory=list)


async def search_all(actor: Actor, text: str, *, now: datetime) -> Found:
    """What has every word of the text.

    Raises:
        TextLength: fewer than two characters, or more than sixty (remedy: fix).
    """
    words, (least, most) = clean(text), TEXT_CHARS
    check_length(words, field="text", label="要找的词", least=least, most=most)
    return Found(
        enterprises=await _enterprises(actor, words),
        issues=await _issues(actor, words, now),
        visits=await _visits(actor, words),
    )


async def _enterprises(actor: Actor, words: str) -> list[Enterprise]:
    facts = enterprise_access.EnterpriseFacts("")
    if not allows(enterprise_access.TABLE, actor, enterprise_access.Action.SEE, facts):
        return []
    by = words.lower()
    named = Q(name__contains=words) | Q(uscc=words.upper()) | Q(initials__startswith=by)
    return await Enterprise.filter(named, active=True).order_by("name", "id").limit(HITS_MAX)


async def _issues(actor: Actor, words: str, now: datetime) -> list[Line]:
    if actor.role is Role.LEADER:
        return []  # figures only
    seen = await readable(actor, now=now) & Wish(actor, Filter(text=words)).where()
    own = await identities.issues_of(actor.person_id)
    if actor.role not in {Role.SUPERVISOR, Role.HANDLER}:
        seen &= Q(protected=False) | Q(id__in=own) if own else Q(protected=False)
    found = Issue.filter(seen).order_by("-reported_at", "-id").limit(HITS_MAX)
    lines = await lines_of(actor, [row["id"] for row in await found.values("id")])
    unmasked = await rows_for_office(Q(id__in=own), order="id", limit=len(own)) if own else []
    as_said = {row["id"]: row for row in unmasked}  # one's own reports are no secret to oneself
    return [replace(line, row=as_said.get(line.row["id"], line.row)) for line in lines]


async def _visits(actor: Actor, words: str) -> list[VisitLine]:
    told = search.matching("visit", words)
    if told is None:
        return []
    where = visit_access.readable_by(actor) & Q(id__in=told)
    return await visit_lines(where, order=("-started_at", "-id"), limit=HITS_MAX)
