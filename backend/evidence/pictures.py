"""What is done to pictures. Runs in the process of ``picture_process`` only: hostile bytes go here.

Imports nothing of ours but pure rules, so that the process stays small.
"""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageDraw, ImageFile, ImageFont, ImageOps

from backend.evidence.formats import (
    heif_whole,
    jpeg_alone,
    png_alone,
    png_rows_whole,
    webp_alone,
)
from backend.evidence.rules import DISPLAY_PX, PIXELS_MAX, THUMB_PX, Kind

ORIENTATION = 0x0112
UPRIGHT = 1
EVIDENCE_QUALITY, DISPLAY_QUALITY, THUMB_QUALITY = 92, 82, 76
INK, PAPER = (255, 255, 255), (31, 35, 41)
MARGIN_PX, TEXT_PX, TEXT_PX_LEAST = 10, 22, 11
ALONE = {Kind.JPEG: jpeg_alone, Kind.PNG: png_alone, Kind.WEBP: webp_alone}
# What a parser of damaged metadata may raise; the picture itself is judged by decoding it.
DAMAGED_METADATA = (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, struct.error)


class TooManyPixels(Exception):
    """More pixels than are taken. Known from the header, before a row is decoded."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that is whole. ``evidence`` is None where the bytes that came are kept."""

    media_type: str
    width_px: int
    height_px: int
    evidence: bytes | None


@dataclass(frozen=True, slots=True)
class Copies:
    display: bytes
    thumb: bytes


def prepare() -> None:
    """Settings of the library for the whole process."""
    Image.MAX_IMAGE_PIXELS = None  # judged here, with an answer instead of a warning
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("ignore")  # the decoder's remarks on odd metadata


def inspect(data: bytes, kind: Kind) -> Kept:
    """Prove that a picture is whole, and give it upright and without metadata.

    Untouched if it is that already; without re-encoding if only metadata has to go.

    Raises: TooManyPixels, formats.CutShort, formats.Broken, formats.Moving, MemoryError,
        and whatever a decoder says of what it cannot read.
    """
    if kind is Kind.HEIF:
        return _converted(_opened_heif(data))
    alone = ALONE[kind](data)
    image = _opened(alone, kind)
    if kind is Kind.PNG:
        png_rows_whole(alone)
    image.load()  # every row, of the very bytes that are kept
    if _orientation(data) != UPRIGHT:
        return _converted(_opened(data, kind))
    return Kept(kind.value, *image.size, None if alone == data else alone)


def copies(evidence: bytes, strip: str) -> Copies:
    """The display copy with its strip underneath, and the thumbnail. Both JPEG, sRGB.

    The strip is added below: it covers nothing of the evidence.
    """
    with Image.open(io.BytesIO(evidence)) as image:
        _check_pixels(image)
        image.draft("RGB", (DISPLAY_PX, DISPLAY_PX))
        small = _srgb(ImageOps.exif_transpose(image))
    small.thumbnail((DISPLAY_PX, DISPLAY_PX), Image.Resampling.LANCZOS)
    thumb = small.copy()
    thumb.thumbnail((THUMB_PX, THUMB_PX), Image.Resampling.LANCZOS)
    display = _with_strip(small, strip)
    return Copies(_jpeg(display, DISPLAY_QUALITY), _jpeg(thumb, THUMB_QUALITY))


def _opened(data: bytes, kind: Kind) -> Image.Image:
    # Only the decoder of the sniffed kind: no other parser ever sees these bytes.
    image = Image.open(io.BytesIO(data), formats=[kind.name])
    _check_pixels(image)
    return image


def _opened_heif(data: bytes) -> Image.Image:
    heif_whole(data)
    import pillow_heif  # large, and only some iPhones send what needs it

    pillow_heif.register_heif_opener(thumbnails=False)
    image = Image.open(io.BytesIO(data), formats=["HEIF"])
    _check_pixels(image)
    return image


def _check_pixels(image: Image.Image) -> None:
    if image.width * image.height > PIXELS_MAX:
        raise TooManyPixels(f"{image.width}x{image.height}")


def _orientation(data: bytes) -> int:
    try:
        with Image.open(io.BytesIO(data)) as image:
            return int(image.getexif().get(ORIENTATION, UPRIGHT))
    except DAMAGED_METADATA:
        return UPRIGHT  # as browsers show it


def _converted(image: Image.Image) -> Kept:
    """Re-encoded: upright, no metadata, colours kept."""
    upright = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    if upright.mode not in ("RGB", "L"):
        upright, profile = _flat(upright), profile if upright.mode in ("RGBA", "P") else None
    evidence = _jpeg(upright, EVIDENCE_QUALITY, profile)
    return Kept(Kind.JPEG.value, *upright.size, evidence)


def _flat(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def _srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    flat = _flat(image)
    if not profile or image.mode not in ("RGB", "RGBA"):
        return flat
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return flat  # a damaged profile costs a shade of colour, never the copy
    return turned or flat


def _with_strip(image: Image.Image, text: str) -> Image.Image:
    font, text_width = _font(text, image.width - 2 * MARGIN_PX)
    height = int(font.size * 1.3) + 2 * MARGIN_PX
    width = max(image.width, text_width + 2 * MARGIN_PX)
    sheet = Image.new("RGB", (width, image.height + height), PAPER)
    sheet.paste(image, ((width - image.width) // 2, 0))
    ImageDraw.Draw(sheet).text((MARGIN_PX, image.height + MARGIN_PX), text, INK, font)
    return sheet


def _font(text: str, width_px: int) -> tuple[ImageFont.FreeTypeFont, int]:
    """The library's built-in font, as large as the width allows."""
    for size in range(TEXT_PX, TEXT_PX_LEAST, -1):
        font = _built_in(size)
        if font.getlength(text) <= width_px:
            break
    else:
        font = _built_in(TEXT_PX_LEAST)
    return font, int(font.getlength(text)) + 1


def _built_in(size_px: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size_px)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType: install its wheel")
    return font


def _jpeg(image: Image.Image, quality: int, profile: bytes | None = None) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, icc_profile=profile, exif=b"", xmp=b"", comment=b"")
    return out.getvalue()
