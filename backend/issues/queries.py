"""The questions of issues. Masks are in the query: what a reader may not see is not selected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any, TypedDict, cast
from uuid import UUID

from tortoise.expressions import Q

from backend.evidence.queries import PhotoRow, receipts
from backend.identities import queries as identities
from backend.identities.service import Identity, read_identity
from backend.issues import access, rules
from backend.issues.allowed import Ask, allowed, asked_now
from backend.issues.auditing import note_reading
from backend.issues.history import Line, Reader, lines_of
from backend.issues.models import Closure, CoUnit, Issue, Step, Supporter
from backend.issues.responses import waits_for_signature
from backend.issues.standing import facts_of, readable, visible
from backend.issues.states import Audience, Environment, IssueSource, IssueState, Urgency
from backend.kernel.actor import Actor
from backend.kernel.place import Place, place_in

LINES_MAX = 300
OWN_WORDS = ("title", "description", "place_text", "voice_id")


class IssueRow(TypedDict):
    """One issue as lists and pages show it. Own words: the reporter's, or the office's for them."""

    id: UUID
    version: int
    number: str | None
    state: IssueState
    round: int
    source: IssueSource
    protected: bool
    topic: str
    title: str
    description: str
    paraphrase: str
    place_text: str
    voice_id: UUID | None
    environment: Environment | None
    visit_id: UUID | None
    region: str
    reported_at: datetime
    received_at: datetime
    enterprise_id: UUID | None
    enterprise_name: str | None
    enterprise_hidden: bool
    urgency: Urgency | None
    lead_unit_id: UUID | None
    lead_unit_name: str | None
    handler_id: UUID | None
    handler_name: str | None
    designated: bool
    assigned_at: datetime | None
    acknowledge_by: datetime | None
    due_at: datetime | None
    due_inputs: Any
    due_provisional: bool
    colour: str
    noted_at: datetime | None
    sent_back: int
    draft_id: UUID | None
    escalation: int
    suspended_until: date | None
    merged_into_id: UUID | None
    outcome: str
    closed_at: datetime | None


_PLAIN = [
    "id", "version", "number", "state", "round", "source", "protected", "topic", "paraphrase",
    "environment", "visit_id", "region", "reported_at", "received_at", "enterprise_hidden",
    "urgency", "lead_unit_id", "handler_id", "designated", "assigned_at", "acknowledge_by",
    "due_at", "due_inputs", "due_provisional", "colour", "noted_at", "sent_back", "draft_id",
    "escalation", "suspended_until", "merged_into_id", "outcome", "closed_at",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue with everything that hangs on it, as one reader may see it."""

    row: IssueRow
    own_words: bool = True  # the reporter's own; else the office's
    closure: Closure | None = None
    photos: list[PhotoRow] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    co_units: list[str] = field(default_factory=list)
    supporters: int = 0
    merged_into: str | None = None
    ask: Ask | None = None
    to_be_signed: bool = False  # what the reader answers for the unit, its lead signs first
    allowed: list[str] = field(default_factory=list)
    own: bool = False  # the reader raised it
    place: Place | None = None  # precise: for who hears the reporter


AUTHORS_EYES = Reader(frozenset({Audience.AUTHOR}), reporters_words=True, names=True)
FOLLOWERS_EYES = Reader(frozenset({Audience.AUTHOR}), reporters_words=False, names=False)


async def issue_by_id(actor: Actor, issue_id: UUID, *, now: datetime) -> IssueView:
    """One issue, or NotFound if it is absent or hidden; the two look the same.

    Emits:
        issues.protected_read
    """
    issue = await visible(actor, issue_id, now=now)
    facts = await facts_of(actor, issue, now=now)
    await note_reading(actor, issue, facts, now=now)
    hears = access.hears_the_reporter(actor, facts)
    office = access.is_office(actor, facts)
    unit_reads = access.is_handler(actor, facts) and not facts.own
    hidden = issue.enterprise_hidden
    rows = await _rows(Q(id=issue_id), hears=hears, unit=unit_reads, limit=1)
    reader = Reader(access.audiences(actor, facts), hears, names=office, office=office)
    return IssueView(
        row=rows[0],
        own_words=hears and not (unit_reads and rows[0]["paraphrase"]),
        closure=await Closure.filter(issue_id=issue_id).order_by("-round").first(),
        photos=await _photos(issue_id, precise=hears),
        lines=await _lines(issue, reader, follows=facts.own),
        co_units=await _co_units(issue_id),
        supporters=await Supporter.filter(issue_id=issue_id).count(),
        merged_into=await _number_of(issue.merged_into_id),
        ask=await asked_now(issue_id) if office or unit_reads else None,
        to_be_signed=unit_reads
        and await waits_for_signature(issue.lead_unit_id, actor.person_id, now=now),
        allowed=await allowed(actor, issue, facts, now=now),
        own=facts.own,
        place=place_in(vars(issue)) if hears and not (unit_reads and hidden) else None,
    )


async def _lines(issue: Issue, reader: Reader, *, follows: bool) -> list[Line]:
    """Its own lines; who raised it reads on in the one it was merged into, without its words."""
    readers = {issue.id: reader}
    while follows and issue.merged_into_id is not None:
        issue = await Issue.get(id=issue.merged_into_id)
        readers[issue.id] = FOLLOWERS_EYES
    found = await lines_of(list(readers), readers)
    return sorted(chain(*found.values()), key=lambda line: line.at, reverse=True)


async def may_read(actor: Actor, issue_id: UUID, *, now: datetime) -> bool:
    """Whether the photos of this issue are there for this person."""
    return await Issue.filter(await readable(actor, now=now), id=issue_id).exists()


