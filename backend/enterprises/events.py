"""What enterprises announce. Ids and plain values only: no names, no telephones, no positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from backend.kernel.ledger import Event


@dataclass(frozen=True, slots=True)
class EnterpriseSaved(Event):
    """``changed`` names the fields; empty when the enterprise is new."""

    name: ClassVar[str] = "enterprises.saved"
    subject_kind: ClassVar[str] = "enterprise"
    created: bool
    changed: list[str]
    region: str
    active: bool


@dataclass(frozen=True, slots=True)
class ContactSaved(Event):
    name: ClassVar[str] = "enterprises.contact_saved"
    subject_kind: ClassVar[str] = "contact"
    enterprise_id: UUID
    created: bool
    active: bool


@dataclass(frozen=True, slots=True)
class PairingSaved(Event):
    name: ClassVar[str] = "enterprises.pairing_saved"
    subject_kind: ClassVar[str] = "pairing"
    enterprise_id: UUID
    person_id: UUID
    tier: int
    from_at: str
    until_at: str | None
    created: bool


@dataclass(frozen=True, slots=True)
class PairingEnded(Event):
    """``until_at`` is None when it was taken back before it began; its row is gone then."""

    name: ClassVar[str] = "enterprises.pairing_ended"
    subject_kind: ClassVar[str] = "pairing"
    enterprise_id: UUID
    person_id: UUID
    tier: int
    until_at: str | None


@dataclass(frozen=True, slots=True)
class PairingsHandedOver(Event):
    name: ClassVar[str] = "enterprises.pairings_handed_over"
    subject_kind: ClassVar[str] = "hand_over"
    from_person_id: UUID
    to_person_id: UUID
    at: str
    pairings: int


@dataclass(frozen=True, slots=True)
class PairingsLent(Event):
    name: ClassVar[str] = "enterprises.pairings_lent"
    subject_kind: ClassVar[str] = "pairing_loan"
    from_person_id: UUID
    to_person_id: UUID
    from_at: str
    until_at: str


@dataclass(frozen=True, slots=True)
class ProtectionSaved(Event):
    name: ClassVar[str] = "enterprises.protection_saved"
    subject_kind: ClassVar[str] = "enterprise"
    since: str
    until: str | None
    created: bool


@dataclass(frozen=True, slots=True)
class QuietDaySaved(Event):
    name: ClassVar[str] = "enterprises.quiet_day_saved"
    subject_kind: ClassVar[str] = "enterprise"
    day: str
    quiet: bool
