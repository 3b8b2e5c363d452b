"""How a photo is spoken of; its bytes travel by ``http``."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from backend.evidence.queries import PhotoRow


@strawberry.type
class Photo:
    id: UUID
    sha256: str
    taken_at: datetime | None
    width_px: int
    height_px: int
    check_code: str = strawberry.field(
        description="水印上的校验码；GET photos/{id} 给 thumb、display、evidence 三种。"
    )

    @classmethod
    def of(cls, row: PhotoRow) -> Photo:
        return cls(
            id=row.id,
            sha256=row.sha256,
            taken_at=row.taken_at,
            width_px=row.width_px,
            height_px=row.height_px,
            check_code=row.check_code,
        )
