"""What imports announce; what each row did is announced by the deeds of the row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from backend.kernel.ledger import Event


@dataclass(frozen=True, slots=True)
class ImportUploaded(Event):
    name: ClassVar[str] = "imports.uploaded"
    subject_kind: ClassVar[str] = "import_job"
    kind: str


@dataclass(frozen=True, slots=True)
class ImportApplied(Event):
    """An admin asked for a checked file to be applied."""

    name: ClassVar[str] = "imports.apply_asked"
    subject_kind: ClassVar[str] = "import_job"
    kind: str
