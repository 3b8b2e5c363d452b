"""The built PWA, served in the embedded default (in production a proxy may do it).

``index.html``, ``sw.js`` and the manifest are asked for anew each time, hashed assets are kept for
ever, and an unknown path is the app's own: it answers ``index.html`` (DECISIONS 19). One build
serves any path prefix: ``<base href>`` is written here from the public address.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

NOT_THE_APP = re.compile(r"/(graphql|photos|voices|imports|qr|healthz|readyz|metrics|p)(/|$)")
ASK_ANEW = {"cache-control": "no-cache"}
KEEP = {"cache-control": "public, max-age=31536000, immutable"}


class PwaFiles(StaticFiles):
    """Files of one build; falls back to the app's page for paths that only the app knows.

    ``policy``: the content policy of the page. Workers have the one their own file came with.
    """

    def __init__(self, folder: Path, *, prefix: str, policy: str) -> None:
        super().__init__(directory=folder)
        self._policy = {"content-security-policy": policy}
        self._page = _page(folder / "index.html", prefix)

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path in {".", "index.html"}:
            return self._app_page()
        try:
            response = await super().get_response(path, scope)
        except HTTPException as missing:
            if (
                missing.status_code != 404
                or NOT_THE_APP.match("/" + path)
                or "." in Path(path).name
            ):
                raise
            return self._app_page()
        kept = KEEP if path.startswith("assets/") else ASK_ANEW
        response.headers.update(kept | self._policy)
        return response

    def _app_page(self) -> Response:
        return HTMLResponse(self._page, headers=ASK_ANEW | self._policy)


def _page(path: Path, prefix: str) -> str:
    """The app's page with the base of every relative address in it."""
    page = path.read_text(encoding="utf-8")
    base = f'<base href="{escape(prefix)}/">'
    if "<base" in page:
        return re.sub(r"<base[^>]*>", base, page, count=1)
    return page.replace("<head>", f"<head>{base}", 1)


def not_built() -> Route:
    """What stands where no PWA has been built."""

    async def say(_: Request) -> Response:
        return HTMLResponse(
            "<!doctype html><meta charset=utf-8><title>包联通</title>"
            "<p>手机端还没有构建：在项目目录里运行 make run。",
            503,
        )

    return Route("/", say)
