"""What makes a visit count. Pure: no database, no clock, no framework.

A visit needs no photo, no position and no duration (product rule 1): it is no attendance record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from backend.kernel.device_time import check_time
from backend.kernel.place import Place, is_possible
from backend.kernel.refusal import Refusal, Remedy, check_length

PENDING, RETURNED, APPROVED = "pending", "returned", "approved"  # as stored, models.VisitState

PHOTOS_MAX = 9
PROBLEMS_MAX = 10
MET_MAX = 20
NAME_CHARS = (1, 30)
DISCUSSED_CHARS = (2, 2000)
NEEDS_CHARS_MAX = 1000
REASON_CHARS_MAX = 200
RETURN_REASON_CHARS = (2, 300)
CORRECTION_REASON_CHARS = (2, 200)
SUPPLEMENT_CHARS = (2, 1000)
LATE_AFTER = timedelta(minutes=10)  # sealed so long before it arrived: written offline


class PlaceImpossible(Refusal):
    code, remedy = "place_impossible", Remedy.FIX
    text = "位置不对，请去掉位置或重新定位。"


class TooManyPhotosOfVisit(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_visit_photos", Remedy.FIX
    text = "这次走访的照片最多 {most} 张，请去掉几张再发。"


class TooManyProblems(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_problems", Remedy.FIX
    text = "一次走访最多报 {most} 个问题，其余的请另记一次。"


class TooManyMet(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_met", Remedy.FIX
    text = "见到的人最多写 {most} 位，其余的请写在内容里。"


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met there; ``contact_id`` when it is a contact of the enterprise."""

    name: str
    contact_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a visit says; an amendment carries a whole new one."""

    enterprise_id: UUID
    started_at: datetime  # UTC, as the person gave it
    mode: str
    trigger: str
    discussed: str
    met: tuple[Met, ...] = ()
    needs: str = ""
    visit_reason: str = ""  # why an enterprise outside the officer's pairings was visited
    limit_reason: str = ""  # why in spite of the reminder; never a ground to refuse
    place: Place | None = None
    photo_ids: tuple[UUID, ...] = ()


def check(content: Content, *, sealed_at: datetime, now: datetime) -> None:
    """Raise the refusal for the first thing a person would have to change."""
    check_time(content.started_at, field="startedAt", now=now)
    check_time(sealed_at, field="sealedAt", now=now)
    least, most = DISCUSSED_CHARS
    check_length(content.discussed, field="discussed", label="谈了什么", least=least, most=most)
    for field, label, text, most in (
        ("needs", "企业需要什么", content.needs, NEEDS_CHARS_MAX),
        ("visitReason", "走访原因", content.visit_reason, REASON_CHARS_MAX),
        ("limitReason", "去的理由", content.limit_reason, REASON_CHARS_MAX),
    ):
        check_length(text, field=field, label=label, least=0, most=most)
    _check_met(content.met)
    check_photos(content.photo_ids)
    if content.place and not is_possible(content.place):
        raise PlaceImpossible(field="place")


def check_photos(photo_ids: tuple[UUID, ...]) -> None:
    if len(photo_ids) > PHOTOS_MAX:
        raise TooManyPhotosOfVisit(field="photoIds", most=PHOTOS_MAX)


def check_problems(count: int) -> None:
    if count > PROBLEMS_MAX:
        raise TooManyProblems(field="problems", most=PROBLEMS_MAX)


def is_late(*, sealed_at: datetime, received_at: datetime) -> bool:
    """Written offline, delivered later: shown, never refused."""
    return received_at - sealed_at > LATE_AFTER


def _check_met(met: tuple[Met, ...]) -> None:
    if len(met) > MET_MAX:
        raise TooManyMet(field="met", most=MET_MAX)
    least, most = NAME_CHARS
    for person in met:
        check_length(person.name, field="met", label="见到谁", least=least, most=most)
