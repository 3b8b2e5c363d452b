"""What every answer tells the browser to refuse. A route that says something itself is stricter.

The app's own page runs no inline code and talks to nobody but us (CSP level 3); its styles are set
through the DOM, which a policy does not count as inline.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOTHING: Final = "default-src 'none'; frame-ancestors 'none'"  # an answer is no page
OURSELVES_ONLY: Final = "camera=(self), geolocation=(self), microphone=(self)"
EVERYWHERE: Final = {
    "content-security-policy": NOTHING,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": OURSELVES_ONLY,
    "cache-control": "no-store",
}
_RAW = [(name.encode(), value.encode()) for name, value in EVERYWHERE.items()]


def app_policy(public_url: str, bucket: str | None) -> str:
    """The content policy of the app's page and of its workers.

    ``bucket``: the origin to which ``GET /photos`` leads, where the store hands out addresses.
    The socket is named beside ``'self'`` for browsers that count only http as themselves.
    """
    at = urlsplit(public_url)
    socket = f"{'wss' if at.scheme == 'https' else 'ws'}://{at.netloc}"
    shown = " ".join(filter(None, ["'self'", "blob:", bucket]))  # blob: what lies on the phone
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            "style-src 'self'",
            f"img-src {shown}",
            f"media-src {shown}",
            f"connect-src 'self' {socket}",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


class Guarded(Starlette):
    """An application whose every answer carries the headers, also those of its error handling."""

    def build_middleware_stack(self) -> ASGIApp:
        return _SecurityHeaders(super().build_middleware_stack())


class _SecurityHeaders:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name.lower() for name, _ in message["headers"]}
                added = [header for header in _RAW if header[0] not in said]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        await self._app(scope, receive, tell if scope["type"] == "http" else send)
