"""What the calendar announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import NAMESPACE_URL, uuid5

from backend.kernel.ledger import Event

CALENDAR = uuid5(NAMESPACE_URL, "baoliantong:calendar")
"""The subject: there is one calendar."""


@dataclass(frozen=True, slots=True)
class CalendarChanged(Event):
    """There is a new version; due dates that reach into these years are reckoned again.

    days: ISO dates that changed; empty when years became known without a change of a day.
    """

    name: ClassVar[str] = "calendar.changed"
    subject_kind: ClassVar[str] = "calendar"
    version: int
    years: list[int]
    days: list[str]
