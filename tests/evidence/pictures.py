"""Pictures for tests: the real ones of tests/data, and ones made here, honest and hostile."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pillow_heif
from PIL import Image

PHOTOS = Path(__file__).parents[1] / "data" / "photos"
ORIENTATION = 0x0112
# The standard's own picture of which dot comes in which pass.
_ADAM7 = [
    [1, 6, 4, 6, 2, 6, 4, 6],
    [7, 7, 7, 7, 7, 7, 7, 7],
    [5, 6, 5, 6, 5, 6, 5, 6],
    [7, 7, 7, 7, 7, 7, 7, 7],
    [3, 6, 4, 6, 3, 6, 4, 6],
    [7, 7, 7, 7, 7, 7, 7, 7],
    [5, 6, 5, 6, 5, 6, 5, 6],
    [7, 7, 7, 7, 7, 7, 7, 7],
]

pillow_heif.register_heif_opener()


def photo(name: str) -> bytes:
    """One of tests/data/photos: ``gps/DSCN0010.jpg``."""
    return (PHOTOS / name).read_bytes()


def sealed(width: int = 640, height: int = 480, colour: str = "teal") -> bytes:
    """A JPEG as a phone's canvas makes it: upright, without metadata."""
    return saved(Image.new("RGB", (width, height), colour), "JPEG")


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def heic(image: Image.Image, orientation: int = 1) -> bytes:
    """As a phone writes it: the stored rows, and beside them how to turn them."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return saved(image, "HEIF", quality=80, exif=exif.tobytes())


def png_of(width: int, height: int, *, rows_there: int | None = None) -> bytes:
    """A black grey-scale PNG of any size in few bytes; its container is always whole."""
    packer = zlib.compressobj(9)
    there = height if rows_there is None else rows_there
    rows = [packer.compress(bytes(width + 1)) for _ in range(there)]
    return _png(width, height, b"".join(rows) + packer.flush())


def interlaced(width: int, height: int, *, bytes_short: int = 0) -> bytes:
    """A black grey-scale PNG in the seven passes that its standard lists."""
    seen = [[_ADAM7[y % 8][x % 8] for x in range(width)] for y in range(height)]
    rows = b"".join(
        bytes(1 + line.count(step)) for step in range(1, 8) for line in seen if step in line
    )
    return _png(width, height, zlib.compress(rows[bytes_short:]), interlace=1)


def looks(data: bytes) -> list[tuple[int, int, int]]:
    """The picture as 4 × 4 colours: what is compared when bytes need not be equal."""
    small = opened(data).convert("RGB").resize((4, 4), Image.Resampling.BOX)
    return [small.getpixel((x, y)) for y in range(4) for x in range(4)]  # type: ignore[misc]


def alike(one: bytes, other: bytes) -> bool:
    """The same way up; the cameras of the orientation samples differ a little in colour."""
    pairs = zip(looks(one), looks(other), strict=True)
    return all(abs(a - b) <= 30 for left, right in pairs for a, b in zip(left, right, strict=True))


def _png(width: int, height: int, rows: bytes, *, interlace: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, interlace)
    chunks = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
