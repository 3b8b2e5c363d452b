"""Photos over HTTP: ``PUT`` and ``GET /photos/{id}``. Their bytes do not travel through GraphQL.

Every answer that is no photo is the JSON of a refusal: code, message, remedy, field, facts.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from backend.evidence.access import Custody, Readers, may_read
from backend.evidence.arrival import PhotoLater, Sealed, receive
from backend.evidence.darkroom import Darkroom
from backend.evidence.models import Photo
from backend.evidence.rules import Size
from backend.evidence.serving import ADDRESS_VALID_FOR, form_of, redirect_headers, served
from backend.evidence.spool import Spool, drain
from backend.kernel import counting
from backend.kernel.actor import Actor
from backend.kernel.place import Place, PlaceSource, is_possible
from backend.kernel.refusal import (
    BadInput,
    GrantNotInForce,
    NotFound,
    PasswordChangeNeeded,
    Refusal,
    Remedy,
    SignInNeeded,
)
from backend.people.session import Arrival
from storage import ObjectStore, StorageError

ACTING_GRANT = "x-acting-grant"
SILENCE_S = 60.0
NOBODY_LISTENS = 499
# Sec-Fetch-Dest of the app's own fetch (it checks a hash): another origin's bytes are closed to it.
READ_BY_CODE = "empty"
_SHA256 = re.compile(r"[0-9a-f]{64}")

STATUS_BY_CODE = {
    "not_found": 404,
    "id_reused": 409,
    "photo_too_big": 413,
    "photo_kind": 415,
    "voice_too_big": 413,
    "voice_kind": 415,
    "upload_broken": 408,
    "grant_not_in_force": 403,
}
STATUS_BY_REMEDY = {Remedy.RETRY: 503, Remedy.FIX: 422, Remedy.SIGN_IN: 401, Remedy.STOP: 403}

# The session behind a request, with the grants it may act in; None: nobody's. Never raises.
Identify = Callable[[Request], Awaitable[Arrival | None]]


@dataclass(frozen=True, slots=True)
class PhotoCounter:
    """Takes photos in and hands them out. Wiring gives it what it needs and mounts ``routes``."""

    store: ObjectStore
    room: Darkroom
    readers: Readers
    identify: Identify
    clock: Callable[[], datetime]
    silence_s: float = field(default=SILENCE_S, kw_only=True)

    def routes(self) -> list[Route]:
        return [
            Route("/photos/{id}", self.put, methods=["PUT"]),
            Route("/photos/{id}", self.get, methods=["GET"]),  # and HEAD
        ]

    async def put(self, request: Request) -> Response:
        """Take a photo in. The person is enough: the grant is judged with the record's letter.

        A phone that returns after its grant has ended still sends what it sealed before.
        """
        try:
            with counting.upload("photo"):
                return await self._put(request)
        except ClientDisconnect:
            return Response(status_code=NOBODY_LISTENS)
        except Refusal as no:
            return refused(no)

    async def get(self, request: Request) -> Response:
        """``size``: thumb, display, evidence. Visibility is asked at every read."""
        try:
            photo = await self._readable(request)
            size = _size(request)
            if request.method == "GET" and request.headers.get("sec-fetch-dest") != READ_BY_CODE:
                key = form_of(photo, size).key
                address = await self.store.address(key, valid_for=ADDRESS_VALID_FOR)
                if address is not None:  # a bucket that was opened to presign
                    return RedirectResponse(address, 307, redirect_headers())
            return await served(request, form_of(photo, size), self.store)
        except StorageError:
            return refused(PhotoLater())
        except Refusal as no:
            return refused(no)

    async def keep(self, owner_id: UUID, photo_id: UUID, body: Spool) -> Photo:
        """Take in a photo that a page without an app brought: nobody hashed it before us.

        Raises as ``arrival.receive``. What is kept has no metadata; ``raw_sha256`` is of what came.
        """
        sealed = Sealed(photo_id, body.sha256)
        with counting.upload("photo_without_account"):
            return await receive(
                owner_id, sealed, body, now=self.clock(), store=self.store, room=self.room
            )

    async def _put(self, request: Request) -> Response:
        stream = request.stream()
        try:
            owner_id = (await arrived(self.identify, request)).session.person_id
            sealed = _sealed(request)
        except Refusal:
            await drain(stream, silence_s=self.silence_s)
            raise
        with Spool() as body:
            await body.fill(stream, silence_s=self.silence_s)
            photo = await receive(
                owner_id, sealed, body, now=self.clock(), store=self.store, room=self.room
            )
        answer = {
            "id": str(photo.id),
            "sha256": sealed.sha256,
            "evidenceSha256": photo.sha256,
            "widthPx": photo.width_px,
            "heightPx": photo.height_px,
        }
        return JSONResponse(answer, headers={"cache-control": "no-store"})

    async def _readable(self, request: Request) -> Photo:
        arrival = await arrived(self.identify, request)
        photo = await Photo.get_or_none(id=id_of(request))
        if photo is None or not await may_read(
            Custody(photo.owner_id, photo.subject_kind, photo.subject_id),
            person_id=arrival.session.person_id,
            actors=actors_of(request, arrival),
            readers=self.readers,
        ):
            raise NotFound()
        return photo


async def arrived(identify: Identify, request: Request) -> Arrival:
    """Raises: SignInNeeded, PasswordChangeNeeded (remedy: sign in)."""
    arrival = await identify(request)
    if arrival is None:
        raise SignInNeeded()
    if arrival.session.must_change:
        raise PasswordChangeNeeded()
    return arrival


def refused(no: Refusal) -> JSONResponse:
    status = STATUS_BY_CODE.get(no.code, STATUS_BY_REMEDY[no.remedy])
    body = {
        "code": no.code,
        "message": no.message,
        "remedy": no.remedy.name,
        "field": no.field,
        "facts": no.facts,
    }
    return JSONResponse(body, status, {"cache-control": "no-store"})


def actors_of(request: Request, arrival: Arrival) -> tuple[Actor, ...]:
    """An ``img`` of a page sends no header: then each of the person's grants in force counts.

    Raises:
        GrantNotInForce: the header names one that is not (remedy: fix).
    """
    if ACTING_GRANT not in request.headers:
        return arrival.in_force
    if arrival.actor is None:
        raise GrantNotInForce()
    return (arrival.actor,)


def id_of(request: Request) -> UUID:
    try:
        return UUID(request.path_params["id"])
    except ValueError:
        raise NotFound() from None


def _size(request: Request) -> Size:
    try:
        return Size(request.query_params.get("size", Size.DISPLAY))
    except ValueError:
        raise BadInput(field="size") from None


def hash_said(request: Request) -> str:
    """Raises: BadInput."""
    sha256 = request.headers.get("x-sha256", "").lower()
    if not _SHA256.fullmatch(sha256):
        raise BadInput(field="sha256")
    return sha256


def _sealed(request: Request) -> Sealed:
    return Sealed(id_of(request), hash_said(request), taken_at(request), _place(request))


def _place(request: Request) -> Place | None:
    """Where the photo says it was taken; its accuracy only if it says that too."""
    lat, lng = _number(request, "x-lat"), _number(request, "x-lng")
    accuracy = _number(request, "x-accuracy")
    if lat is None and lng is None:
        return None
    if lat is not None and lng is not None:
        place = Place(lat, lng, accuracy, PlaceSource.PHOTO)
        if is_possible(place):
            return place
    raise BadInput(field="place")


def _number(request: Request, header: str) -> float | None:
    text = request.headers.get(header)
    try:
        return float(text) if text else None
    except ValueError:
        raise BadInput(field="place") from None


def taken_at(request: Request) -> datetime | None:
    """Any time a camera may claim, even a wrong one; but an instant, with its zone."""
    text = request.headers.get("x-taken-at")
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(field="takenAt") from None
    if at.tzinfo is None or not 1970 <= at.year <= 9998:
        raise BadInput(field="takenAt")
    return at
