"""The inbox: the message itself. What rings outside the app is a later, separate thing."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model


class NoticeKind(StrEnum):
    RETURNED_TO_ME = "returned_to_me"
    APPROVED = "approved"
    SUPPLEMENTED = "supplemented"
    TO_REVIEW = "to_review"
    NEWS = "news"


URGENT = frozenset({NoticeKind.RETURNED_TO_ME})  # 要您办的: these interrupt, the rest is a digest


class Notice(Model):
    """One line in one person's inbox. Unique per event and person, so handlers may rerun."""

    id = fields.UUIDField(primary_key=True)
    event_id = fields.UUIDField()
    recipient_id = fields.UUIDField()
    kind = fields.CharEnumField(NoticeKind, max_length=24)
    subject_kind = fields.CharField(max_length=24)
    subject_id = fields.UUIDField()
    title = fields.CharField(max_length=80)
    text = fields.CharField(max_length=300, default="")
    created_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notice"
        unique_together = (("event_id", "recipient_id"),)
        indexes = [("recipient_id", "created_at")]
