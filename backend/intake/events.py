"""What intake announces. Past tense, ids and plain values only; add fields, never rename."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from backend.kernel.ledger import Event


@dataclass(frozen=True, slots=True)
class WordsAdded(Event):
    """The person who raised it said more."""

    name: ClassVar[str] = "intake.words_added"
    subject_kind: ClassVar[str] = "issue"
    saying_id: UUID


@dataclass(frozen=True, slots=True)
class ResultRated(Event):
    """The person who raised it rated the result of a round."""

    name: ClassVar[str] = "intake.result_rated"
    subject_kind: ClassVar[str] = "issue"
    round: int
    grade: str


@dataclass(frozen=True, slots=True)
class ContactRead(Event):
    """The office looked up whom to call."""

    name: ClassVar[str] = "intake.contact_read"
    subject_kind: ClassVar[str] = "issue"
