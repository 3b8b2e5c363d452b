"""What the people slice announces. Ids and plain values only: no names, no phone numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from backend.kernel.ledger import Event


@dataclass(frozen=True, slots=True)
class PersonSaved(Event):
    name: ClassVar[str] = "people.person_saved"
    subject_kind: ClassVar[str] = "person"
    created: bool
    active: bool
    unit_id: UUID | None


@dataclass(frozen=True, slots=True)
class GrantGiven(Event):
    """A role was given; also when lent, then ``lent_from`` names the lender's grant."""

    name: ClassVar[str] = "people.grant_given"
    subject_kind: ClassVar[str] = "grant"
    person_id: UUID
    role: str
    unit_id: UUID | None
    region: str | None
    bundles: list[str]
    from_at: str
    until_at: str | None
    lent_from: UUID | None
    environments: list[str]


@dataclass(frozen=True, slots=True)
class GrantChanged(Event):
    name: ClassVar[str] = "people.grant_changed"
    subject_kind: ClassVar[str] = "grant"
    person_id: UUID
    bundles: list[str]
    from_at: str
    until_at: str | None
    environments: list[str]


@dataclass(frozen=True, slots=True)
class GrantEnded(Event):
    name: ClassVar[str] = "people.grant_ended"
    subject_kind: ClassVar[str] = "grant"
    person_id: UUID
    until_at: str


@dataclass(frozen=True, slots=True)
class ResetCodeIssued(Event):
    name: ClassVar[str] = "people.reset_code_issued"
    subject_kind: ClassVar[str] = "person"


@dataclass(frozen=True, slots=True)
class UnitSaved(Event):
    name: ClassVar[str] = "people.unit_saved"
    subject_kind: ClassVar[str] = "unit"
    created: bool
    active: bool


@dataclass(frozen=True, slots=True)
class RegionSaved(Event):
    """Its subject id is made from the code (``rules.id_of``)."""

    name: ClassVar[str] = "people.region_saved"
    subject_kind: ClassVar[str] = "region"
    code: str
    created: bool
    active: bool


@dataclass(frozen=True, slots=True)
class SettingSaved(Event):
    """Its subject id is made from the key (``rules.id_of``); ``value`` is JSON text."""

    name: ClassVar[str] = "people.setting_saved"
    subject_kind: ClassVar[str] = "setting"
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class SessionStarted(Event):
    """Somebody signed in; ``by``: password or reset_code."""

    name: ClassVar[str] = "people.session_started"
    subject_kind: ClassVar[str] = "session"
    by: str


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """Its own person ended it; ``by``: that device itself, or another of theirs (不是我的设备)."""

    name: ClassVar[str] = "people.session_ended"
    subject_kind: ClassVar[str] = "session"
    by: str


@dataclass(frozen=True, slots=True)
class PasswordSet(Event):
    """By the person themselves; ``by``: password (the present one) or reset_code."""

    name: ClassVar[str] = "people.password_set"
    subject_kind: ClassVar[str] = "person"
    by: str
