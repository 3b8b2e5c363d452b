"""Recordings as browsers make them, built byte by byte: WebM with Opus, MP4 in fragments."""

from __future__ import annotations

import struct
from uuid import UUID, uuid4

from tests.evidence.conftest import Officer

FRAME_MS = 20
OPUS = b"\xfc" + bytes(range(60))  # one frame of anything
UNKNOWN = b"\x01\xff\xff\xff\xff\xff\xff\xff"


def webm(seconds: float = 8, *, codec: bytes = b"A_OPUS", track: int = 2, seed: int = 0) -> bytes:
    """As Chromium's recorder writes it: lengths unknown, a cluster every five seconds."""
    head = _element(0x1A45DFA3, _element(0x4282, b"webm"))
    info = _element(0x1549A966, _element(0x2AD7B1, (1_000_000).to_bytes(3, "big")))
    entry = _element(0x83, bytes([track])) + _element(0x86, codec) + _element(0xD7, b"\1")
    parts = [head, b"\x18\x53\x80\x67" + UNKNOWN, info, _element(0x1654AE6B, _element(0xAE, entry))]
    for at_ms in range(0, max(FRAME_MS, round(seconds * 1000)) + 1, FRAME_MS):
        if at_ms % 5000 == 0:
            parts.append(b"\x1f\x43\xb6\x75" + UNKNOWN + _element(0xE7, at_ms.to_bytes(4, "big")))
        block = b"\x81" + struct.pack(">h", at_ms % 5000) + b"\x80" + bytes([seed]) + OPUS
        parts.append(_element(0xA3, block))
    return b"".join(parts)


def mp4(seconds: float = 8, *, handler: bytes = b"soun", entry: bytes = b"mp4a") -> bytes:
    """As Safari's recorder writes it: a head without a length, then fragments of a second."""
    mdhd = _box(b"mdhd", bytes(12) + struct.pack(">II", 48_000, 0) + bytes(4))
    hdlr = _box(b"hdlr", bytes(8) + handler + bytes(13))
    stsd = _box(
        b"stsd", bytes(4) + struct.pack(">I", 1) + struct.pack(">I", 36) + entry + bytes(28)
    )
    media = _box(b"mdia", mdhd + hdlr + _box(b"minf", _box(b"stbl", stsd)))
    trex = _box(b"trex", bytes(4) + struct.pack(">IIIII", 1, 1, 1024, 0, 0))
    moov = _box(b"moov", _box(b"trak", media) + _box(b"mvex", trex))
    whole = _box(b"ftyp", b"iso5\0\0\0\1iso5") + moov
    for _ in range(round(seconds)):
        tfhd = _box(b"tfhd", struct.pack(">III", 0x8, 1, 1000))
        trun = _box(b"trun", struct.pack(">II", 0, 48))
        whole += _box(b"moof", _box(b"traf", tfhd + trun)) + _box(b"mdat", bytes(500))
    return whole


async def spoken(officer: Officer, body: bytes | None = None) -> UUID:
    """A voice note that has arrived."""
    voice_id = uuid4()
    reply = await officer.put_voice(body or webm(), voice_id=voice_id)
    assert reply.status_code == 200, reply.text
    return voice_id


def _element(name: int, body: bytes) -> bytes:
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + _size(len(body)) + body


def _size(length: int) -> bytes:
    return (length | 1 << 28).to_bytes(4, "big")


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body
