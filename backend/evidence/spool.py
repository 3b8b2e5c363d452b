"""Evidence on its way in: counted and hashed as it comes, in memory while small, then on disk.

The file behind it has no name, so nothing is left over when a process dies.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import BinaryIO, Self, cast

from backend.evidence.rules import HEAD_BYTES, PHOTO_BYTES_MAX
from backend.kernel.refusal import Refusal, Remedy

IN_MEMORY_BYTES = 1024 * 1024
MEGABYTE = 1024 * 1024
# What is refused is still read, up to here: who closes on a phone that is sending is not heard.
READ_ON_BYTES = 2 * PHOTO_BYTES_MAX


class PhotoTooBig(Refusal):
    """The body has more bytes than a photo may have. Facts: ``most`` (megabytes)."""

    code, remedy = "photo_too_big", Remedy.FIX
    text = "这张照片超过 {most} MB，请去掉，或换一张小一些的再发。"


class VoiceTooBig(Refusal):
    """The body has more bytes than a voice note may have. Facts: ``most`` (megabytes)."""

    code, remedy = "voice_too_big", Remedy.FIX
    text = "这段录音超过 {most} MB，请去掉，说短一些或改用文字。"


class UploadBroken(Refusal):
    """Nothing came for too long."""

    code, remedy = "upload_broken", Remedy.RETRY
    text = "传到一半断了，稍后会自动重传。"


class Spool:
    """``most`` bytes are taken; more are answered with ``too_big``."""

    def __init__(
        self, *, most: int = PHOTO_BYTES_MAX, too_big: type[Refusal] = PhotoTooBig
    ) -> None:
        self._most, self._too_big = most, too_big
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - see __exit__
        self._hash = sha256()
        self.size_bytes = 0
        self.head = b""

    @property
    def file(self) -> BinaryIO:
        """The bytes, from the first one."""
        self._file.seek(0)
        return cast(BinaryIO, self._file)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    async def fill(self, stream: AsyncIterator[bytes], *, silence_s: float) -> None:
        """Take in a body; ``silence_s`` is the longest wait for its next piece.

        Raises:
            PhotoTooBig, or the refusal given: more than may be, announced or not (remedy: fix).
            UploadBroken: silence (remedy: retry).
        """
        async for chunk in _without_silence(stream, silence_s):
            if self.size_bytes + len(chunk) > self._most:
                await drain(stream, silence_s=silence_s)
                raise self._too_big(most=self._most // MEGABYTE)
            self.size_bytes += len(chunk)
            self.head = (self.head + chunk[:HEAD_BYTES])[:HEAD_BYTES]
            self._hash.update(chunk)
            self._file.write(chunk)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._file.close()


async def drain(stream: AsyncIterator[bytes], *, silence_s: float) -> None:
    """Read on for a while without keeping, so that the answer reaches a phone that is sending.

    Raises:
        UploadBroken
    """
    passed = 0
    async for chunk in _without_silence(stream, silence_s):
        passed += len(chunk)
        if passed > READ_ON_BYTES:
            return


async def _without_silence(stream: AsyncIterator[bytes], silence_s: float) -> AsyncIterator[bytes]:
    while True:
        try:
            async with asyncio.timeout(silence_s):
                chunk = await anext(stream, None)
        except TimeoutError:
            raise UploadBroken() from None
        if chunk is None:
            return
        yield chunk
