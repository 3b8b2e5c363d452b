"""A voice note: proven to be what the phone sealed, kept as it is, bound once, never changed.

It says more of a person than their words do: it is heard only by those who may see the reporter's
own words (``voices_http`` asks each time), and is never re-encoded, cut or turned into text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.exceptions import IntegrityError

from backend.evidence.formats import Broken, CutShort
from backend.evidence.keeping import keep
from backend.evidence.models import Voice
from backend.evidence.rules import new_attempt
from backend.evidence.sound_formats import NotSound, Sound, listen, sound_kind
from backend.evidence.spool import Spool
from backend.kernel.refusal import IdReused, NotFound, Refusal, Remedy
from storage import ObjectStore, StorageError

VOICE_BYTES_MAX = 3 * 1024 * 1024
VOICE_MOST = timedelta(seconds=60)
# A recorder that is told to stop still hands over what it holds.
STOPS_WITHIN = timedelta(seconds=2)


class VoiceHash(Refusal):
    """The bytes are not those that the phone hashed: changed or lost on the way."""

    code, remedy = "voice_hash", Remedy.RETRY
    text = "录音在路上丢了一部分，稍后会自动重传。"


class VoiceKind(Refusal):
    """No recording of a voice as browsers make it, whatever its name says."""

    code, remedy = "voice_kind", Remedy.FIX
    text = "这个文件不是录音，请去掉，重新说一遍或改用文字。"


class VoiceCutShort(Refusal):
    """It ends in the middle, or holds nothing."""

    code, remedy = "voice_cut_short", Remedy.FIX
    text = "这段录音不完整，请去掉，重新说一遍或改用文字。"


class VoiceTooLong(Refusal):
    """Facts: ``most`` (seconds)."""

    code, remedy = "voice_too_long", Remedy.FIX
    text = "录音最长 {most} 秒，请去掉，说短一些或改用文字。"


class VoiceLater(Refusal):
    """The store does not answer; nothing is wrong with the recording."""

    code, remedy = "voice_later", Remedy.RETRY
    text = "录音暂时存不进去，稍后会自动重传。"


class VoiceMissing(Refusal):
    """The record names a recording that has not arrived yet."""

    code, remedy = "voice_missing", Remedy.RETRY
    text = "录音还没有传完，稍后会自动重试。"


class VoiceTaken(Refusal):
    """It belongs to somebody else or to another record; waiting will not help."""

    code, remedy = "voice_taken", Remedy.FIX
    text = "这段录音已用在别的记录里，请去掉后再发。"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the phone says of a recording that it sends."""

    id: UUID
    sha256: str
    recorded_at: datetime | None = None


async def receive_voice(
    owner_id: UUID, spoken: Spoken, body: Spool, *, now: datetime, store: ObjectStore
) -> Voice:
    """Keep a recording. The same one again changes nothing and is answered alike.

    One id arriving twice at once is settled as with photos (``arrival.receive``).

    Raises:
        VoiceHash, VoiceLater (remedy: retry)
        VoiceKind, VoiceCutShort, VoiceTooLong (remedy: fix)
        IdReused: this id came before with other bytes (remedy: stop)
        NotFound: this id is somebody else's (remedy: stop)
    """
    if body.sha256 != spoken.sha256:
        raise VoiceHash(field="sha256")
    if earlier := await _known(owner_id, spoken):
        return earlier
    sound = _heard(body)
    voice = Voice(
        id=spoken.id,
        attempt=new_attempt(),
        owner_id=owner_id,
        sha256=spoken.sha256,
        size_bytes=body.size_bytes,
        media_type=sound.kind.value,
        duration_ms=sound.duration_ms,
        recorded_at=spoken.recorded_at,
        received_at=now,
    )
    try:
        await keep(voice, body.file, store)
    except StorageError as error:
        raise VoiceLater() from error
    except IntegrityError:  # the same id, a moment earlier
        if earlier := await _known(owner_id, spoken):
            return earlier
        raise
    return voice


async def attach_voice(
    voice_id: UUID,
    *,
    owner_id: UUID,
    subject_kind: str,
    subject_id: UUID,
    now: datetime,
    protected: bool = False,
) -> None:
    """Bind an uploaded recording to one record. Must run inside the caller's transaction.

    To this very record once more changes nothing. ``protected`` forgets whose it was (DECISIONS 4).

    Raises:
        VoiceMissing: it is not uploaded (remedy: retry).
        VoiceTaken: it is not the owner's, or bound elsewhere (remedy: fix).
    """
    voice = await Voice.filter(id=voice_id).select_for_update().first()
    if voice is None:
        raise VoiceMissing(field="voiceId")
    if voice.subject_id is not None:
        if (voice.subject_kind, voice.subject_id) != (subject_kind, subject_id):
            raise VoiceTaken(field="voiceId")
        return
    if voice.owner_id != owner_id:
        raise VoiceTaken(field="voiceId")
    voice.subject_kind, voice.subject_id, voice.bound_at = subject_kind, subject_id, now
    if protected:
        voice.owner_id = None
    await voice.save(update_fields=["subject_kind", "subject_id", "bound_at", "owner_id"])


async def voice_of(subject_id: UUID) -> Voice | None:
    """The recording of a record: for its receipt, and for those who may hear it."""
    return await Voice.filter(subject_id=subject_id).order_by("id").first()


async def _known(owner_id: UUID, spoken: Spoken) -> Voice | None:
    earlier = await Voice.get_or_none(id=spoken.id)
    if earlier is None:
        return None
    same = earlier.sha256 == spoken.sha256
    # Of a protected record the owner is not known any more; who has these bytes has the recording.
    if earlier.owner_id != owner_id and not (earlier.owner_id is None and same):
        raise NotFound()
    if not same:
        raise IdReused()
    return earlier


def _heard(body: Spool) -> Sound:
    if body.size_bytes == 0:
        raise VoiceCutShort()
    kind = sound_kind(body.head)
    if kind is None:
        raise VoiceKind()
    try:
        sound = listen(body.file.read(), kind)  # at most VOICE_BYTES_MAX, walked once
    except NotSound as other:
        raise VoiceKind() from other
    except (CutShort, Broken) as short:
        raise VoiceCutShort() from short
    if timedelta(milliseconds=sound.duration_ms) > VOICE_MOST + STOPS_WITHIN:
        raise VoiceTooLong(most=int(VOICE_MOST.total_seconds()))
    return sound
