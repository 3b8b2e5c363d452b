"""The Range header: one range of bytes, or the whole. Pure (RFC 9110, section 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class NotSatisfiable(Exception):
    """The range lies behind the last byte."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes ``start`` to ``end`` (not included)."""

    start: int
    end: int


def asked(header: str | None, *, size_bytes: int) -> Span | None:
    """The span asked for; None for the whole: no header, a malformed one, several ranges.

    Raises:
        NotSatisfiable
    """
    found = _ONE.fullmatch(header.replace(" ", "")) if header else None
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many bytes
        if int(last) == 0:
            raise NotSatisfiable
        return Span(max(0, size_bytes - int(last)), size_bytes)
    start, end = int(first), int(last) + 1 if last else size_bytes
    if last and end <= start:
        return None  # malformed
    if start >= size_bytes:
        raise NotSatisfiable
    return Span(start, min(end, size_bytes))
