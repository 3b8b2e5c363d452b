"""The containers of pictures, byte by byte: is the file whole, and what in it is not the picture.

Browsers and many decoders show half a photo without a word. Here a JPEG needs its end marker
after its scan (phones append data behind it, so the last two bytes say nothing), a PNG its IEND, a
WebP or HEIC the length that it announces. What is returned is the picture alone: no EXIF, XMP,
IPTC, comments, previews, second pictures or appended data; colours (ICC, Adobe) stay.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
APP0, APP2, APP14, APP15, COM = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
JFIF_BYTES = 18  # marker, length and the fixed part; a preview may follow
# What may follow a scan: the end, or a table or header of the next scan. Anything else in there is
# damage, which decoders step over; it stays, for it is not ours to mend.
_AFTER_SCAN = re.compile(rb"\xff[\xc4\xd9-\xdd\xe0-\xef\xfe]")

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
    *(b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"pHYs", b"bKGD"),
}
UNPACK_BYTES = 1024 * 1024  # at a time
# Left, top, step across, step down of each pass.
ADAM7 = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
WEBP_EXIF, WEBP_XMP, WEBP_ANIMATED = 0x08, 0x04, 0x02


class CutShort(Exception):
    """The file ends before the picture does."""


class Broken(Exception):
    """The file is not built as its format demands."""


class Moving(Exception):
    """An animation, not a photo."""


def jpeg_alone(data: bytes) -> bytes:
    """Raises: CutShort, Broken."""
    kept, at, scans = [data[:2]], 2, 0
    while True:
        at, marker = _marker(data, at)
        if marker == EOI:
            if not scans:
                raise Broken("a JPEG without a scan")
            return b"".join([*kept, b"\xff\xd9"])
        end = at + 2 + _length(data, at + 2)
        segment = data[at:end]
        if marker == SOS:
            after = _scan_end(data, end)
            kept.append(data[at:after])
            at, scans = after, scans + 1
            continue
        kept.append(_colour_only(marker, segment))
        at = end


def _scan_end(data: bytes, at: int) -> int:
    for found in _AFTER_SCAN.finditer(data, at):
        after = found.start()
        if data[after + 1] == EOI:
            return after
        follows = after + 2 + int.from_bytes(data[after + 2 : after + 4], "big")
        if data[follows : follows + 1] == b"\xff" or data[after + 1] == SOS:
            return after
    raise CutShort("no end marker after the scan")


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The next marker that means something; stray bytes before it are left out."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise CutShort("no end marker")
        marker = data[at + 1]
        if marker in (0x00, 0x01, SOI) or 0xD0 <= marker <= 0xD7:
            at += 2
        elif marker == 0xFF:
            at += 1
        else:
            return at, marker


def _length(data: bytes, at: int) -> int:
    length = int.from_bytes(data[at : at + 2], "big")
    if length < 2:
        raise Broken("a segment without a length")
    if at + length > len(data):
        raise CutShort("ends within a segment")
    return length


def _colour_only(marker: int, segment: bytes) -> bytes:
    body = segment[4:]
    if marker == APP0 and body.startswith(b"JFIF\0"):
        fixed = segment[:JFIF_BYTES]
        return fixed[:2] + b"\0\x10" + fixed[4:16] + b"\0\0"  # without the preview
    if marker == APP2 and body.startswith(b"ICC_PROFILE\0"):
        return segment
    if marker == APP14 and body.startswith(b"Adobe"):
        return segment
    return b"" if APP0 <= marker <= APP15 or marker == COM else segment


def png_alone(data: bytes) -> bytes:
    """Raises: CutShort, Broken."""
    kept = [PNG_HEAD]
    for name, chunk in _png_chunks(data):
        if name in PNG_KEPT:
            if zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
                raise Broken("a chunk with a wrong checksum")
            kept.append(chunk)
    return b"".join(kept)


def png_rows_whole(data: bytes) -> None:
    """Unpack the rows and count: a decoder leaves rows that are not there black, without a word.

    Ask it of no picture with more pixels than are taken.

    Raises: CutShort, Broken.
    """
    missing, unpacker = 0, zlib.decompressobj()
    for name, chunk in _png_chunks(data):
        if name == b"IHDR":
            missing = _png_row_bytes(chunk[8:-4])
        elif name == b"IDAT":
            packed = chunk[8:-4]
            while packed and missing > 0:
                try:
                    missing -= len(unpacker.decompress(packed, UNPACK_BYTES))
                except zlib.error as error:
                    raise Broken(str(error)) from error
                packed = unpacker.unconsumed_tail
    if missing > 0:
        raise CutShort("rows are missing")


def _png_row_bytes(header: bytes) -> int:
    """How many bytes all rows unpack to; an interlaced picture is seven small ones."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    bits = depth * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colour, 1)
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + -(-columns * bits // 8))
    return total


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and whole chunk, up to IEND."""
    at = len(PNG_HEAD)
    while True:
        if at + 12 > len(data):
            raise CutShort("no IEND")
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            raise CutShort("ends within a chunk")
        yield name, data[at:end]
        if name == b"IEND":
            return
        at = end


def webp_alone(data: bytes) -> bytes:
    """Raises: CutShort, Moving."""
    kept = []
    for name, chunk in _riff(data):
        if name == b"VP8X" and len(chunk) >= 18:
            flags = chunk[8]
            if flags & WEBP_ANIMATED:
                raise Moving("an animated WebP")
            chunk = chunk[:8] + bytes([flags & ~(WEBP_EXIF | WEBP_XMP)]) + chunk[9:]
        if name in WEBP_KEPT:
            kept.append(chunk)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise CutShort("shorter than announced")
    at = 12
    while at + 8 <= end:
        name, size = struct.unpack_from("<4sI", data, at)
        if at + 8 + size > end:
            raise CutShort("ends within a chunk")
        yield name, data[at : at + 8 + size] + b"\0" * (size % 2)
        at += 8 + size + size % 2


def heif_whole(data: bytes) -> None:
    """Decoders show what tiles there are and leave the others grey, so look at the boxes.

    Raises: CutShort, Broken.
    """
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:  # up to the end, wherever that is
            return
        if size < 8:
            raise Broken("a box without a length")
        at += size
    if at > len(data):
        raise CutShort("ends within a box")
