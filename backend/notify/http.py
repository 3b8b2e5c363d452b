"""``POST /push/ack``: the service worker acknowledges. No session: the delivery's id is random."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from backend.kernel.flood import WAIT_S, Flood
from backend.notify.hearing import heard
from backend.people.lockout import address_key

BODY_BYTES_MAX = 256


@dataclass(frozen=True, slots=True)
class AckDesk:
    """Takes acknowledgements in: ``{"d": delivery, "t": "shown" | "clicked"}``.

    204, also for a delivery never made: the answer tells nothing. 400 and 413 for what is none,
    429 for too many from one address.
    """

    address: Callable[[Request], str]
    clock: Callable[[], datetime]
    flood: Flood = field(default_factory=Flood)

    def routes(self) -> list[Route]:
        return [Route("/push/ack", self.post, methods=["POST"])]

    async def post(self, request: Request) -> Response:
        if self.flood.over(address_key(self.address(request)), self.clock()):
            return Response(status_code=429, headers={"retry-after": str(WAIT_S)})
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        ack = _read(body)
        if ack is None:
            return Response(status_code=400)
        await heard(ack[0], clicked=ack[1], now=self.clock())
        return Response(status_code=204)


async def _body(request: Request) -> bytes | None:
    """At most 256 bytes; None: there are more."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES_MAX:
            return None
    return body


def _read(body: bytes) -> tuple[UUID, bool] | None:
    try:
        said = json.loads(body)
        if said["t"] not in ("shown", "clicked"):
            return None
        return UUID(said["d"]), said["t"] == "clicked"
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
