"""What is sealed after a unit has responded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CallBack:
    """回访. ``text``: what is missing, or the written basis, or a remark, by ``result``."""

    command_id: UUID
    issue_id: UUID
    expected_version: int
    result: str
    text: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """回头看: who goes and by when."""

    command_id: UUID
    issue_id: UUID
    owner_id: UUID
    due_on: date
    sealed_at: datetime
    expected_version: None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the look-back found: it holds, or it happened again."""

    command_id: UUID
    issue_id: UUID
    expected_version: int
    holds: bool
    text: str
    sealed_at: datetime
    photo_ids: tuple[UUID, ...] = ()
