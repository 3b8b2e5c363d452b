"""What anybody may know of the district: ``GET /district.json``.

For a phone on which nobody has signed in: whose app this is, and how long things are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from backend.people.queries import district

SELDOM_CHANGES = {"cache-control": "public, max-age=600"}


def district_route(clock: Callable[[], datetime]) -> Route:
    async def tell(_: Request) -> Response:
        known = await district(clock())
        open_facts = {
            "name": known.name,
            "hotline": known.hotline,
            "sessionDays": known.session_days,
            "retentionMonthsOfPositions": known.retention_months_of_positions,
            "retentionYearsOfPhotos": known.retention_years_of_photos,
        }
        return JSONResponse(open_facts, headers=SELDOM_CHANGES)

    return Route("/district.json", tell, methods=["GET"])
