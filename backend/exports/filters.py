"""What somebody wants of the ledger, as conditions of the database.

A condition never asks for more than the reader may read: a unit finds nothing by the own words of a
protected reporter, by an enterprise that is hidden from it, or by what came of a call-back.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery

from backend.following_up.looked_at import looked_at
from backend.following_up.models import LookBack
from backend.intake.satisfaction import ASKED, is_satisfied, was_asked
from backend.issues.states import OPEN_STATES, IssueSource, IssueState
from backend.kernel import search
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import day_end, day_start
from backend.kernel.refusal import BadInput, NotAllowed
from backend.kernel.text import clean

REGION_CHARS_MAX = 12
TEXT_CHARS_MAX = 60
COLOURS = frozenset({"blue", "yellow", "red", "stop"})
OUTCOMES = frozenset(
    {
        "on_the_spot", "satisfied", "mostly", "unreasonable", "unverified", "withdrawn",
        "rejected", "merged", "redirected",
    }
)  # fmt: skip
SAID_OUTCOMES = frozenset({*ASKED, "unverified"})


@dataclass(frozen=True, slots=True)
class Filter:
    """Days are civil, inclusive, of the report. Empty: the reader's whole ledger."""

    states: tuple[IssueState, ...] = ()
    colours: tuple[str, ...] = ()
    sources: tuple[IssueSource, ...] = ()
    outcomes: tuple[str, ...] = ()
    region: str | None = None  # a prefix
    unit_id: UUID | None = None
    enterprise_id: UUID | None = None
    topic: str | None = None
    from_day: date | None = None
    to_day: date | None = None
    again: bool = False  # in a second round or later
    overdue: bool = False
    look_back: bool = False  # somebody is to look back on it
    looked_back: bool = False  # somebody did; then the unit is the one whose work it was
    recurred: bool = False  # of those: it had come again
    asked: bool = False  # whoever raised it said how satisfied they are
    satisfied: bool = False
    text: str = ""

    def kept(self) -> dict[str, Any]:
        """As JSON, for a job and the ledger event; only what is set."""
        return {
            key: [str(each) for each in value] if isinstance(value, tuple) else _word(value)
            for key, value in asdict(self).items()
            if value
        }

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Filter:
        """What ``kept`` wrote."""
        given: dict[str, Any] = dict(kept)
        for name in ("colours", "outcomes"):
            given[name] = tuple(given.get(name, ()))
        given["states"] = tuple(IssueState(each) for each in given.get("states", ()))
        given["sources"] = tuple(IssueSource(each) for each in given.get("sources", ()))
        for name in ("unit_id", "enterprise_id"):
            given[name] = UUID(given[name]) if given.get(name) else None
        for name in ("from_day", "to_day"):
            given[name] = date.fromisoformat(given[name]) if given.get(name) else None
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Wish:
    """A filter of one reader, checked."""

    actor: Actor
    filter: Filter = field(default_factory=Filter)

    def and_also(self, **more: Any) -> Wish:
        """The same with another condition: what a figure of the foot opens."""
        return replace(self, filter=replace(self.filter, **more))

    def where(self) -> Q:
        """For the database.

        Raises:
            BadInput: a region, colour, outcome or day that does not exist (remedy: fix).
            NotAllowed: a condition by which a unit would learn what is hidden (remedy: stop).
        """
        self._refuse_what_would_tell()
        wanted = self.filter
        return _plain(wanted) & _by_place(wanted, self._is_unit()) & self._saying() & _later(wanted)

    def _is_unit(self) -> bool:
        return self.actor.role is Role.HANDLER

    def _refuse_what_would_tell(self) -> None:
        wanted = self.filter
        told = (
            wanted.asked or wanted.satisfied or wanted.look_back or wanted.looked_back
            or wanted.recurred
        )  # fmt: skip
        if self._is_unit() and (told or SAID_OUTCOMES & {*wanted.outcomes}):
            raise NotAllowed(action="ledger.read")

    def _saying(self) -> Q:
        text = clean(self.filter.text)[:TEXT_CHARS_MAX]
        if not text:
            return Q()
        found = search.matching("issue", text)
        words = Q(id__isnull=True) if found is None else Q(id__in=found)
        by_number = Q(number__icontains=text)
        by_paraphrase, by_name = Q(paraphrase__contains=text), Q(enterprise__name__contains=text)
        if self._is_unit():
            words &= Q(protected=False, paraphrase="")
            by_name &= Q(enterprise_hidden=False)
        return by_number | by_paraphrase | by_name | words


def _plain(wanted: Filter) -> Q:
    if not {*wanted.colours} <= COLOURS:
        raise BadInput(field="colours")
    if not {*wanted.outcomes} <= OUTCOMES:
        raise BadInput(field="outcomes")
    where = Q()
    for name, values in (
        ("state", wanted.states), ("colour", wanted.colours), ("source", wanted.sources),
        ("outcome", wanted.outcomes),
    ):  # fmt: skip
        if values:
            one_of: Any = {f"{name}__in": list(values)}
            where &= Q(**one_of)
    if wanted.unit_id is not None and not (wanted.looked_back or wanted.recurred):
        where &= Q(lead_unit_id=wanted.unit_id)
    if wanted.topic:
        where &= Q(topic=wanted.topic[:24])
    if wanted.from_day is not None:
        where &= Q(reported_at__gte=day_start(_day(wanted.from_day, "from")))
    if wanted.to_day is not None:
        where &= Q(reported_at__lt=day_end(_day(wanted.to_day, "to")))
    return where


def _by_place(wanted: Filter, is_unit: bool) -> Q:
    where = Q()
    if wanted.region:
        if not (wanted.region.isascii() and wanted.region.isdigit()):
            raise BadInput(field="region")
        where &= Q(region__startswith=wanted.region[:REGION_CHARS_MAX])
    if wanted.enterprise_id is not None:
        where &= Q(enterprise_id=wanted.enterprise_id)
        if is_unit:
            where &= Q(enterprise_hidden=False)
    return where


def _later(wanted: Filter) -> Q:
    """Conditions on how it went on."""
    where = Q()
    if wanted.again:
        where &= Q(round__gt=1)
    if wanted.overdue:
        where &= Q(state__in=list(OPEN_STATES), colour="red")
    if wanted.look_back:
        waiting = LookBack.filter(done_at__isnull=True).values("issue_id")
        where &= Q(id__in=Subquery(waiting))
    if wanted.looked_back or wanted.recurred:
        where &= looked_at(again=wanted.recurred, unit_id=wanted.unit_id)
    if wanted.asked:
        where &= was_asked()
    if wanted.satisfied:
        where &= is_satisfied()
    return where


def _day(day: date, name: str) -> date:
    if not 2000 <= day.year < 2100:
        raise BadInput(field=name)
    return day


def _word(value: Any) -> Any:
    return value if isinstance(value, bool | str) else str(value)
