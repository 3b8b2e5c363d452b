"""What a recording is and how long it lasts, read from its container."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.evidence.formats import Broken, CutShort
from backend.evidence.sound_formats import NotSound, SoundKind, listen, sound_kind
from tests.evidence.sounds import mp4, webm

WEBM, MP4 = SoundKind.WEBM, SoundKind.MP4


@pytest.mark.parametrize("seconds", [1, 8, 59, 75])
def test_its_length_is_that_of_its_blocks(seconds: int) -> None:
    assert listen(webm(seconds), WEBM).duration_ms == seconds * 1000
    assert listen(mp4(seconds), MP4).duration_ms == seconds * 1000


def test_it_is_known_by_its_content() -> None:
    assert sound_kind(webm()[:512]) is WEBM
    assert sound_kind(mp4()[:512]) is MP4
    for other in (b"", b"OggS\0\2", b"RIFF\0\0\0\0WAVE", b"\xff\xd8\xff\xe0", b"<html>", b"ID3\4"):
        assert sound_kind(other) is None


def test_moving_pictures_and_other_codecs_are_no_voice() -> None:
    for data in (webm(track=1), webm(codec=b"V_VP8"), webm(codec=b"A_VORBIS")):
        with pytest.raises(NotSound):
            listen(data, WEBM)
    for data in (mp4(handler=b"vide"), mp4(entry=b"avc1"), mp4(0)):
        with pytest.raises(NotSound):
            listen(data, MP4)


def test_a_recording_that_a_dead_battery_ended_is_taken_as_far_as_it_goes() -> None:
    assert 3900 <= listen(webm(8)[: len(webm(4)) - 30], WEBM).duration_ms < 4000


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_comes_is_answered_and_nothing_else_is_raised(data: st.DataObject) -> None:
    whole, kind = data.draw(st.sampled_from([(webm(1), WEBM), (mp4(2), MP4)]))
    at = data.draw(st.integers(0, len(whole) - 1))
    noise = data.draw(st.binary(max_size=12))
    broken = whole[:at] + noise + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        assert listen(broken, kind).duration_ms >= 0
    except (CutShort, Broken, NotSound):
        return
