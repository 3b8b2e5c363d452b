"""What sealed hand-overs announce: that one came, that one was received. Nothing of its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from backend.kernel.ledger import Event


@dataclass(frozen=True, slots=True)
class ClueHandedOver(Event):
    """Something sealed waits for the custodian. Its actor is a pseudonym, its time half a day."""

    name: ClassVar[str] = "clues.handed_over"
    subject_kind: ClassVar[str] = "clue"
    key_id: UUID


@dataclass(frozen=True, slots=True)
class ClueAcknowledged(Event):
    """The custodian has it; its ciphertext is deleted."""

    name: ClassVar[str] = "clues.acknowledged"
    subject_kind: ClassVar[str] = "clue"
    number: str


@dataclass(frozen=True, slots=True)
class ClueKeyPublished(Event):
    """From now on hand-overs are sealed for this key."""

    name: ClassVar[str] = "clues.key_published"
    subject_kind: ClassVar[str] = "clue_key"
    fingerprint: str
