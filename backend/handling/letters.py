"""What is sealed while a unit handles an issue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewAssignment:
    """受理并交办. ``due_on``: a day of the office's own choice; None: by the urgency's rule."""

    command_id: UUID
    issue_id: UUID
    expected_version: int
    topic: str
    urgency: str
    unit_id: UUID
    person_id: UUID
    sealed_at: datetime
    co_unit_ids: tuple[UUID, ...] = ()
    paraphrase: str = ""
    hide_enterprise: bool = False
    due_on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """``person_id``: another person of the unit who handles it from now on."""

    command_id: UUID
    issue_id: UUID
    expected_version: int
    sealed_at: datetime
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    text: str
    sealed_at: datetime
    proposed_unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    unit_id: UUID
    person_id: UUID
    text: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    command_id: UUID
    issue_id: UUID
    audience: str
    text: str
    sealed_at: datetime
    photo_ids: tuple[UUID, ...] = ()
    expected_version: None = None


@dataclass(frozen=True, slots=True)
class Until:
    """Asks for, or decides on, a new due date or a pause."""

    command_id: UUID
    issue_id: UUID
    expected_version: int
    until: date
    text: str
    sealed_at: datetime
    reason_code: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """反馈结果. ``amount_yuan`` is exact unless ``approximate`` (220余万: product rule 10)."""

    command_id: UUID
    issue_id: UUID
    expected_version: int
    kind: str
    what_done: str
    sealed_at: datetime
    photo_ids: tuple[UUID, ...] = ()
    amount_yuan: int | None = None
    enterprises: int | None = None
    approximate: bool = False