async def may_read_step(actor: Actor, step_id: UUID, *, now: datetime) -> bool:
    """Whether the photos of this step are there for this person."""
    step = await Step.get_or_none(id=step_id)
    if step is None:
        return False
    issue = await Issue.filter(await readable(actor, now=now), id=step.issue_id).first()
    if issue is None:
        return False
    facts = await facts_of(actor, issue, now=now)
    if rules.is_unseen_supporter(step.command, step.role) and not access.is_office(actor, facts):
        return False
    return step.audience in access.audiences(actor, facts)


async def may_hear(actor: Actor, issue_id: UUID, *, now: datetime) -> bool:
    """Whether the reporter's own words, voice included, are there for this person."""
    issue = await Issue.filter(await readable(actor, now=now), id=issue_id).first()
    if issue is None:
        return False
    return access.hears_the_reporter(actor, await facts_of(actor, issue, now=now))


async def identity_of(actor: Actor, issue_id: UUID, *, reason: str, now: datetime) -> Identity:
    """Who reported a protected issue, for those with the clearance; the reading is kept.

    Raises NotFound, NotAllowed (remedy: stop), TextLength (remedy: fix).
    """
    await visible(actor, issue_id, now=now)
    return await read_identity(actor, issue_id, reason=reason, now=now)


async def issues_of_visit(visit_id: UUID) -> list[IssueView]:
    """The problems of one visit, oldest number first. For those who may read the visit."""
    rows = await _rows(Q(visit_id=visit_id, protected=False), order="number")
    ids = [row["id"] for row in rows]
    closures = {
        row.issue_id: row async for row in Closure.filter(issue_id__in=ids).order_by("round")
    } if ids else {}  # fmt: skip
    lines = await lines_of(ids, dict.fromkeys(ids, AUTHORS_EYES))
    photos: dict[UUID, list[PhotoRow]] = defaultdict(list)
    for photo in await receipts(ids):
        photos[photo.subject_id].append(photo)
    return [
        IssueView(row, closure=closures.get(row["id"]), photos=photos[row["id"]],
                  lines=lines[row["id"]])
        for row in rows
    ]  # fmt: skip


async def ids_of_visit(visit_id: UUID) -> list[UUID]:
    found = await Issue.filter(visit_id=visit_id).values_list("id", flat=True)
    return cast("list[UUID]", found)


async def reported_by(person_id: UUID, *, since: datetime) -> list[IssueRow]:
    """What a person reported since then, newest first: the phone keeps it for reading offline."""
    own = Q(reporter_id=person_id) | Q(id__in=await identities.issues_of(person_id))
    return await _rows(own & Q(reported_at__gte=since), limit=LINES_MAX)


async def rows_for_unit(where: Q, *, order: str, limit: int) -> list[IssueRow]:
    """Issues as a unit reads them: the office's words, no own words of a protected reporter."""
    return await _rows(where, hears=False, unit=True, order=order, limit=limit)


async def rows_for_office(where: Q, *, order: str, limit: int) -> list[IssueRow]:
    """Issues as the office reads them."""
    return await _rows(where, order=order, limit=limit)


async def _rows(
    where: Q,
    *,
    hears: bool = True,
    unit: bool = False,
    limit: int | None = None,
    order: str = "-reported_at",
) -> list[IssueRow]:
    chosen = Issue.filter(where).order_by(order, "-id" if order.startswith("-") else "id")
    if limit is not None:
        chosen = chosen.limit(limit)
    columns = _PLAIN if unit or not hears else [*_PLAIN, *OWN_WORDS, "enterprise_id"]
    names = {} if unit or not hears else {"enterprise_name": "enterprise__name"}
    found: list[dict[str, Any]] = await chosen.values(
        *columns, lead_unit_name="lead_unit__name", handler_name="handler__name", **names
    )
    if unit or not hears:
        await _fill_in(found, hidden_enterprises=not unit)
    return cast("list[IssueRow]", found)


async def _fill_in(rows: list[dict[str, Any]], *, hidden_enterprises: bool) -> None:
    """The office's words for the reporter's; the reporter's own only where nobody is protected."""
    ids = [row["id"] for row in rows]
    own = {
        each["id"]: each
        for each in await Issue.filter(id__in=ids, protected=False).values("id", *OWN_WORDS)
    } if ids else {}  # fmt: skip
    seen = Issue.filter(id__in=ids)
    seen = seen if hidden_enterprises else seen.filter(enterprise_hidden=False)
    where = {
        each["id"]: each
        for each in await seen.values(
            "id", "enterprise_id", enterprise_name="enterprise__name"
        )
    } if ids else {}  # fmt: skip
    for row in rows:
        said = own.get(row["id"], {})
        row |= {"title": "", "description": "", "place_text": "", "voice_id": None, **said}
        if row["paraphrase"]:
            row |= {
                "description": row["paraphrase"], "title": rules.title_of(row["paraphrase"]),
                "voice_id": None,
            }  # fmt: skip
        at = where.get(row["id"], {})
        row |= {
            "enterprise_id": at.get("enterprise_id"), "enterprise_name": at.get("enterprise_name"),
        }  # fmt: skip


async def _photos(issue_id: UUID, *, precise: bool) -> list[PhotoRow]:
    found = await receipts([issue_id])
    return found if precise else [photo.without_time() for photo in found]


async def _co_units(issue_id: UUID) -> list[str]:
    helping = CoUnit.filter(issue_id=issue_id, until_at__isnull=True).order_by("unit__name")
    return cast("list[str]", await helping.values_list("unit__name", flat=True))


async def _number_of(issue_id: UUID | None) -> str | None:
    if issue_id is None:
        return None
    issue = await Issue.get_or_none(id=issue_id).only("id", "number")
    return issue.number if issue else None
