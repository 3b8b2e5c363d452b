"""Sealed hand-overs: what stays (times, number) and what is deleted (ciphertext) lie apart."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class ClueKey(Model):
    """A public key of the custodian's office. The last one published is the present one."""

    id = fields.UUIDField(primary_key=True)
    public_key = fields.CharField(max_length=88, description="base64，P-256 未压缩点")
    fingerprint = fields.CharField(max_length=40)
    published_at = fields.DatetimeField(description="UTC")

    class Meta:
        table = "clue_key"


class ClueHandOver(Model):
    """One hand-over: who wrote it is nowhere. Times are the beginning of the half-day."""

    id = fields.UUIDField(primary_key=True)
    key_id = fields.UUIDField()
    sender_mark = fields.CharField(
        max_length=64, unique=True, description="上报人手机里的秘密的 SHA-256"
    )
    size_bytes = fields.IntField()
    received_at = fields.DatetimeField(description="UTC，只到半天")
    due_on = fields.DateField(description="签收期限，当天结束前")
    number = fields.CharField(max_length=24, null=True, unique=True)
    acknowledged_at = fields.DatetimeField(null=True, description="UTC，只到半天")

    class Meta:
        table = "clue_hand_over"
        indexes = [("received_at", "id")]


class ClueEnvelope(Model):
    """The ciphertext, until it is acknowledged. The row is deleted then."""

    hand_over: fields.OneToOneRelation[ClueHandOver] = fields.OneToOneField(
        "app.ClueHandOver", related_name="envelope", primary_key=True, on_delete=fields.RESTRICT
    )
    content = fields.BinaryField()

    hand_over_id: UUID  # set by Tortoise

    class Meta:
        table = "clue_envelope"


class ClueCounter(Model):
    """The last receipt number given in a civil year."""

    year = fields.SmallIntField(primary_key=True, generated=False)
    last_given = fields.IntField()

    class Meta:
        table = "clue_counter"
