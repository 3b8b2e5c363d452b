"""The questions of lists of visits. Read only; every function takes the actor and narrows by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict, cast
from uuid import UUID

from tortoise.expressions import Q, RawSQL, Subquery

from backend.issues import queries as issues
from backend.issues.models import Issue
from backend.issues.queries import IssueRow
from backend.kernel import access as permit
from backend.kernel import page, search
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import civil_date, day_end, day_start
from backend.kernel.refusal import BadInput
from backend.kernel.rows import nested
from backend.kernel.text import clean
from backend.people.models import Person, Region, SavedFilter, Unit
from backend.visits import access, rules
from backend.visits.models import Visit, VisitMode, VisitState

EXCERPT_CHARS = 120
MINE_DAYS, MINE_MAX = 90, 300  # what a phone keeps for reading offline (DECISIONS 25)
CHOICES_MAX = 20
REGION_CHARS_MAX = 12


class VisitLine(TypedDict):
    """What a list shows of a visit; one row of one statement."""

    id: UUID
    version: int
    state: VisitState
    started_at: datetime
    received_at: datetime
    waiting_since: datetime
    mode: VisitMode
    enterprise_id: UUID
    enterprise_name: str
    region: str
    region_name: str | None
    author_id: UUID
    author_name: str
    unit_name: str | None
    stand_in_for: str | None
    excerpt: str
    issue_count: int
    photo_ids: list[str] | str
    photos: str | list[list[str]]  # JSON: [[id, sha256, raw_sha256], …]
    wanted: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Days are civil, inclusive. Empty: everything the reader may see."""

    region: str | None = None  # a prefix
    unit_id: UUID | None = None
    author_id: UUID | None = None
    enterprise_id: UUID | None = None
    from_day: date | None = None
    to_day: date | None = None
    with_problems: bool | None = None
    state: VisitState | None = None
    text: str | None = None


async def visits_page(
    actor: Actor, wanted: Filter, *, newest_first: bool, first: int, after: str | None
) -> list[VisitLine]:
    """By the time of the visit. One line more than asked for, when there is more.

    Raises:
        CursorUnknown: ``after`` was not made here (remedy: fix).
        BadInput: a region that is no code, a day outside 2000–2099 (remedy: fix).
    """
    where = access.readable_by(actor) & _narrowed(wanted)
    past = page.older_than if newest_first else page.newer_than
    order = ("-started_at", "-id") if newest_first else ("started_at", "id")
    return await lines(
        where & past(after, by="started_at"), order=order, limit=page.size(first) + 1
    )


async def review_queue(actor: Actor, *, first: int, after: str | None) -> list[VisitLine]:
    """What waits for this supervisor, the longest wait first; nobody's own visits.

    Raises:
        CursorUnknown: ``after`` was not made here (remedy: fix).
    """
    where = access.waiting_for(actor) & page.newer_than(after, by="waiting_since")
    return await lines(where, order=("waiting_since", "id"), limit=page.size(first) + 1)


async def pending_reviews(actor: Actor) -> int:
    """How many visits wait for this supervisor: things to do, of nobody in particular."""
    return await Visit.filter(access.waiting_for(actor)).count()


async def badge(actor: Actor) -> int | None:
    """The same for the tab bar; None for those who review nothing."""
    return await pending_reviews(actor) if actor.role is Role.SUPERVISOR else None


async def my_visits(actor: Actor, *, now: datetime) -> tuple[date, list[VisitLine], list[IssueRow]]:
    """The actor's own visits and issues of the last 90 days, and since which day that is."""
    since = civil_date(now) - timedelta(days=MINE_DAYS)
    own = Q(liaison_id=actor.person_id, started_at__gte=day_start(since))
    visits = await lines(
        access.readable_by(actor) & own, order=("-started_at", "-id"), limit=MINE_MAX
    )
    return since, visits, await issues.reported_by(actor.person_id, since=day_start(since))


async def filter_choices(actor: Actor) -> tuple[list[Unit], list[Region]]:
    """The units and regions a filter may name; regions within the actor's reach."""
    units = await Unit.filter(active=True).order_by("name", "id")
    reach = Q(code__startswith=actor.region or "", active=True)
    return units, await Region.filter(reach).order_by("code")


