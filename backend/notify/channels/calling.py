"""One call of a provider's HTTP interface: five seconds in all, no redirect, JSON back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

import aiohttp
from yarl import URL

from backend.notify.answers import UNREACHED, Answer, NotTaken

IN_ALL_S = 5.0


class Teller(Protocol):
    """A channel to one person."""

    async def tell(self, phone: str, *, kind: str, number: str) -> Answer:
        """Say kind and number, nothing else (DOMAIN, rule 6). Never raises for what the other
        side does: that is an answer.
        """
        ...


async def call(
    session: aiohttp.ClientSession,
    method: str,
    url: URL,
    *,
    json: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The JSON object that was answered, whatever the status.

    Raises:
        NotTaken: nothing came, a server's fault, too many, or something that is no JSON object.
    """
    try:
        async with (
            asyncio.timeout(IN_ALL_S),
            session.request(
                method, url, json=json, headers=headers, allow_redirects=False
            ) as reply,
        ):
            if reply.status >= 500 or reply.status == 429:
                raise NotTaken(Answer(reply.status, "busy"))
            said = await reply.json(content_type=None)
    except TimeoutError:
        raise NotTaken(Answer(UNREACHED, "timeout")) from None
    except ValueError:
        raise NotTaken(Answer(502, "no json")) from None
    except (aiohttp.ClientError, OSError) as fault:
        raise NotTaken(Answer(UNREACHED, type(fault).__name__)) from None
    if not isinstance(said, dict):
        raise NotTaken(Answer(502, "no json"))
    return said
