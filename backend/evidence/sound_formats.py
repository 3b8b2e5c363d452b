"""The containers of recordings: is it one voice, is it whole, and how long is it.

Read, never rewritten: what a browser's recorder makes carries no metadata of the person. Two
containers are known: WebM with Opus (Chromium, Firefox) and MP4 with AAC or Opus (Safari).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from backend.evidence.formats import Broken, CutShort

EBML_HEAD = b"\x1a\x45\xdf\xa3"
UNKNOWN_SIZE = -1
# Masters are walked into, so that a cluster of unknown length (a live recording) needs no end.
SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP = (
    *(0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0),
)
MASTERS = {SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP}
DOC_TYPE_BYTES = 64  # the name of the format stands at the very front
SCALE, DURATION, TRACK_TYPE, CODEC, CLUSTER_TIME, SIMPLE_BLOCK, BLOCK = (
    *(0x2AD7B1, 0x4489, 0x83, 0x86, 0xE7, 0xA3, 0xA1),
)
BLOCKS = {SIMPLE_BLOCK, BLOCK}
AUDIO_TRACK = 2
NS_PER_MS = 1_000_000

BOXES_OF_BOXES = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf"}
SOUND_ENTRIES = {b"mp4a", b"Opus"}


class SoundKind(StrEnum):
    """The recordings that are taken, by their media type."""

    WEBM = "audio/webm"
    MP4 = "audio/mp4"


class NotSound(Exception):
    """Moving pictures, another codec, or nothing that was recorded."""


@dataclass(frozen=True, slots=True)
class Sound:
    kind: SoundKind
    duration_ms: int


def sound_kind(head: bytes) -> SoundKind | None:
    """What a file is by its first bytes; its announced type says nothing."""
    if head.startswith(EBML_HEAD) and b"webm" in head[:DOC_TYPE_BYTES]:
        return SoundKind.WEBM
    return SoundKind.MP4 if head[4:8] == b"ftyp" else None


def listen(data: bytes, kind: SoundKind) -> Sound:
    """How long it is, by its blocks; what the header says of itself counts when it says more.

    Raises: CutShort, Broken, NotSound.
    """
    lasts = _webm_ms(data) if kind is SoundKind.WEBM else _mp4_ms(data)
    return Sound(kind, lasts)


def _webm_ms(data: bytes) -> int:
    """A recording that a dead battery ended stops within a block: it is taken as far as it goes."""
    scale_ns, announced, cluster, last, blocks, tracks = NS_PER_MS, 0.0, 0, 0, 0, 0
    for name, body in _elements(data):
        if name == SCALE:
            scale_ns = int.from_bytes(body, "big")
        elif name == DURATION:
            announced = _real(body)
        elif name == TRACK_TYPE:
            tracks += 1
            if int.from_bytes(body, "big") != AUDIO_TRACK:
                raise NotSound("a track that is no sound")
        elif name == CODEC and body.rstrip(b"\0") != b"A_OPUS":
            raise NotSound("another codec")
        elif name == CLUSTER_TIME:
            cluster = int.from_bytes(body, "big")
        elif name in BLOCKS:
            blocks += 1
            last = max(last, cluster + _block_time(body))
    if tracks != 1 or not blocks:
        raise NotSound("no recording in it")
    return round(max(last, announced) * scale_ns / NS_PER_MS)


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every element that is no master, with its content, in the order of the file."""
    at = 0
    while at < len(data):
        name, at = _vint(data, at, keep_mark=True)
        size, at = _vint(data, at)
        if name in MASTERS:
            continue
        if size == UNKNOWN_SIZE:
            raise Broken("an element without an end")
        if at + size > len(data):
            if name in BLOCKS:
                return
            raise CutShort("ends within an element")
        yield name, data[at : at + size]
        at += size


def _vint(data: bytes, at: int, *, keep_mark: bool = False) -> tuple[int, int]:
    """A number of EBML and where the next begins; all ones is a size that nobody knew."""
    if at >= len(data):
        raise CutShort("ends within an element")
    length = 9 - data[at].bit_length()
    if length > 8:
        raise Broken("no number of EBML")
    if at + length > len(data):
        raise CutShort("ends within an element")
    value = int.from_bytes(data[at : at + length], "big")
    if keep_mark:
        return value, at + length
    value &= (1 << 7 * length) - 1
    return (UNKNOWN_SIZE if value == (1 << 7 * length) - 1 else value), at + length


def _real(body: bytes) -> float:
    if len(body) not in (4, 8):
        raise Broken("a length that is no number")
    value = float(struct.unpack(">f" if len(body) == 4 else ">d", body)[0])
    if not 0 <= value < 1e12:
        raise Broken("a length that is no length")
    return value


def _block_time(body: bytes) -> int:
    _, at = _vint(body, 0)
    if at + 3 > len(body):
        raise CutShort("a block without its time")
    return int(struct.unpack_from(">h", body, at)[0])


def _mp4_ms(data: bytes) -> int:
    """The header's length or that of all fragments, whichever is longer."""
    scale, whole, fragments, usual, sounds = 0, 0, 0, 0, 0
    for name, body in _boxes(data, 0, len(data)):
        if name == b"hdlr":
            if body[8:12] != b"soun":
                raise NotSound("a track that is no sound")
            sounds += 1
        elif name == b"stsd" and body[12:16] not in SOUND_ENTRIES:
            raise NotSound("another codec")
        elif name == b"mdhd":
            scale, whole = _media_head(body)
        elif name == b"trex":
            usual = _number(body, 12)
        elif name == b"tfhd":
            usual = _fragment_head(body, usual)
        elif name == b"trun":
            fragments += _run(body, usual)
    if sounds != 1 or not scale or not max(whole, fragments):
        raise NotSound("no recording in it")
    return round(max(whole, fragments) * 1000 / scale)


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while at < end:
        if at + 8 > end:
            raise CutShort("ends within a box")
        size, name, head = _number(data, at), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = _number(data, at + 8, 8), 16
        elif size == 0:
            size = end - at
        if size < head:
            raise Broken("a box without a length")
        if at + size > end:
            raise CutShort("ends within a box")
        if name in BOXES_OF_BOXES:
            yield from _boxes(data, at + head, at + size)
        else:
            yield name, data[at + head : at + size]
        at += size


def _media_head(body: bytes) -> tuple[int, int]:
    """Ticks a second, and how many."""
    if body[:1] == b"\1":
        return _number(body, 20), _known(_number(body, 24, 8), 8)
    return _number(body, 12), _known(_number(body, 16), 4)


def _known(ticks: int, width: int) -> int:
    return 0 if ticks == (1 << 8 * width) - 1 else ticks  # all ones: nobody knew


def _fragment_head(body: bytes, usual: int) -> int:
    flags, at = _number(body, 0) & 0xFFFFFF, 8
    at += 8 * bool(flags & 0x1) + 4 * bool(flags & 0x2)
    return _number(body, at) if flags & 0x8 else usual


def _run(body: bytes, usual: int) -> int:
    flags, count = _number(body, 0) & 0xFFFFFF, _number(body, 4)
    if not flags & 0x100:
        return count * usual
    at = 8 + 4 * bool(flags & 0x1) + 4 * bool(flags & 0x4)
    step = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    if at + count * step > len(body):
        raise CutShort("ends within a run")
    return sum(_number(body, at + step * one) for one in range(count))


def _number(data: bytes, at: int, width: int = 4) -> int:
    if at + width > len(data):
        raise CutShort("ends within a number")
    return int.from_bytes(data[at : at + width], "big")
