"""The service worker as DevTools reaches it: a push handed to it, what it shows."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from playwright.async_api import CDPSession, Page, Worker

from tests.e2e.app import SLOW_MS, stored

SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready
  const shown = await registration.getNotifications()
  return shown.map(({ title, tag, data }) => ({ title, tag, data }))
}"""
TOLD = """() => {
  delete registration.showNotification // told once
  const show = registration.showNotification.bind(registration)
  self.handled = new Promise((one) => {
    registration.showNotification = (...words) => show(...words).finally(one)
  })
}"""
WITHIN_S = SLOW_MS / 1000


class WorkerOf:
    """The worker behind an open page of the app."""

    def __init__(
        self, page: Page, session: CDPSession, worker: Worker, registration: str, origin: str
    ) -> None:
        self._page, self._session, self._worker = page, session, worker
        self._registration, self._origin = registration, origin

    @classmethod
    async def page(cls, page: Page) -> WorkerOf:
        """Waits until the worker is in charge of the page."""
        await stored(page)
        [worker] = page.context.service_workers
        session = await page.context.new_cdp_session(page)
        found: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def look(event: dict[str, Any]) -> None:
            for one in event["registrations"]:
                if not one["isDeleted"] and not found.done():
                    found.set_result(one["registrationId"])

        session.on("ServiceWorker.workerRegistrationUpdated", look)
        await session.send("ServiceWorker.enable")
        origin = await page.evaluate("location.origin")
        return cls(page, session, worker, await asyncio.wait_for(found, 10), origin)

    async def push(self, message: object) -> None:
        """As a push service delivers it; returns when it is shown, or may not be.

        What is on the screen must not be asked before: Chromium then takes a notification that
        it is about to show for one that has been closed.
        """
        text = message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)
        await self._worker.evaluate(TOLD)
        await self._session.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self._origin, "registrationId": self._registration, "data": text},
        )
        async with asyncio.timeout(WITHIN_S):
            await self._worker.evaluate("self.handled")

    async def shown(self) -> list[dict[str, Any]]:
        """The notifications that are on the screen now."""
        found = await self._page.evaluate(SHOWN)
        assert isinstance(found, list)
        return found
