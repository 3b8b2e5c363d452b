"""Voice notes over HTTP: ``PUT`` and ``GET /voices/{id}``, as photos travel (see ``http``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from backend.evidence.access import Custody, Readers, may_read
from backend.evidence.http import (
    NOBODY_LISTENS,
    SILENCE_S,
    Identify,
    actors_of,
    arrived,
    hash_said,
    id_of,
    refused,
    taken_at,
)
from backend.evidence.models import Voice
from backend.evidence.serving import form_of_voice, served
from backend.evidence.spool import Spool, VoiceTooBig, drain
from backend.evidence.voices import VOICE_BYTES_MAX, Spoken, VoiceLater, receive_voice
from backend.kernel import counting
from backend.kernel.refusal import NotFound, Refusal
from storage import ObjectStore, StorageError


@dataclass(frozen=True, slots=True)
class VoiceCounter:
    """Takes voice notes in and plays them. Wiring gives it what it needs and mounts ``routes``.

    ``hearers``: by subject kind, who may see the reporter's own words; the record alone is not
    enough, because a voice can be known.
    """

    store: ObjectStore
    hearers: Readers
    identify: Identify
    clock: Callable[[], datetime]
    silence_s: float = field(default=SILENCE_S, kw_only=True)

    def routes(self) -> list[Route]:
        return [
            Route("/voices/{id}", self.put, methods=["PUT"]),
            Route("/voices/{id}", self.get, methods=["GET"]),  # and HEAD
        ]

    async def put(self, request: Request) -> Response:
        """Take a voice note in. The person is enough: the grant is judged with its letter."""
        try:
            with counting.upload("voice"):
                return await self._put(request)
        except ClientDisconnect:
            return Response(status_code=NOBODY_LISTENS)
        except Refusal as no:
            return refused(no)

    async def get(self, request: Request) -> Response:
        """Through us and never by an address of the store: each hearing is asked for anew."""
        try:
            voice = await self._audible(request)
            return await served(request, form_of_voice(voice), self.store)
        except StorageError:
            return refused(VoiceLater())
        except Refusal as no:
            return refused(no)

    async def _put(self, request: Request) -> Response:
        stream = request.stream()
        try:
            owner_id = (await arrived(self.identify, request)).session.person_id
            spoken = Spoken(id_of(request), hash_said(request), taken_at(request))
        except Refusal:
            await drain(stream, silence_s=self.silence_s)
            raise
        with Spool(most=VOICE_BYTES_MAX, too_big=VoiceTooBig) as body:
            await body.fill(stream, silence_s=self.silence_s)
            voice = await receive_voice(owner_id, spoken, body, now=self.clock(), store=self.store)
        answer = {
            "id": str(voice.id),
            "sha256": voice.sha256,
            "mediaType": voice.media_type,
            "durationMs": voice.duration_ms,
        }
        return JSONResponse(answer, headers={"cache-control": "no-store"})

    async def _audible(self, request: Request) -> Voice:
        arrival = await arrived(self.identify, request)
        voice = await Voice.get_or_none(id=id_of(request))
        if voice is None or not await may_read(
            Custody(voice.owner_id, voice.subject_kind, voice.subject_id),
            person_id=arrival.session.person_id,
            actors=actors_of(request, arrival),
            readers=self.hearers,
        ):
            raise NotFound()
        return voice
