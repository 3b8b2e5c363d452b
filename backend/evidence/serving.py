"""Evidence as an HTTP answer: ranges, validators, and headers that keep it harmless."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from backend.evidence.models import Photo, Voice
from backend.evidence.ranges import NotSatisfiable, Span, asked
from backend.evidence.rules import Kind, Size, copy_key
from backend.evidence.sound_formats import SoundKind
from storage import ObjectStore

ADDRESS_VALID_FOR = timedelta(seconds=60)
ENDINGS: Mapping[str, str] = {
    **{Kind.JPEG: "jpg", Kind.PNG: "png", Kind.WEBP: "webp"},
    **{SoundKind.WEBM: "webm", SoundKind.MP4: "m4a"},
}
# In the browser's own cache only, and under this session's cookie only: another person who signs
# in on the same phone gets nothing from it.
PRIVATE = {"vary": "Cookie", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff"}
HARMLESS = {
    **PRIVATE,
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
}
FOR_EVER = "private, max-age=31536000, immutable"
FOR_AN_HOUR = "private, max-age=3600"  # a display copy is drawn again when a number comes
ASK_EACH_TIME = "private, no-cache"  # the copy will stand here in a moment
NOT_KEPT = "private, no-store"  # who may hear a voice is asked each time, and no phone keeps it


@dataclass(frozen=True, slots=True)
class Form:
    """What is served: an object, its hash, size and type, and how long it stays true."""

    key: str
    sha256: str
    size_bytes: int
    media_type: str
    name: str  # what a browser saves it as, without its ending
    cache: str


def form_of(photo: Photo, size: Size) -> Form:
    """The form asked for; the evidence itself while its copy is not drawn yet."""
    if size is Size.DISPLAY and photo.display_sha256 and photo.display_bytes:
        return Form(
            *(copy_key(photo.id, size), photo.display_sha256, photo.display_bytes),
            *(Kind.JPEG.value, _name(photo, size), FOR_AN_HOUR),
        )
    if size is Size.THUMB and photo.thumb_sha256 and photo.thumb_bytes:
        return Form(
            *(copy_key(photo.id, size), photo.thumb_sha256, photo.thumb_bytes),
            *(Kind.JPEG.value, _name(photo, size), FOR_EVER),
        )
    cache = FOR_EVER if size is Size.EVIDENCE else ASK_EACH_TIME
    name = _name(photo, Size.EVIDENCE)
    return Form(photo.key, photo.sha256, photo.size_bytes, photo.media_type, name, cache)


def form_of_voice(voice: Voice) -> Form:
    name = f"voice-{voice.id.hex[:8]}"
    return Form(
        *(voice.key, voice.sha256, voice.size_bytes, voice.media_type),
        *(name, NOT_KEPT),
    )


def redirect_headers() -> dict[str, str]:
    """A presigned address is for this moment: nobody keeps the way to it."""
    return {**PRIVATE, "cache-control": "no-store"}


async def served(request: Request, form: Form, store: ObjectStore) -> Response:
    """200, 206, 304 or 416.

    Raises:
        StorageError: before anything is sent; later the connection breaks off.
    """
    etag = f'"{form.sha256}"'
    headers = {**HARMLESS, "etag": etag, "cache-control": form.cache, "accept-ranges": "bytes"}
    if _names(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    try:
        span = _span(request, etag, form.size_bytes)
    except NotSatisfiable:
        headers = {**PRIVATE, "cache-control": "no-store"}
        return Response(
            status_code=416, headers={**headers, "content-range": f"bytes */{form.size_bytes}"}
        )
    whole = span or Span(0, form.size_bytes)
    headers |= {
        "content-type": form.media_type,
        "content-length": str(whole.end - whole.start),
        "content-disposition": _disposition(form),
    }
    if span:
        headers["content-range"] = f"bytes {span.start}-{span.end - 1}/{form.size_bytes}"
    status = 206 if span else 200
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers)
    chunks = store.read(form.key, start=whole.start, end=whole.end)
    first = await anext(chunks)  # what the store has to say, it says here, before our headers
    return StreamingResponse(_rest(first, chunks), status, headers)


async def _rest(first: bytes, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async with aclosing(chunks) as rest:  # type: ignore[type-var]  # a generator; the protocol says less
        async for chunk in rest:
            yield chunk


def _span(request: Request, etag: str, size_bytes: int) -> Span | None:
    condition = request.headers.get("if-range")
    if condition is not None and condition != etag:
        return None
    return asked(request.headers.get("range"), size_bytes=size_bytes)


def _names(header: str | None, etag: str) -> bool:
    if header is None:
        return False
    named = [one.strip().removeprefix("W/") for one in header.split(",")]
    return etag in named or "*" in named


def _disposition(form: Form) -> str:
    ending = ENDINGS.get(form.media_type)
    where = "inline" if ending else "attachment"
    return f'{where}; filename="{form.name}.{ending or "bin"}"'


def _name(photo: Photo, size: Size) -> str:
    return f"photo-{photo.id.hex[:8]}-{size.value}"
