"""What a sealed hand-over and a custodian's key must look like. Pure."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from backend.calendar.deadlines import DueInputs, Period, due_of
from backend.calendar.rules import WorkingDays
from backend.kernel.civil import ZONE
from backend.kernel.refusal import BadInput, Refusal, Remedy

ENVELOPE_VERSION = 1
ENVELOPE_BYTES_LEAST = 1 + 65 + 12 + 16  # version, ephemeral key, nonce, tag of nothing
ENVELOPE_BYTES_MAX = 180_000  # base64 of it fits into one request (kernel.limits)
PUBLIC_KEY_BYTES = 65  # P-256, uncompressed
SECRET_CHARS = 64  # hex of 32 random bytes
ACKNOWLEDGE_RULE = "clue_acknowledge"  # key of the setting deadline_rules


class EnvelopeTooBig(Refusal):
    """Facts: ``most`` (KB)."""

    code, remedy = "envelope_too_big", Remedy.FIX
    text = "移送的内容太大，最多 {most} KB，请去掉一张照片再封。"


class EnvelopeBroken(Refusal):
    """It is not an envelope of a version that is known here."""

    code, remedy = "envelope_broken", Remedy.FIX
    text = "这份密封件不完整，请重新写一次再封。"


class ClueKeyWrong(Refusal):
    """Not an uncompressed point of P-256."""

    code, remedy = "clue_key_wrong", Remedy.FIX
    text = "这把公钥的格式不对，请重新生成一把。"


@dataclass(frozen=True, slots=True)
class HandOver:
    """A letter: something sealed for the custodian. Says nowhere who wrote it.

    ``sender_mark`` is the hex SHA-256 of a secret that never leaves the sender's phone: whoever
    shows the secret may ask for the receipt, and nobody else can tell whose it is.
    """

    id: UUID
    key_id: UUID
    envelope: str  # base64
    sender_mark: str

    @property
    def pseudonym(self) -> UUID:
        """Stands in the ledger for the sender: another one for each hand-over."""
        return uuid5(NAMESPACE_URL, f"urn:baoliantong:clue-sender:{self.id}:{self.sender_mark}")


@dataclass(frozen=True, slots=True)
class Acknowledge:
    command_id: UUID
    clue_id: UUID


@dataclass(frozen=True, slots=True)
class NewKey:
    id: UUID
    public_key: str  # base64 of the uncompressed point


def envelope_bytes(envelope: str) -> bytes:
    """The bytes that will be kept.

    Raises:
        EnvelopeTooBig, EnvelopeBroken: (remedy: fix).
    """
    if len(envelope) > ENVELOPE_BYTES_MAX // 3 * 4 + 4:
        raise EnvelopeTooBig(field="envelope", most=ENVELOPE_BYTES_MAX // 1000)
    content = _decoded(envelope)
    if content is None or len(content) < ENVELOPE_BYTES_LEAST or content[0] != ENVELOPE_VERSION:
        raise EnvelopeBroken(field="envelope")
    return content


def public_key_bytes(public_key: str) -> bytes:
    """Raises ClueKeyWrong (remedy: fix). Whether the point lies on the curve the browsers check."""
    content = _decoded(public_key)
    if content is None or len(content) != PUBLIC_KEY_BYTES or content[0] != 4:
        raise ClueKeyWrong(field="publicKey")
    return content


def fingerprint_of(public_key: bytes) -> str:
    """What two people read to each other on the phone: eight groups of four hex digits, of the
    first half of SHA-256."""
    digits = sha256(public_key).hexdigest()[:32]
    return " ".join(digits[at : at + 4] for at in range(0, 32, 4))


def check_mark(sender_mark: str) -> None:
    """Raises BadInput unless it is the hex of a SHA-256 (remedy: fix)."""
    if len(sender_mark) != SECRET_CHARS or sender_mark.strip("0123456789abcdef"):
        raise BadInput(field="senderMark")


def mark_of_secret(secret: str) -> str:
    """The mark that a sender's secret (hex) belongs to; '' for what is no secret."""
    if len(secret) != SECRET_CHARS or secret.strip("0123456789abcdef"):
        return ""
    return sha256(bytes.fromhex(secret)).hexdigest()


def half_day(at: datetime) -> datetime:
    """Midnight or noon on the wall before this instant: all that is kept of when it came."""
    local = at.astimezone(ZONE)
    start = datetime.combine(local.date(), time(12 if local.hour >= 12 else 0), ZONE)
    return start.astimezone(at.tzinfo)


def due_on(received: datetime, period: Period, days: WorkingDays) -> date:
    """The civil day by whose end it is to be acknowledged."""
    return due_of(DueInputs(received, period, rule=ACKNOWLEDGE_RULE), days).on


def number_of(year: int, count: int) -> str:
    """YS-2026-0007; past 9,999 it simply grows longer."""
    return f"YS-{year}-{count:04d}"


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
