"""Photos and voice notes: what proves something. The bytes live in the object store."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model

from backend.evidence.rules import ATTEMPT_CHARS, evidence_key
from backend.kernel.place import PlaceSource

ATTEMPT = "存储对象名里编号后面的一段，见 rules.evidence_key"


class CopyState(StrEnum):
    """Whether the display copy and the thumbnail have been drawn."""

    NONE = "none"  # not bound yet
    DUE = "due"
    READY = "ready"
    FAILED = "failed"


class Photo(Model):
    """One stored photo.

    ``id`` is made on the phone. ``sha256`` is of the evidence: the bytes sealed on the phone, or,
    for a HEIC that no browser could decode, the bytes the server converted, where ``raw_sha256`` is
    the hash the phone knows. Objects: the evidence under ``key``, ``display/{id}``, ``thumb/{id}``.
    """

    id = fields.UUIDField(primary_key=True)
    attempt = fields.CharField(max_length=ATTEMPT_CHARS, default="", description=ATTEMPT)
    owner_id = fields.UUIDField(null=True, db_index=True, description="绑到受保护的记录时清空")
    sha256 = fields.CharField(max_length=64)
    raw_sha256 = fields.CharField(max_length=64, null=True)
    size_bytes = fields.IntField()
    media_type = fields.CharField(max_length=32)
    width_px = fields.IntField()
    height_px = fields.IntField()
    check_code = fields.CharField(max_length=12)
    taken_at = fields.DatetimeField(null=True, description="UTC，EXIF 或手机时钟")
    lat_deg = fields.FloatField(null=True, description="WGS-84，度")
    lng_deg = fields.FloatField(null=True, description="WGS-84，度")
    accuracy_m = fields.FloatField(null=True, description="米")
    place_source = fields.CharEnumField(PlaceSource, max_length=8, null=True)
    received_at = fields.DatetimeField(db_index=True)
    subject_kind = fields.CharField(max_length=24, null=True)
    subject_id = fields.UUIDField(null=True, db_index=True, description="绑定前为空")
    position = fields.SmallIntField(default=0, description="在记录里的次序")
    bound_at = fields.DatetimeField(null=True)
    copies = fields.CharEnumField(CopyState, max_length=12, default=CopyState.NONE)
    copies_due_at = fields.DatetimeField(null=True)
    copies_attempts = fields.SmallIntField(default=0)
    display_sha256 = fields.CharField(max_length=64, null=True, description="空：还没有显示用副本")
    display_bytes = fields.IntField(null=True)
    thumb_sha256 = fields.CharField(max_length=64, null=True)
    thumb_bytes = fields.IntField(null=True)

    @property
    def key(self) -> str:
        """Where the evidence rests in the store."""
        return evidence_key("photo", self.id, self.attempt)

    class Meta:
        table = "photo"
        indexes = [("copies", "copies_due_at")]


class Voice(Model):
    """One stored voice note.

    ``id`` is made on the phone, ``sha256`` is of the bytes as its browser recorded them; they rest
    under ``key`` and are never changed.
    """

    id = fields.UUIDField(primary_key=True)
    attempt = fields.CharField(max_length=ATTEMPT_CHARS, default="", description=ATTEMPT)
    owner_id = fields.UUIDField(null=True, db_index=True, description="绑到受保护的记录时清空")
    sha256 = fields.CharField(max_length=64)
    size_bytes = fields.IntField()
    media_type = fields.CharField(max_length=32)
    duration_ms = fields.IntField()
    recorded_at = fields.DatetimeField(null=True, description="UTC，手机时钟")
    received_at = fields.DatetimeField()
    subject_kind = fields.CharField(max_length=24, null=True)
    subject_id = fields.UUIDField(null=True, db_index=True, description="绑定前为空")
    bound_at = fields.DatetimeField(null=True)

    @property
    def key(self) -> str:
        """Where the recording rests in the store."""
        return evidence_key("voice", self.id, self.attempt)

    class Meta:
        table = "voice"
