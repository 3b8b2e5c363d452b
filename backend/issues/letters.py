"""What is sealed about an issue: plain values, equal content has an equal fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.issues.rules import Particulars, Problem


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report of its own; the problem's id is the letter's and the issue's (DECISIONS 7)."""

    problem: Problem
    source: str
    enterprise_id: UUID | None
    more: Particulars
    sealed_at: datetime

    @property
    def command_id(self) -> UUID:
        return self.problem.id

    @property
    def issue_id(self) -> UUID:
        return self.problem.id


@dataclass(frozen=True, slots=True)
class Words:
    """A command that says something and nothing else: return, reject, object, urge, …

    ``expected_version`` is None for commands that change no state and no content.
    """

    command_id: UUID
    issue_id: UUID
    expected_version: int | None
    text: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Resubmission:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    description: str
    sealed_at: datetime
    photo_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """``instead``: where to go with it."""

    command_id: UUID
    issue_id: UUID
    expected_version: int
    text: str
    instead: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Merger:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    target_id: UUID
    text: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Redirection:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    channel: str
    outside_number: str
    text: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Support:
    command_id: UUID
    issue_id: UUID
    text: str
    sealed_at: datetime
    photo_ids: tuple[UUID, ...] = ()
    expected_version: None = None
