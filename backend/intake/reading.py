"""Forms as browsers send them, read no further than allowed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from backend.evidence.rules import PHOTO_BYTES_MAX
from backend.evidence.spool import drain
from backend.issues.rules import PHOTOS_MAX

FIELDS_MAX, FILES_MAX = 30, 2 * PHOTOS_MAX
ENVELOPE_BYTES = 256 * 1024  # words, and what multipart writes around them
FORM_BYTES_MAX = PHOTOS_MAX * PHOTO_BYTES_MAX + ENVELOPE_BYTES
SHORT_FORM_BYTES_MAX = 64 * 1024
SILENCE_S = 60.0
TOO_BIG = "照片一共超过 100 MB，没有收下。请少选几张，或分几次反映。"
BROKEN = "没有收完整，请再提交一次。"


class FormUnreadable(Exception):
    """The body is no form of ours; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form brought. ``photos``: the files that are not empty."""

    fields: dict[str, str]
    photos: list[UploadFile]


@asynccontextmanager
async def sent_form(request: Request) -> AsyncIterator[Sent]:
    """The fields and files; the files are closed at the end.

    Raises:
        FormUnreadable: too long, of unknown length, or no form.
    """
    await _check_length(request, FORM_BYTES_MAX)
    try:
        form = await request.form(
            max_files=FILES_MAX, max_fields=FIELDS_MAX, max_part_size=ENVELOPE_BYTES
        )
    except (HTTPException, MultiPartException, UnicodeDecodeError, ValueError):
        raise FormUnreadable(BROKEN) from None
    try:
        files = [one for one in form.getlist("photos") if isinstance(one, UploadFile)]
        yield Sent(_texts(form), [one for one in files if one.filename or one.size])
    finally:
        await form.close()


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form without files. Raises FormUnreadable."""
    await _check_length(request, SHORT_FORM_BYTES_MAX)
    try:
        async with request.form(max_files=0, max_fields=FIELDS_MAX) as form:
            return _texts(form)
    except (HTTPException, MultiPartException, UnicodeDecodeError, ValueError):
        raise FormUnreadable(BROKEN) from None


async def _check_length(request: Request, most: int) -> None:
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise FormUnreadable(BROKEN)
    if int(length) > most:
        await drain(request.stream(), silence_s=SILENCE_S)
        raise FormUnreadable(TOO_BIG)


def _texts(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}
