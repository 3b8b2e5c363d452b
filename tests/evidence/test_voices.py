"""A voice note: taken once and as it is, bound to one record, heard only by those who may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from backend.evidence.models import Voice
from backend.evidence.sweep import sweep
from backend.evidence.voices import VOICE_BYTES_MAX, VoiceMissing, VoiceTaken, attach_voice
from backend.kernel.ledger import transaction
from storage import ObjectStore
from tests.evidence.conftest import NOW, Officer
from tests.evidence.records import key_of, stored
from tests.evidence.sounds import mp4, spoken, webm

Visible = set[tuple[UUID, UUID]]


async def bind(
    voice_id: UUID, owner: Officer, issue_id: UUID | None = None, *, protected: bool = False
) -> UUID:
    record = issue_id or uuid4()
    async with transaction():
        await attach_voice(
            voice_id, owner_id=owner.id, subject_kind="issue", subject_id=record, now=NOW,
            protected=protected,
        )  # fmt: skip
    return record


@pytest.mark.parametrize(("body", "kind"), [(webm(42), "audio/webm"), (mp4(42), "audio/mp4")])
async def test_what_the_phone_recorded_is_kept_byte_for_byte(
    zhao: Officer, either_store: ObjectStore, body: bytes, kind: str
) -> None:
    voice_id = uuid4()

    reply = await zhao.put_voice(
        body, voice_id=voice_id, content_type="text/html", x_taken_at="2026-11-23T10:20:00+08:00"
    )

    assert reply.json() == {
        "id": str(voice_id),
        "sha256": sha256(body).hexdigest(),
        "mediaType": kind,
        "durationMs": 42_000,
    }
    assert await stored(either_store) == {await key_of(voice_id, Voice): body}
    row = await Voice.get(id=voice_id)
    assert (row.owner_id, row.subject_id, row.received_at) == (zhao.id, None, NOW)
    assert row.recorded_at == datetime(2026, 11, 23, 2, 20, tzinfo=UTC)


async def test_sent_again_it_changes_nothing_and_other_bytes_are_refused(
    zhao: Officer, qian: Officer, store: ObjectStore
) -> None:
    body, voice_id = webm(), uuid4()
    first = await zhao.put_voice(body, voice_id=voice_id)
    again = await zhao.put_voice(body, voice_id=voice_id)
    assert (again.status_code, again.json()) == (200, first.json())

    other = await zhao.put_voice(webm(seed=7), voice_id=voice_id)
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    stranger = await qian.put_voice(body, voice_id=voice_id)
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not_found")
    assert await stored(store) == {await key_of(voice_id, Voice): body}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "voice_cut_short"),
        (b"OggS" + bytes(200), 415, "voice_kind"),
        (b"<html><script>alert(1)</script>", 415, "voice_kind"),
        (webm(track=1), 415, "voice_kind"),
        (webm()[:40], 422, "voice_cut_short"),
        (mp4()[:-20], 422, "voice_cut_short"),
        (webm(63), 422, "voice_too_long"),
        (mp4(70), 422, "voice_too_long"),
        (webm() + bytes(VOICE_BYTES_MAX), 413, "voice_too_big"),
    ],
)
async def test_what_is_no_voice_note_is_refused_with_its_reason(
    zhao: Officer, store: ObjectStore, body: bytes, status: int, code: str
) -> None:
    reply = await zhao.put_voice(body)

    assert (reply.status_code, reply.json()["code"], reply.json()["remedy"]) == (
        *(status, code),
        "FIX",
    )
    assert "{" not in reply.json()["message"]
    assert await Voice.all().count() == 0
    assert await stored(store) == {}


async def test_a_minute_and_the_moment_of_stopping_are_taken(zhao: Officer) -> None:
    assert (await zhao.put_voice(webm(60.9))).status_code == 200


async def test_bytes_changed_on_the_way_are_asked_for_again(zhao: Officer) -> None:
    reply = await zhao.put_voice(webm(), hashed="0" * 64)
    assert (reply.status_code, reply.json()["code"], reply.json()["remedy"]) == (
        *(503, "voice_hash"),
        "RETRY",
    )


async def test_bound_it_is_heard_by_those_alone_who_may_see_the_own_words(
    zhao: Officer, qian: Officer, visible: Visible
) -> None:
    voice_id = await spoken(zhao)
    assert (await zhao.get_voice(voice_id)).content == webm()
    assert (await qian.get_voice(voice_id)).status_code == 404

    issue_id = await bind(voice_id, zhao, protected=True)

    assert (await Voice.get(id=voice_id)).owner_id is None
    visible.add((qian.id, issue_id))
    assert (await qian.get_voice(voice_id)).content == webm()
    hidden, never = await zhao.get_voice(voice_id), await zhao.get_voice(uuid4())
    assert (hidden.status_code, hidden.content) == (never.status_code, never.content)
    # sent once more, its answer lost: who has these bytes has the recording
    assert (await zhao.put_voice(webm(), voice_id=voice_id)).status_code == 200


async def test_it_is_played_in_parts_kept_nowhere_and_harmless(zhao: Officer) -> None:
    voice_id, body = await spoken(zhao), webm()

    part = await zhao.get_voice(voice_id, range="bytes=100-199")
    assert (part.status_code, part.content) == (206, body[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(body)}"
    assert part.headers["content-type"] == "audio/webm"
    assert part.headers["x-content-type-options"] == "nosniff"
    assert part.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert part.headers["cache-control"] == "private, no-store"
    assert part.headers["content-disposition"].endswith('.webm"')
    assert (await zhao.get_voice(voice_id, range=f"bytes={len(body)}-")).status_code == 416


async def test_it_belongs_to_one_record(zhao: Officer, qian: Officer) -> None:
    with pytest.raises(VoiceMissing):
        await bind(uuid4(), zhao)
    voice_id = await spoken(zhao)
    with pytest.raises(VoiceTaken):
        await bind(voice_id, qian)
    issue_id = await bind(voice_id, zhao)
    assert await bind(voice_id, zhao, issue_id) == issue_id
    with pytest.raises(VoiceTaken):
        await bind(voice_id, zhao)


async def test_what_no_record_took_leaves_after_thirty_days(
    zhao: Officer, store: ObjectStore
) -> None:
    loose, bound = await spoken(zhao), await spoken(zhao, webm(seed=3))
    await bind(bound, zhao)

    swept = await sweep(store, now=NOW + timedelta(days=30, seconds=1))

    assert (swept.unbound_removed, swept.rows_without_object) == (1, 0)
    assert set(await stored(store)) == {await key_of(bound, Voice)}
    assert not await Voice.exists(id=loose)
