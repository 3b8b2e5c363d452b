"""What exports announce: who took how many rows out, by which filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from backend.kernel.ledger import Event


@dataclass(frozen=True, slots=True)
class ExportMade(Event):
    """A file is ready. A text that was searched for is not repeated here, only that there was."""

    name: ClassVar[str] = "exports.made"
    subject_kind: ClassVar[str] = "export"
    rows: int
    filter: list[str]  # each condition as name=value


@dataclass(frozen=True, slots=True)
class ExportFetched(Event):
    """The file left the house."""

    name: ClassVar[str] = "exports.fetched"
    subject_kind: ClassVar[str] = "export"
    rows: int
