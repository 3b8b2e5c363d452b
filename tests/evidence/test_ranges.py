"""One range, the whole, or 416."""

from __future__ import annotations

import pytest

from backend.evidence.ranges import NotSatisfiable, Span, asked


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", Span(0, 1)),
        ("bytes=0-99", Span(0, 100)),
        ("bytes=10-", Span(10, 100)),
        ("bytes=10-1000", Span(10, 100)),
        ("bytes=-10", Span(90, 100)),
        ("bytes=-1000", Span(0, 100)),
        ("bytes = 5 - 6", Span(5, 7)),
        (None, None),
        ("", None),
        ("bytes=-", None),
        ("bytes=9-3", None),
        ("bytes=0-1,5-6", None),
        ("bytes=a-b", None),
        ("bytes=٣-٤", None),
        ("items=0-1", None),
        (f"bytes={'9' * 5000}-", None),
    ],
)
def test_a_range_is_read_as_the_standard_says(header: str | None, span: Span | None) -> None:
    assert asked(header, size_bytes=100) == span


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_behind_the_end_cannot_be_satisfied(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        asked(header, size_bytes=100)
