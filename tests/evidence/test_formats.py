"""Whole or not, and the picture alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image

from backend.evidence.formats import (
    Broken,
    CutShort,
    Moving,
    jpeg_alone,
    png_alone,
    png_rows_whole,
    webp_alone,
)
from tests.evidence.pictures import interlaced, opened, photo, png_of, saved, sealed

Alone = Callable[[bytes], bytes]
GREY = Image.effect_noise((64, 48), 60)
COLOUR = Image.merge("RGB", (GREY, GREY.rotate(180), GREY))
EXIF = Image.Exif()
EXIF[0x010F] = "Maker of the phone"
CLEAN = [
    pytest.param(jpeg_alone, saved(COLOUR, "JPEG"), id="jpeg"),
    pytest.param(jpeg_alone, saved(COLOUR, "JPEG", progressive=True), id="progressive"),
    pytest.param(jpeg_alone, saved(COLOUR.convert("CMYK"), "JPEG"), id="cmyk"),
    pytest.param(png_alone, saved(COLOUR, "PNG"), id="png"),
    pytest.param(webp_alone, saved(COLOUR, "WEBP"), id="webp"),
    pytest.param(webp_alone, saved(COLOUR, "WEBP", lossless=True), id="webp-lossless"),
]


@pytest.mark.parametrize(("alone", "data"), CLEAN)
def test_a_clean_picture_stays_as_it_is(alone: Alone, data: bytes) -> None:
    assert alone(data) == data


@pytest.mark.parametrize(("alone", "data"), CLEAN)
def test_what_was_appended_is_left_out(alone: Alone, data: bytes) -> None:
    assert alone(data + b"\xff\xd9 a clip of two seconds") == data


@pytest.mark.parametrize(("alone", "data"), CLEAN)
def test_a_picture_cut_anywhere_is_refused(alone: Alone, data: bytes) -> None:
    for length in range(12, len(data) - 1):
        with pytest.raises((CutShort, Broken)):
            alone(data[:length])


@pytest.mark.parametrize(
    ("alone", "form"), [(jpeg_alone, "JPEG"), (png_alone, "PNG"), (webp_alone, "WEBP")]
)
def test_metadata_goes_and_every_dot_stays(alone: Alone, form: str) -> None:
    data = saved(COLOUR, form, exif=EXIF.tobytes(), xmp=b"<x:xmpmeta>secret</x:xmpmeta>")
    assert b"Maker" in data

    bare = alone(data)

    assert b"Maker" not in bare
    assert b"secret" not in bare
    assert opened(bare).tobytes() == opened(data).tobytes()
    assert "exif" not in opened(bare).info


def test_a_preview_within_a_jpeg_goes() -> None:
    data = sealed(64, 64)
    assert data[2:4] == b"\xff\xe0"
    preview = data[:4] + b"\x00\x13" + data[6:18] + b"\x01\x01" + b"RGB" + data[20:]

    assert jpeg_alone(preview) == data


def test_the_second_picture_behind_an_hdr_photo_goes() -> None:
    two = saved(COLOUR, "MPO", save_all=True, append_images=[COLOUR])

    assert opened(jpeg_alone(two)).format == "JPEG"
    assert jpeg_alone(two).count(b"\xff\xd9") == 1


def test_damage_within_a_scan_does_not_end_it() -> None:
    data = photo("broken/corrupted.jpg")

    bare = jpeg_alone(data)

    assert len(bare) > 1_880_000  # all of the scan; only EXIF and an appended preview are gone
    opened(bare).load()


def test_a_moving_picture_is_no_photo() -> None:
    data = saved(COLOUR, "WEBP", save_all=True, append_images=[COLOUR.rotate(90)])

    with pytest.raises(Moving):
        webp_alone(data)


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xd9", b"\xff\xd8\xff\xe0\x00\x00\xff\xd9"])
def test_a_jpeg_without_a_picture_is_broken(data: bytes) -> None:
    with pytest.raises(Broken):
        jpeg_alone(data)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (9, 5), (64, 48)])
def test_a_png_of_any_kind_has_all_its_rows(mode: str, size: tuple[int, int]) -> None:
    png_rows_whole(saved(Image.new(mode, size), "PNG"))


def test_an_interlaced_png_has_all_its_rows() -> None:
    for width in range(1, 18):
        whole = interlaced(width, 13)
        assert opened(whole).size == (width, 13)

        png_rows_whole(whole)
        with pytest.raises(CutShort):
            png_rows_whole(interlaced(width, 13, bytes_short=1))


@pytest.mark.parametrize("rows", [0, 1, 47])
def test_a_png_without_its_last_rows_is_cut_short(rows: int) -> None:
    with pytest.raises(CutShort):
        png_rows_whole(png_of(64, 48, rows_there=rows))


def test_a_png_with_a_changed_bit_is_broken() -> None:
    data = bytearray(saved(COLOUR, "PNG"))
    data[len(data) // 2] ^= 1

    with pytest.raises(Broken):
        png_alone(bytes(data))
