"""How much one address may send where nobody signs in, before it is not even looked at.

Counted in the memory of this process: it keeps a flood off the database and is no rule of ours.
The rules are counted in rows, hold for all processes and outlive a restart (``people/throttle``).
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Final

A_MINUTE: Final = 120  # a whole office may sit behind one address
WAIT_S: Final = 60


class Flood:
    """Counts requests by the minute; what was counted is forgotten with it."""

    def __init__(self, most: int = A_MINUTE) -> None:
        self._most, self._minute = most, 0
        self._by: Counter[str] = Counter()

    def over(self, address: str, now: datetime) -> bool:
        """Count one request of this address; whether it is one too many."""
        minute = int(now.timestamp()) // 60
        if minute != self._minute:
            self._minute, self._by = minute, Counter()
        self._by[address] += 1
        return self._by[address] > self._most
