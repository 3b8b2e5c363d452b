"""Doorbells: the browsers that a person lets us ring."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec

from backend.kernel.ledger import transaction
from backend.kernel.refusal import BadInput, Refusal, Remedy
from backend.kernel.text import clean
from backend.notify import outside
from backend.notify.models import Doorbell, Reach

DOORBELLS_MAX = 10  # of one person; the oldest makes room
UNACKED_MAX = 3  # so many pushes without an acknowledgement, and it is not relied on
LABEL_CHARS_MAX = 80


class PushOff(Refusal):
    """This server sends no pushes. Facts: ``reason`` (in words)."""

    code, remedy = "push_off", Remedy.STOP
    text = "{reason}消息仍在收件箱。"


@dataclass(frozen=True, slots=True)
class AddDoorbell:
    """A letter: this browser may be rung for whoever sends it; ``sealed_at`` by its clock."""

    command_id: UUID
    endpoint: str
    p256dh: str
    auth: str
    label: str
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class RemoveDoorbell:
    command_id: UUID
    endpoint: str


async def add(
    person_id: UUID, letter: AddDoorbell, *, device_id: UUID | None, now: datetime
) -> UUID:
    """Ring this browser for this person from now on.

    The same endpoint again is the same doorbell; it moves to the person signed in now, healthy
    again. A letter that was sealed before the last one about this endpoint changes nothing, so a
    late copy does not take a shared phone back.

    Raises:
        PushOff: the server has no keys (remedy: stop).
        EndpointRefused: not a push service on the list (remedy: stop).
        BadInput: keys that are none, or a clock without its zone (remedy: fix).

    Returns:
        The doorbell's id, for the receipt.
    """
    here = outside.present()
    if here.push is None:
        raise PushOff(reason=here.push_off)
    here.endpoints.host_of(letter.endpoint)
    _check_keys(letter)
    if letter.sealed_at.tzinfo is None:
        raise BadInput(field="sealedAt")
    async with transaction():
        known = await Doorbell.get_or_none(endpoint_sha256=_mark(letter.endpoint))
        if known is not None and known.sealed_at > letter.sealed_at:
            return known.id
        bell = known or Doorbell(
            id=uuid4(), endpoint=letter.endpoint, endpoint_sha256=_mark(letter.endpoint)
        )
        bell.person_id, bell.device_id = person_id, device_id
        bell.p256dh, bell.auth = letter.p256dh, letter.auth
        bell.label = clean(letter.label)[:LABEL_CHARS_MAX]
        bell.added_at, bell.unacked = now, 0
        bell.sealed_at = min(letter.sealed_at, now)
        await bell.save(force_create=known is None)
        await _make_room(person_id)
    return bell.id


async def remove(person_id: UUID, letter: RemoveDoorbell) -> UUID:
    """Ring it no more. Unknown, or another person's by now: nothing to do.

    Returns:
        The command's id, for the receipt.
    """
    await Doorbell.filter(endpoint_sha256=_mark(letter.endpoint), person_id=person_id).delete()
    return letter.command_id


async def of(person_id: UUID) -> list[Doorbell]:
    """The person's own, the one added last first."""
    return await Doorbell.filter(person_id=person_id).order_by("-added_at", "-id")


def healthy(bell: Doorbell) -> bool:
    """Whether its phone still answers what is sent to it."""
    return int(bell.unacked) < UNACKED_MAX


async def reach_of(person_ids: Collection[UUID]) -> dict[UUID, Reach]:
    """How each of these people would be reached now, for who chooses whom to give work to."""
    reached = dict.fromkeys(person_ids, Reach.INBOX)
    for bell in await Doorbell.filter(person_id__in=list(reached)):
        if reached[bell.person_id] is not Reach.RINGS:
            reached[bell.person_id] = Reach.RINGS if healthy(bell) else Reach.SILENT
    return reached


async def _make_room(person_id: UUID) -> None:
    kept = (await of(person_id))[:DOORBELLS_MAX]
    await Doorbell.filter(person_id=person_id).exclude(id__in=[bell.id for bell in kept]).delete()


def _mark(endpoint: str) -> str:
    return sha256(endpoint.encode("utf-8", "surrogatepass")).hexdigest()


def _check_keys(letter: AddDoorbell) -> None:
    try:
        point = _bytes(letter.p256dh)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise BadInput(field="p256dh") from None
    try:
        secret = _bytes(letter.auth)
    except ValueError:
        raise BadInput(field="auth") from None
    if len(point) != 65 or len(secret) != 16:
        raise BadInput(field="p256dh" if len(point) != 65 else "auth")


def _bytes(text: str) -> bytes:
    """Of base64url, with or without its padding. Raises ValueError."""
    if len(text) > 100 or not text.isascii():
        raise ValueError("no key")
    plain = text.rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), altchars=b"-_", validate=True)
    except binascii.Error as wrong:
        raise ValueError("no base64url") from wrong
