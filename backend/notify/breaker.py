"""A push host that fails is left alone for a while, so that it costs nobody anything. Pure."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

FAILURES_MAX = 5  # one after another
FIRST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(minutes=15)


class Breaker:
    """Per host, in this process: rests after five failures in a row, twice as long each time."""

    def __init__(self) -> None:
        self._failures: Counter[str] = Counter()
        self._until: dict[str, datetime] = {}

    def rests_until(self, host: str, now: datetime) -> datetime | None:
        """Until when the host is not to be asked; None: it may be."""
        until = self._until.get(host)
        return until if until is not None and now < until else None

    def resting(self, now: datetime) -> list[str]:
        """The hosts that are not to be asked now."""
        return [host for host, until in self._until.items() if now < until]

    def worked(self, host: str) -> None:
        self._failures.pop(host, None)
        self._until.pop(host, None)

    def failed(self, host: str, now: datetime) -> None:
        self._failures[host] += 1
        over = self._failures[host] - FAILURES_MAX
        if over >= 0:
            self._until[host] = now + min(LONGEST_REST, FIRST_REST * 2 ** min(over, 10))

    def asked_to_wait(self, host: str, until: datetime) -> None:
        """The host said 429 or 503 with a time: it is the host's, not this message's alone."""
        self._until[host] = max(until, self._until.get(host, until))
