"""Requests from this process to a server in another, and what they cost that one."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

CLIENTS = 4
_TICK_S = 1 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one request: processor milliseconds of the server process; requests per second."""

    processor_ms: float
    per_second: float

    def beside(self, baseline: Cost) -> str:
        share = baseline.processor_ms / self.processor_ms
        own, bare = self._shown(), baseline._shown()
        return f"{own}   bare {bare}   {share:.2f} of the bare handler's speed"

    def _shown(self) -> str:
        return f"{self.processor_ms:6.2f} ms {self.per_second:6.0f}/s"


def processor_s(pid: int) -> float:
    """User and system time of a process with all its threads, since it started."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * _TICK_S


def resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(row for row in status.splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def measure(
    pid: int, request: Callable[[int], Awaitable[None]], *, count: int, warm_up: int = 40
) -> Cost:
    """``count`` numbered requests from CLIENTS clients; ``warm_up`` before do not count."""
    await _run(request, range(warm_up))
    before, start = processor_s(pid), perf_counter()
    await _run(request, range(warm_up, warm_up + count))
    took = perf_counter() - start
    return Cost((processor_s(pid) - before) * 1000 / count, count / took)


async def _run(request: Callable[[int], Awaitable[None]], numbers: range) -> None:
    left = iter(numbers)

    async def client() -> None:
        for number in left:
            await request(number)

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
