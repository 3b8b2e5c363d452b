"""An interface as WeCom and DingTalk both have it: an access token, and ``errcode`` in answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Mapping
from typing import Any

import aiohttp
from yarl import URL

from backend.notify.answers import Answer, NotTaken
from backend.notify.channels.calling import call

TOKEN_OVER = frozenset({40014, 42001})
BUSY = -1
WAIT_S = 60  # their limits are by the minute
MARGIN_S = 300  # a token must hold for the whole of a call


class ErrcodeApi:
    """Asks for the token by ``credentials`` once and keeps it while it holds."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        credentials: Mapping[str, str],
        *,
        too_many: Collection[int],
    ) -> None:
        self._session, self._url, self._credentials = session, url, credentials
        self._too_many = too_many
        self._lock = asyncio.Lock()
        self._token, self._until = "", 0.0

    async def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """What it says. A token that was taken back is asked for anew, once.

        Raises:
            NotTaken: it said no, or nothing.
        """
        for last in (False, True):
            token = await self._held_token()
            url = self._at(path, access_token=token)
            said = await call(self._session, "POST", url, json=body)
            if said.get("errcode") not in TOKEN_OVER or last:
                break
            if token == self._token:  # not asked for anew by another meanwhile
                self._until = 0.0
        return self._checked(said)

    async def _held_token(self) -> str:
        async with self._lock:
            if time.monotonic() >= self._until:
                url = self._at("gettoken", **self._credentials)
                said = self._checked(await call(self._session, "GET", url))
                self._token = str(said["access_token"])
                self._until = time.monotonic() + int(said["expires_in"]) - MARGIN_S
            return self._token

    def _at(self, path: str, **query: str) -> URL:
        return URL(f"{self._url}/{path}").with_query(query)

    def _checked(self, said: dict[str, Any]) -> dict[str, Any]:
        code = said.get("errcode", 0)
        if code == 0:
            return said
        if code in self._too_many:
            raise NotTaken(Answer(429, f"errcode {code}", WAIT_S))
        raise NotTaken(Answer(503 if code == BUSY else 400, f"errcode {code}"))
