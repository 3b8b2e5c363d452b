"""What makes a problem reportable. Pure: no database, no clock, no framework."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from backend.kernel.actor import Role
from backend.kernel.civil import ZONE, civil_date, day_start
from backend.kernel.place import Place, is_possible
from backend.kernel.refusal import Refusal, Remedy, check_length

PHOTOS_MAX = 9
DESCRIPTION_CHARS = (2, 1000)
WHAT_DONE_CHARS = (2, 500)
NAME_CHARS = (1, 30)
PLACE_TEXT_CHARS_MAX = 120
TITLE_CHARS_MAX = 30
ONLY_PHOTOS = "见照片"  # the title of a problem that was shown, not told
REPORTING = frozenset({Role.SPECIAL_SUPERVISOR.value})
"""Roles whose steps tell nobody but the office who took them."""


class TopicUnknown(Refusal):
    """The district's list has no such topic; it may have changed while the phone was offline."""

    code, remedy = "topic_unknown", Remedy.FIX
    text = "问题类别已经调整，请重新选一类再发。"


class TooManyPhotos(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_photos", Remedy.FIX
    text = "照片最多 {most} 张，请去掉几张再发。"


class PlaceWrong(Refusal):
    """Degrees or metres that no place on earth has."""

    code, remedy = "place_wrong", Remedy.FIX
    text = "位置不对，请去掉位置或重新定位。"


@dataclass(frozen=True, slots=True)
class Solved:
    """Solved on the spot (当场解决): what was done and who says so."""

    what_done: str
    confirmed_by: str
    confirmed_contact_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as it left the phone. ``id`` is minted there and becomes the issue's."""

    id: UUID
    topic: str
    description: str
    solved: Solved | None = None
    photo_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a report of its own may say besides its problem."""

    environment: str | None = None
    place_text: str = ""
    place: Place | None = None
    voice_id: UUID | None = None
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a problem comes from: copied onto the issue when it is made."""

    source: str
    region: str
    enterprise_id: UUID | None = None
    visit_id: UUID | None = None


def check(problem: Problem, *, topics: Collection[str], at: str = "", spoken: bool = False) -> None:
    """Raise the refusal for the first thing a person would have to change.

    Args:
        problem: What the phone sent.
        topics: The codes of the district's list.
        at: Put before the name of the field, e.g. ``problems.0.``.
        spoken: A voice note says what the words do not.

    Raises:
        TopicUnknown, TooManyPhotos, TextLength (remedy: fix).
    """
    if problem.topic not in topics:
        raise TopicUnknown(field=f"{at}topic")
    if len(problem.photo_ids) > PHOTOS_MAX:
        raise TooManyPhotos(field=f"{at}photoIds", most=PHOTOS_MAX)
    least, most = DESCRIPTION_CHARS
    least = 0 if problem.photo_ids or spoken else least  # words, a voice note or a photo
    check_length(
        problem.description, field=f"{at}description", label="什么问题", least=least, most=most
    )
    if problem.solved:
        check_solved(problem.solved, at=at)


def check_solved(solved: Solved, *, at: str = "") -> None:
    """Raises TextLength: what was done, and who says so (remedy: fix)."""
    least, most = WHAT_DONE_CHARS
    check_length(
        solved.what_done, field=f"{at}solved.whatDone", label="怎么解决的", least=least, most=most
    )
    least, most = NAME_CHARS
    check_length(
        solved.confirmed_by, field=f"{at}solved.confirmedBy", label="谁确认已解决",
        least=least, most=most,
    )  # fmt: skip


def check_particulars(more: Particulars) -> None:
    """Raises TextLength, PlaceWrong (remedy: fix)."""
    check_length(
        more.place_text, field="placeText", label="在哪里", least=0, most=PLACE_TEXT_CHARS_MAX
    )
    if more.place and not is_possible(more.place):
        raise PlaceWrong(field="position")


def title_of(description: str) -> str:
    """The first sentence, at most ``TITLE_CHARS_MAX`` characters; an ellipsis where it was cut."""
    first = re.split(r"[。！？!?\n；;]", description.strip(), maxsplit=1)[0].strip()
    first = first or description.strip()
    if not first:
        return ONLY_PHOTOS
    return first if len(first) <= TITLE_CHARS_MAX else first[: TITLE_CHARS_MAX - 1] + "…"


def half_day(at: datetime) -> datetime:
    """The instant (UTC) at which the civil half-day of ``at`` begins: all that is kept of a
    protected report's time beside it (DECISIONS 4)."""
    return day_start(civil_date(at)) + (timedelta(hours=12) if _is_afternoon(at) else timedelta())


def _is_afternoon(at: datetime) -> bool:
    return at.astimezone(ZONE).hour >= 12


def number_of(prefix: str, year: int, count: int) -> str:
    """WD-2026-0012; past 9,999 it simply grows longer."""
    return f"{prefix}-{year}-{count:04d}"


def is_unseen_supporter(command: str, role: str) -> bool:
    """A special supervisor who met the same is protected as who reports: never named, and with
    twenty of them time would tell; words and photos are the office's alone."""
    return command == "support" and role in REPORTING
