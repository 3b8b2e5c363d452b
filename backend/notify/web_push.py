"""One push to one endpoint, by RFC 8030, 8291, 8292. Source: STACK.md, traps of pywebpush.

Five seconds in all, no redirect is followed, the claims are fresh each time (pywebpush writes the
audience into those it is given), and the connection goes to the very address that was checked: the
resolver answers only with public ones, so a second look-up cannot be turned inwards.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from pywebpush import WebPushException, webpush_async

from backend.kernel.refusal import Refusal
from backend.notify.answers import UNREACHED, Answer
from backend.notify.endpoints import EndpointRules
from backend.notify.models import Doorbell
from backend.notify.outside import Outside, PushKeys

IN_ALL_S = 5.0


@dataclass(frozen=True, slots=True)
class Push:
    body: str
    topic: str
    ttl_s: int
    urgent: bool


class Redirected(aiohttp.ClientError):
    """The push service sent us elsewhere; we do not go."""


class CheckedResolver(AbstractResolver):
    """Looks a host up, and answers only when every address may be connected to."""

    def __init__(self, rules: EndpointRules) -> None:
        self._rules = rules

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises OSError: there is none, or one of them is not public."""
        found = await self.look_up(host, port, family)
        if not found or not all(self._rules.may_connect(host, each["host"]) for each in found):
            raise OSError(f"{host} has an address that is not public")
        return found

    async def look_up(
        self, host: str, port: int, family: socket.AddressFamily
    ) -> list[ResolveResult]:
        loop = asyncio.get_running_loop()
        rows = await loop.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=kind,
                proto=proto,
                flags=socket.AI_NUMERICHOST,
            )
            for kind, _, proto, _, address in rows
        ]

    async def close(self) -> None:
        return None


async def _no_redirect(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    response = await handler(request)
    if 300 <= response.status < 400:
        response.close()
        raise Redirected(str(response.status))
    return response


class Pusher:
    """Sends pushes over connections that it keeps; one for each worker process."""

    def __init__(self, session: aiohttp.ClientSession, rules: EndpointRules) -> None:
        self._session, self._rules = session, rules

    async def send(self, bell: Doorbell, push: Push, keys: PushKeys) -> Answer:
        """Never raises for what the other side does: that is an answer."""
        try:
            self._rules.host_of(bell.endpoint)  # the list may have changed since it was added
            async with asyncio.timeout(IN_ALL_S):
                await webpush_async(
                    {
                        "endpoint": bell.endpoint,
                        "keys": {"p256dh": bell.p256dh, "auth": bell.auth},
                    },
                    push.body,
                    vapid_private_key=keys.private,
                    vapid_claims={"sub": keys.subject},
                    ttl=push.ttl_s,
                    headers={"urgency": "high" if push.urgent else "normal", "topic": push.topic},
                    aiohttp_session=self._session,
                    timeout=aiohttp.ClientTimeout(total=IN_ALL_S),
                )
        except WebPushException as no:
            return Answer(no.status_code or UNREACHED, "", _seconds(no.retry_after))
        except Refusal as no:
            return Answer(403, no.code)
        except Redirected as elsewhere:
            return Answer(int(str(elsewhere)), "redirect")
        except TimeoutError:
            return Answer(UNREACHED, "timeout")
        except (aiohttp.ClientError, OSError) as fault:
            return Answer(UNREACHED, type(fault).__name__)
        return Answer(201)


@asynccontextmanager
async def pusher(here: Outside, resolver: AbstractResolver | None = None) -> AsyncIterator[Pusher]:
    """Through a proxy the proxy looks hosts up; then the list of hosts alone is the guard."""
    checked = None if here.proxy else resolver or CheckedResolver(here.endpoints)
    connector = aiohttp.TCPConnector(resolver=checked, limit=0, use_dns_cache=False)
    async with aiohttp.ClientSession(
        connector=connector,
        middlewares=(_no_redirect,),
        cookie_jar=aiohttp.DummyCookieJar(),
        proxy=here.proxy or None,
    ) as session:
        yield Pusher(session, here.endpoints)


def _seconds(retry_after: str | None) -> int | None:
    """Of ``Retry-After``; a date is left to our own back-off."""
    text = (retry_after or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
