"""A photo arrives: proven to be what the phone sealed, kept, and only then written down."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO
from uuid import UUID

from tortoise.exceptions import IntegrityError

from backend.evidence.darkroom import Darkroom, Inspected, RoomClosed, Unusable
from backend.evidence.keeping import keep
from backend.evidence.models import Photo
from backend.evidence.rules import (
    PIXELS_MAX,
    Kind,
    check_code,
    kind_of,
    looks_like,
    new_attempt,
)
from backend.evidence.spool import Spool
from backend.kernel.place import Place, columns_of
from backend.kernel.refusal import IdReused, NotFound, Refusal, Remedy
from storage import ObjectStore, StorageError

MILLION = 1_000_000


class PhotoHash(Refusal):
    """The bytes are not those that the phone hashed: changed or lost on the way."""

    code, remedy = "photo_hash", Remedy.RETRY
    text = "照片在路上丢了一部分，稍后会自动重传。"


class PhotoEmpty(Refusal):
    """No bytes at all, and the phone meant it."""

    code, remedy = "photo_empty", Remedy.FIX
    text = "这张照片是空的，请去掉或重拍一张。"


class PhotoKind(Refusal):
    """No JPEG, PNG, WebP or HEIC, whatever its name says. Facts: ``kind`` (what it looks like)."""

    code, remedy = "photo_kind", Remedy.FIX
    text = "这个文件不是照片，请去掉，换成 JPEG、PNG、WebP 或 HEIC 照片。"


class PhotoCutShort(Refusal):
    """The picture ends before its last row."""

    code, remedy = "photo_cut_short", Remedy.FIX
    text = "这张照片不完整，后半截没有了，请去掉或重拍一张。"


class PhotoUnreadable(Refusal):
    """It cannot be decoded, or only with more memory or time than a photo may take."""

    code, remedy = "photo_unreadable", Remedy.FIX
    text = "这张照片打不开，请去掉或重拍一张。"


class PhotoPixels(Refusal):
    """More pixels than are taken. Facts: ``most`` (million pixels)."""

    code, remedy = "photo_pixels", Remedy.FIX
    text = "这张照片超过 {most} 百万像素，请缩小后再发，或换一张。"


class PhotoLater(Refusal):
    """The store or the picture process does not answer; nothing is wrong with the photo."""

    code, remedy = "photo_later", Remedy.RETRY
    text = "照片暂时存不进去，稍后会自动重传。"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the phone says of a photo that it sends."""

    id: UUID
    sha256: str
    taken_at: datetime | None = None
    place: Place | None = None


async def receive(
    owner_id: UUID,
    sealed: Sealed,
    body: Spool,
    *,
    now: datetime,
    store: ObjectStore,
    room: Darkroom,
) -> Photo:
    """Keep a photo. The same one again changes nothing and is answered alike.

    One id arriving twice at once, through whichever of our processes: the row decides which of the
    two it is, and the other is answered as one that came later.

    Raises:
        PhotoHash, PhotoLater (remedy: retry)
        PhotoEmpty, PhotoKind, PhotoCutShort, PhotoUnreadable, PhotoPixels (remedy: fix)
        IdReused: this id came before with other bytes (remedy: stop)
        NotFound: this id is somebody else's (remedy: stop)
    """
    if body.sha256 != sealed.sha256:
        raise PhotoHash(field="sha256")
    if earlier := await _known(owner_id, sealed):
        return earlier
    inspected = await _inspected(body, room)
    photo = _row(owner_id, sealed, body, inspected, now)
    try:
        await keep(photo, _evidence(body, inspected), store)
    except StorageError as error:
        raise PhotoLater() from error
    except IntegrityError:  # the same id, a moment earlier
        if earlier := await _known(owner_id, sealed):
            return earlier
        raise
    return photo


async def _known(owner_id: UUID, sealed: Sealed) -> Photo | None:
    earlier = await Photo.get_or_none(id=sealed.id)
    if earlier is None:
        return None
    same = sealed.sha256 == (earlier.raw_sha256 or earlier.sha256)
    # Of a protected record the owner is not known any more; who has these bytes has the photo.
    if earlier.owner_id != owner_id and not (earlier.owner_id is None and same):
        raise NotFound()
    if not same:
        raise IdReused()
    return earlier


async def _inspected(body: Spool, room: Darkroom) -> Inspected:
    if body.size_bytes == 0:
        raise PhotoEmpty()
    kind: Kind | None = kind_of(body.head)
    if kind is None:
        raise PhotoKind(kind=looks_like(body.head))
    try:
        return await room.inspect(body.file, body.size_bytes, kind)
    except RoomClosed as closed:
        raise PhotoLater() from closed
    except Unusable as unusable:
        match unusable.why:
            case "cut_short":
                raise PhotoCutShort() from unusable
            case "pixels":
                raise PhotoPixels(most=PIXELS_MAX // MILLION) from unusable
            case "moving":
                raise PhotoKind(kind="animation") from unusable
            case _:
                raise PhotoUnreadable() from unusable


def _evidence(body: Spool, inspected: Inspected) -> BinaryIO:
    return body.file if inspected.evidence is None else io.BytesIO(inspected.evidence)


def _row(owner_id: UUID, sealed: Sealed, body: Spool, inspected: Inspected, now: datetime) -> Photo:
    made = inspected.evidence
    kept_sha256 = sealed.sha256 if made is None else sha256(made).hexdigest()
    return Photo(
        id=sealed.id,
        attempt=new_attempt(),
        owner_id=owner_id,
        sha256=kept_sha256,
        raw_sha256=None if made is None else sealed.sha256,
        size_bytes=body.size_bytes if made is None else len(made),
        media_type=inspected.media_type,
        width_px=inspected.width_px,
        height_px=inspected.height_px,
        check_code=check_code(kept_sha256),
        taken_at=sealed.taken_at,
        **columns_of(sealed.place),
        received_at=now,
    )
