"""What other slices may ask about photos. Whoever asks has decided that the record may be seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from uuid import UUID

from backend.evidence.models import Photo


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo of a record, as lists and pages show it."""

    id: UUID
    subject_id: UUID
    sha256: str
    raw_sha256: str | None
    taken_at: datetime | None
    width_px: int
    height_px: int
    check_code: str

    def without_time(self) -> PhotoRow:
        """The same for readers to whom the hour would tell who took it."""
        return replace(self, taken_at=None)


_COLUMNS = tuple(field.name for field in fields(PhotoRow))


async def receipts(subject_ids: Collection[UUID]) -> list[PhotoRow]:
    """Every photo bound to these records, record by record, each in its order. One statement.

    ``sha256`` is of the evidence; ``raw_sha256``, where there is one, is the hash the phone knows.
    """
    rows = Photo.filter(subject_id__in=list(subject_ids)).order_by("subject_id", "position", "id")
    return [PhotoRow(**row) for row in await rows.values(*_COLUMNS)] if subject_ids else []


async def in_order(photo_ids: Sequence[UUID], *, subject_id: UUID) -> list[PhotoRow]:
    """The photos that one revision names, in its order; only those bound to this record."""
    if not photo_ids:
        return []
    rows = await Photo.filter(subject_id=subject_id, id__in=list(photo_ids)).values(*_COLUMNS)
    found = {row["id"]: PhotoRow(**row) for row in rows}
    return [found[one] for one in photo_ids if one in found]
