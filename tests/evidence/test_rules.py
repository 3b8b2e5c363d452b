"""What a file is, what its code is, what stands under its copy."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from PIL import Image

from backend.evidence.rules import Kind, check_code, kind_of, looks_like, strip_text, verify
from tests.evidence.pictures import heic, photo, saved, sealed

SQUARE = Image.new("RGB", (16, 16))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (sealed(), Kind.JPEG),
        (saved(SQUARE, "PNG"), Kind.PNG),
        (saved(SQUARE, "WEBP"), Kind.WEBP),
        (heic(SQUARE), Kind.HEIF),
        (photo("phone/iphone_13_pro_max.HEIC"), Kind.HEIF),
    ],
    ids=lambda value: value.name if isinstance(value, Kind) else "",
)
def test_a_photo_is_known_by_its_first_bytes(data: bytes, kind: Kind) -> None:
    assert kind_of(data[:512]) is kind


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (saved(SQUARE, "GIF"), "gif"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
        (photo("broken/page-named-photo.jpg"), "html"),
        (b"%PDF-1.7\n", "pdf"),
        (saved(SQUARE, "AVIF"), "avif"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", "video"),
        (b"MZ\x90\0", "other"),
        (b"", "other"),
        (b"\0\0\0\0ftyp", "video"),
    ],
)
def test_what_is_no_photo_is_called_by_what_it_looks_like(data: bytes, word: str) -> None:
    assert kind_of(data[:512]) is None
    assert looks_like(data[:512]) == word


def test_a_check_code_is_the_first_40_bits_of_the_hash() -> None:
    # 0xba7816bf8f = 10111 01001 11100 00001 01101 01111 11100 01111
    assert sha256(b"abc").hexdigest().startswith("ba7816bf8f")
    assert check_code(sha256(b"abc").hexdigest()) == "Q9W1DFWF"


@pytest.mark.parametrize("typed", ["Q9W1DFWF", "q9w1-dfwf", "Q9WI DFWF", "Q9Wl-DFWF"])
def test_a_code_is_verified_as_people_write_it(typed: str) -> None:
    assert verify(typed, b"abc")
    assert not verify(typed, b"abd")


@pytest.mark.parametrize("typed", ["", "Q9W1DFW", "Q9W1DFWFF", "照片"])
def test_half_a_code_verifies_nothing(typed: str) -> None:
    assert not verify(typed, b"abc")


def test_the_strip_says_when_which_and_how_to_check() -> None:
    at, later = datetime(2026, 11, 23, 2, 24, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)

    shot = strip_text(taken_at=at, received_at=later, number="WD-2026-0012", code="Q9W1DFWF")
    plain = strip_text(taken_at=None, received_at=later, number="", code="Q9W1DFWF")
    foreign = strip_text(taken_at=at, received_at=later, number="卫东-12", code="Q9W1DFWF")

    assert shot == "2026-11-23 10:24 +0800   WD-2026-0012   Q9W1-DFWF"
    assert plain == "received 2026-11-23 16:00 +0800   Q9W1-DFWF"
    assert foreign.isascii()
