"""What issues announce. Past tense, ids and plain values only; add fields, never rename."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from backend.kernel.ledger import Event


@dataclass(frozen=True, slots=True)
class IssueReported(Event):
    """A problem waits for the office's first decision."""

    name: ClassVar[str] = "issues.reported"
    subject_kind: ClassVar[str] = "issue"
    source: str
    number: str | None
    enterprise_id: UUID | None
    visit_id: UUID | None


@dataclass(frozen=True, slots=True)
class IssueSolvedOnTheSpot(Event):
    """A problem was solved where it was found, and somebody confirmed it."""

    name: ClassVar[str] = "issues.solved_on_the_spot"
    subject_kind: ClassVar[str] = "issue"
    source: str
    number: str | None
    enterprise_id: UUID | None
    visit_id: UUID | None


@dataclass(frozen=True, slots=True)
class IssueEnterpriseCorrected(Event):
    """The visit it came from had named the wrong enterprise."""

    name: ClassVar[str] = "issues.enterprise_corrected"
    subject_kind: ClassVar[str] = "issue"
    enterprise_id: UUID
    before: UUID | None


@dataclass(frozen=True, slots=True)
class IssueStepped(Event):
    """A command of the table was carried out; ``step_id`` has its words, which are not here."""

    name: ClassVar[str] = "issues.stepped"
    subject_kind: ClassVar[str] = "issue"
    step_id: UUID
    command_name: str
    from_state: str
    to_state: str
    round: int
    version: int
    former_handler_id: UUID | None = None
    former_unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProtectedIssueRead(Event):
    """Somebody opened an issue whose reporter is protected; nothing about it has changed."""

    name: ClassVar[str] = "issues.protected_read"
    subject_kind: ClassVar[str] = "issue_reading"


@dataclass(frozen=True, slots=True)
class IssueColoured(Event):
    """The deadline came nearer or passed: yellow or red, or red for some working days.

    ``before``: the colour until now; the same when only the days are more.
    """

    name: ClassVar[str] = "issues.coloured"
    subject_kind: ClassVar[str] = "issue"
    colour: str
    working_days_overdue: int
    before: str = ""


@dataclass(frozen=True, slots=True)
class IssueUnacknowledged(Event):
    """It was assigned, and the time to acknowledge it is over."""

    name: ClassVar[str] = "issues.unacknowledged"
    subject_kind: ClassVar[str] = "issue"


@dataclass(frozen=True, slots=True)
class LookBackDue(Event):
    """The day on which somebody is to look back has come."""

    name: ClassVar[str] = "issues.look_back_due"
    subject_kind: ClassVar[str] = "issue"


@dataclass(frozen=True, slots=True)
class LookBackUnowned(Event):
    """Who was to look back is no longer there: the office has to name another."""

    name: ClassVar[str] = "issues.look_back_unowned"
    subject_kind: ClassVar[str] = "issue"


@dataclass(frozen=True, slots=True)
class IssueUnhandled(Event):
    """Its person left and the unit has no lead: the office has to see to it."""

    name: ClassVar[str] = "issues.unhandled"
    subject_kind: ClassVar[str] = "issue"
