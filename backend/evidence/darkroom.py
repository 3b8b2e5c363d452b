"""Our side of the picture process: one at a time, within limits, started again when it dies."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from backend.evidence.rules import Kind

ROOT = Path(__file__).parents[2]
PIPE_CHUNK_BYTES = 256 * 1024
TRIES = (
    2  # a process that was killed from outside deserves a second one; a killer photo gets no third
)


class RoomClosed(Exception):
    """The picture process cannot be started. Trying later may work."""


class Unusable(Exception):
    """It cannot be taken. ``why``: cut_short, undecodable, moving, pixels, memory, died."""

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why, said)
        self.why, self.said = why, said


@dataclass(frozen=True, slots=True)
class Limits:
    """Of the picture process; processor and wall time are for one picture."""

    memory_bytes: int = 1536 * 1024 * 1024
    cpu_s: int = 30
    wall_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Inspected:
    """A picture that is whole. ``evidence`` is None where the bytes that came are kept."""

    media_type: str
    width_px: int
    height_px: int
    evidence: bytes | None


class Darkroom:
    """Where pictures are decoded. One for each of our processes; ``close`` it at the end."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: Process | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def process_id(self) -> int | None:
        """Of the running picture process, for those who watch it."""
        return self._process.pid if self._process else None

    async def inspect(self, body: BinaryIO, size_bytes: int, kind: Kind) -> Inspected:
        """Decode every row; see ``pictures.inspect``.

        Raises:
            Unusable, RoomClosed
        """
        job = {"verb": "inspect", "kind": kind.value, "size": size_bytes}
        answer, (evidence,) = await self._ask(job, body)
        return Inspected(
            answer["media_type"],
            answer["width_px"],
            answer["height_px"],
            evidence if answer["changed"] else None,
        )

    async def draw_copies(self, evidence: bytes, strip: str) -> tuple[bytes, bytes]:
        """Display copy and thumbnail; see ``pictures.copies``.

        Raises:
            Unusable, RoomClosed
        """
        job = {"verb": "copies", "strip": strip, "size": len(evidence)}
        _, (display, thumb) = await self._ask(job, io.BytesIO(evidence))
        return display, thumb

    async def close(self) -> None:
        async with self._one_at_a_time:
            await self._end()

    async def _ask(self, job: dict[str, Any], body: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
        async with self._one_at_a_time:
            for _ in range(TRIES):
                process = await self._running()
                try:
                    async with asyncio.timeout(self._limits.wall_s):
                        answer, parts = await _exchange(process, job, body)
                except (asyncio.IncompleteReadError, ConnectionError):
                    if await self._end() == -signal.SIGXCPU:
                        raise Unusable("died", "processor time") from None
                    continue
                except TimeoutError:
                    await self._end()
                    raise Unusable("died", "wall time") from None
                except (
                    BaseException
                ):  # given up in the middle of a frame: nobody could go on reading
                    await self._end()
                    raise
                if "why" in answer:
                    raise Unusable(answer["why"], answer["said"])
                return answer, parts
            raise Unusable("died", f"{TRIES} processes")

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            limits = [str(self._limits.memory_bytes), str(self._limits.cpu_s)]
            command = [sys.executable, "-P", "-m", "backend.evidence.picture_process", *limits]
            # None of our settings, so no secret, goes where strangers' bytes are read.
            env = {"PYTHONPATH": str(ROOT), "PATH": os.defpath, "OMP_NUM_THREADS": "1"}
            try:
                self._process = await asyncio.create_subprocess_exec(
                    *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=env
                )
            except OSError as error:
                raise RoomClosed(str(error)) from error
        return self._process

    async def _end(self) -> int | None:
        """Make sure that the process is gone, and say how it ended."""
        process, self._process = self._process, None
        if process is None:
            return None
        if process.stdin:
            process.stdin.close()
        with suppress(ProcessLookupError):  # it ended by itself
            process.kill()  # does not change how one that is ending already ends
        return await process.wait()


async def _exchange(
    process: Process, job: dict[str, Any], body: BinaryIO
) -> tuple[dict[str, Any], list[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("started without pipes")
    head = json.dumps(job).encode()
    process.stdin.write(len(head).to_bytes(4, "big") + head)
    body.seek(0)
    while chunk := body.read(PIPE_CHUNK_BYTES):
        process.stdin.write(chunk)
        await process.stdin.drain()
    await process.stdin.drain()
    length = int.from_bytes(await process.stdout.readexactly(4), "big")
    answer = json.loads(await process.stdout.readexactly(length))
    parts = [await process.stdout.readexactly(size) for size in answer.pop("sizes")]
    return answer, parts
