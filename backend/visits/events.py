"""What visits announce. Past tense, ids and plain values only; add fields, never rename."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from backend.kernel.ledger import Event


@dataclass(frozen=True, slots=True)
class VisitLogged(Event):
    name: ClassVar[str] = "visits.logged"
    subject_kind: ClassVar[str] = "visit"
    enterprise_id: UUID
    stands_in_for: UUID | None  # 代


@dataclass(frozen=True, slots=True)
class VisitAmended(Event):
    """A new revision by the author; it waits for review again."""

    name: ClassVar[str] = "visits.amended"
    subject_kind: ClassVar[str] = "visit"
    revision: int


@dataclass(frozen=True, slots=True)
class VisitSupplemented(Event):
    """The author added something after approval."""

    name: ClassVar[str] = "visits.supplemented"
    subject_kind: ClassVar[str] = "visit"
    supplement_id: UUID


@dataclass(frozen=True, slots=True)
class VisitApproved(Event):
    name: ClassVar[str] = "visits.approved"
    subject_kind: ClassVar[str] = "visit"
    revision: int


@dataclass(frozen=True, slots=True)
class VisitReturned(Event):
    name: ClassVar[str] = "visits.returned"
    subject_kind: ClassVar[str] = "visit"
    revision: int


@dataclass(frozen=True, slots=True)
class VisitEnterpriseCorrected(Event):
    """A supervisor put the visit under the right enterprise; the review stands."""

    name: ClassVar[str] = "visits.enterprise_corrected"
    subject_kind: ClassVar[str] = "visit"
    revision: int
    enterprise_id: UUID
    before: UUID