async def officers_by_name(actor: Actor, text: str) -> list[Person]:
    """Officers with a visit that the supervisor may read, by name: names and units, no numbers.

    Raises:
        NotAllowed: only supervisors filter by officer (remedy: stop).
    """
    facts = access.VisitFacts(liaison_id=actor.person_id, region="")
    permit.require(access.TABLE, actor, access.Action.FIND_OFFICERS, facts)
    part = clean(text[:40])
    if not part:
        return []
    authors = Subquery(Visit.filter(access.readable_by(actor)).values("liaison_id"))
    return await (
        Person.filter(name__contains=part, id__in=authors)
        .order_by("name", "id")
        .limit(CHOICES_MAX)
        .prefetch_related("unit")
    )


async def saved_filters(person_id: UUID, list_name: str) -> list[SavedFilter]:
    """The person's own, by name."""
    own = SavedFilter.filter(person_id=person_id, list_name=clean(list_name)[:24])
    return await own.order_by("name", "id").limit(page.FIRST_MAX)


async def may_read(actor: Actor, visit_id: UUID) -> bool:
    """Whether the photos of this visit are there for this person."""
    return await Visit.filter(access.readable_by(actor), id=visit_id).exists()


async def lines(where: Q, *, order: tuple[str, str], limit: int) -> list[VisitLine]:
    """One statement. Who may read is already in ``where``."""
    columns = ["id", "sha256", "raw_sha256"]
    rows = (
        Visit.filter(where)
        .annotate(
            photos=nested("photo", of="visit", key="subject_id", columns=columns, order="position"),
            excerpt=RawSQL(f'substr("visit"."discussed", 1, {EXCERPT_CHARS})'),
            issue_count=RawSQL(
                '(SELECT count(*) FROM "issue" i WHERE i."visit_id" = "visit"."id")'
            ),
            region_name=RawSQL(
                '(SELECT r."name" FROM "region" r WHERE r."code" = "visit"."region")'
            ),
            stand_in_for=RawSQL(
                '(SELECT p."name" FROM "person" p WHERE p."id" = "visit"."stands_in_for_id")'
            ),
            wanted=RawSQL(
                '(SELECT w."reason" FROM "visit_review" w WHERE w."visit_id" = "visit"."id"'
                f" AND \"visit\".\"state\" = '{rules.RETURNED}'"
                ' ORDER BY w."revision" DESC LIMIT 1)'
            ),
        )
        .order_by(*order)
        .limit(limit)
        .values(
            "id", "version", "state", "started_at", "received_at", "waiting_since", "mode",
            "enterprise_id", "region", "excerpt", "issue_count", "region_name", "stand_in_for",
            "wanted", "photos", "photo_ids",
            enterprise_name="enterprise__name", author_id="liaison_id",
            author_name="liaison__name", unit_name="unit__name",
        )
    )  # fmt: skip
    return cast("list[VisitLine]", await rows)


def _narrowed(wanted: Filter) -> Q:
    where = Q()
    if wanted.region is not None:
        where &= Q(region__startswith=_code(wanted.region))
    if wanted.unit_id is not None:
        where &= Q(unit_id=wanted.unit_id)
    if wanted.author_id is not None:
        where &= Q(liaison_id=wanted.author_id)
    if wanted.enterprise_id is not None:
        where &= Q(enterprise_id=wanted.enterprise_id)
    if wanted.from_day is not None:
        where &= Q(started_at__gte=day_start(_day(wanted.from_day, "from")))
    if wanted.to_day is not None:
        where &= Q(started_at__lt=day_end(_day(wanted.to_day, "to")))
    if wanted.state is not None:
        where &= Q(state=wanted.state)
    if wanted.with_problems is not None:
        told = Q(id__in=Subquery(Issue.filter(visit_id__isnull=False).values("visit_id")))
        where &= told if wanted.with_problems else ~told
    return where & _saying(wanted.text)


def _saying(text: str | None) -> Q:
    if text is None or not clean(text):
        return Q()
    found = search.matching("visit", clean(text))
    return Q(id__isnull=True) if found is None else Q(id__in=found)


def _code(region: str) -> str:
    if not (region.isascii() and region.isdigit() and len(region) <= REGION_CHARS_MAX):
        raise BadInput(field="region")
    return region


def _day(day: date, field: str) -> date:
    if not 2000 <= day.year < 2100:
        raise BadInput(field=field)
    return day
