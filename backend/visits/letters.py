"""What the phone seals about visits: plain values, equal content has an equal fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.issues.rules import Problem
from backend.visits.rules import Content


@dataclass(frozen=True, slots=True)
class NewVisit:
    """``id`` is both the letter's and the visit's (DECISIONS 7)."""

    id: UUID
    content: Content
    sealed_at: datetime  # UTC, the phone's clock
    problems: tuple[Problem, ...] = ()

    @property
    def command_id(self) -> UUID:
        return self.id

    @property
    def visit_id(self) -> UUID:
        return self.id


@dataclass(frozen=True, slots=True)
class Amendment:
    """A whole new content, written while looking at ``expected_version``."""

    command_id: UUID
    visit_id: UUID
    expected_version: int
    content: Content
    sealed_at: datetime
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Supplement:
    command_id: UUID
    visit_id: UUID
    text: str
    sealed_at: datetime
    photo_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """``verdict`` is ``approved`` or ``returned``; the latter needs a reason."""

    command_id: UUID
    visit_id: UUID
    expected_version: int
    verdict: str
    sealed_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    command_id: UUID
    visit_id: UUID
    expected_version: int
    enterprise_id: UUID
    reason: str
    sealed_at: datetime


Letter = NewVisit | Amendment | Supplement | Review | Correction
