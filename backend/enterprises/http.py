"""The QR code of an enterprise as a picture: ``GET /qr/{code}.svg``.

It holds a link that any phone's camera opens: the public address + ``e/{code}``. The link tells
nothing that does not hang on the door, so no session is asked for.
"""

from __future__ import annotations

import io

import segno
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.enterprises.models import Enterprise
from backend.enterprises.rules import CODE_ALPHABET, CODE_CHARS


def qr_route(public_url: str) -> Route:
    """The route; ``public_url`` has no slash at its end."""

    async def qr(request: Request) -> Response:
        code = request.path_params["code"].upper()
        well_made = len(code) == CODE_CHARS and set(code) <= set(CODE_ALPHABET)
        if not well_made or not await Enterprise.filter(code=code, active=True).exists():
            return Response("没有这个码。", 404, media_type="text/plain; charset=utf-8")
        headers = {"cache-control": "public, max-age=86400"}
        return Response(picture(f"{public_url}/e/{code}"), 200, headers, "image/svg+xml")

    return Route("/qr/{code}.svg", qr, methods=["GET"])


def picture(link: str) -> bytes:
    """An SVG of the link, black on white with its quiet zone; a quarter of it may be dirty."""
    out = io.BytesIO()
    segno.make(link, error="q", micro=False).save(out, kind="svg", scale=8, light="white")
    return out.getvalue()
