"""What is true of a photo as evidence: limits, kinds, check codes. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from secrets import token_hex

from backend.kernel.civil import ZONE

PHOTO_BYTES_MAX = 12 * 1024 * 1024
PIXELS_MAX = 50_000_000
DISPLAY_PX = 1280  # long edge of the picture in the display copy, without its strip
THUMB_PX = 256  # long edge
UNBOUND_KEPT = timedelta(days=30)

ATTEMPT_CHARS = 16
CODE_CHARS = 8  # 40 bits: an alteration slips through once in 10^12
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})

HEAD_BYTES = 512  # enough of a file to tell what it is
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF = {b"avif", b"avis"}  # names itself a general HEIF too, and needs another decoder
_TEXT_MARKS = ((b"<svg", "svg"), (b"<!doctype html", "html"), (b"<html", "html"), (b"%pdf", "pdf"))


class Size(StrEnum):
    """Which form of a photo is asked for."""

    THUMB = "thumb"
    DISPLAY = "display"
    EVIDENCE = "evidence"


class Kind(StrEnum):
    """The picture formats that are taken, by their media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIF = "image/heif"  # converted on arrival; nothing of it is kept


def kind_of(head: bytes) -> Kind | None:
    """What a file is by its first bytes; its name and announced type say nothing."""
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp" and _HEIF_BRANDS & _brands(head) and not _AVIF & _brands(head):
        return Kind.HEIF
    return None


def looks_like(head: bytes) -> str:
    """A word for what is no photo of ours: gif, svg, html, pdf, avif, video, other."""
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head[4:8] == b"ftyp":
        return "avif" if _AVIF & _brands(head) else "video"
    text = head.removeprefix(b"\xef\xbb\xbf").lower()
    return next((word for mark, word in _TEXT_MARKS if mark in text), "other")


def evidence_key(kind: str, evidence_id: object, attempt: str) -> str:
    """Where one attempt at storing evidence puts its bytes: ``photo/{id}.{attempt}``.

    Each attempt writes under a key of its own, and the row names the attempt that won. So no key
    is ever written twice: not by other bytes under the same id through another process, and not
    while a sweep takes away what came weeks before. ``kind``: photo, voice.
    """
    return f"{kind}/{evidence_id}.{attempt}" if attempt else f"{kind}/{evidence_id}"


def new_attempt() -> str:
    return token_hex(ATTEMPT_CHARS // 2)


def copy_key(photo_id: object, size: Size) -> str:
    """Where a display copy or a thumbnail rests; drawn again, it takes the older one's place."""
    return f"{size.value}/{photo_id}"


def check_code(evidence_sha256: str) -> str:
    """Eight characters that stand for the evidence: its hash's first 40 bits in Crockford base32.

    Whoever holds the evidence and a print with the code can compare the two (``verify``).
    """
    bits = int(evidence_sha256[:10], 16)
    return "".join(_ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))


def verify(code: str, evidence: bytes) -> bool:
    """Whether a check code, as somebody read or typed it, belongs to these bytes."""
    return code.upper().translate(_MISREAD) == check_code(sha256(evidence).hexdigest())


def spoken(code: str) -> str:
    """The code as it is shown: 7K3M-9QXA."""
    return f"{code[:4]}-{code[4:]}"


def strip_text(*, taken_at: datetime | None, received_at: datetime, number: str, code: str) -> str:
    """The line under a display copy, ASCII: time (Asia/Shanghai), number if there is one, code.

    Without a time of its own the photo shows when it reached us, and says so.
    """
    at = f"{(taken_at or received_at).astimezone(ZONE):%Y-%m-%d %H:%M %z}"
    plain = number.encode("ascii", "ignore").decode()
    parts = [at if taken_at else f"received {at}", plain, spoken(code)]
    return "   ".join(part for part in parts if part)


def _brands(head: bytes) -> set[bytes]:
    end = min(len(head), int.from_bytes(head[:4], "big"))
    return {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
