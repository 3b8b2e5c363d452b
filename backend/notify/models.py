"""The inbox, which is the message itself; beside it who may be rung how, and what was sent."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model


class NoticeKind(StrEnum):
    RETURNED_TO_ME = "returned_to_me"
    ASSIGNED = "assigned"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    CALL_BACK = "call_back"
    URGED = "urged"
    REOPENED = "reopened"
    ANSWERED = "answered"
    HANDED_OVER = "handed_over"
    ESCALATED = "escalated"
    APPROVED = "approved"
    SUPPLEMENTED = "supplemented"
    TO_REVIEW = "to_review"
    NEWS = "news"


# 要您办的: listed first in the inbox, and 「全部已读」 leaves them out.
URGENT = frozenset(
    {
        NoticeKind.RETURNED_TO_ME,
        NoticeKind.ASSIGNED,
        NoticeKind.OVERDUE,
        NoticeKind.CALL_BACK,
        NoticeKind.URGED,
        NoticeKind.REOPENED,
        NoticeKind.ESCALATED,
    }
)
# Assigned to me, returned to me, overdue: these interrupt at once and climb the ladder until they
# are read; the rest comes as a digest. Reopened is returned to the unit; an escalation is an
# overdue one told to those above it; urged is what the office says by hand about one of them, or
# the ladder to the lead of who has not read.
RINGS = frozenset(
    {
        NoticeKind.ASSIGNED,
        NoticeKind.RETURNED_TO_ME,
        NoticeKind.REOPENED,
        NoticeKind.OVERDUE,
        NoticeKind.ESCALATED,
        NoticeKind.URGED,
    }
)


class Channel(StrEnum):
    """How somebody is told outside the app. ``LEAD`` and ``UNHEARD`` are rungs inside it."""

    PUSH = "push"
    MESSAGE = "message"  # to the person, in WeCom or DingTalk
    SMS = "sms"
    LEAD = "lead"  # the unit's lead finds it in their inbox
    UNHEARD = "unheard"  # nobody has read: it is on the office's list
    BOT = "bot"  # of a group: counts and a link


class Reach(StrEnum):
    """How an alert reaches a person outside the app, as far as their phones have shown."""

    RINGS = "rings"  # a phone that answers
    SILENT = "silent"  # phones are there, none answers any more
    INBOX = "inbox"  # no push: only when they open the app, or by a later rung


class Purpose(StrEnum):
    NOTICE = "notice"
    DIGEST = "digest"
    TEST = "test"


class DeliveryState(StrEnum):
    DUE = "due"
    SENT = "sent"
    ACKED = "acked"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Notice(Model):
    """One line in one person's inbox. Unique per event and person, so handlers may rerun.

    The recipient may be the pseudonym of a protected reporter: ``addressees`` says whose it is.
    """

    id = fields.UUIDField(primary_key=True)
    event_id = fields.UUIDField()
    recipient_id = fields.UUIDField()
    kind = fields.CharEnumField(NoticeKind, max_length=24)
    subject_kind = fields.CharField(max_length=24)
    subject_id = fields.UUIDField()
    number = fields.CharField(max_length=20, null=True, description="人读的编号，可在应用外显示")
    title = fields.CharField(max_length=80)
    text = fields.CharField(max_length=300, default="")
    created_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)
    digested_at = fields.DatetimeField(null=True, description="数进了哪一次汇总")
    overtaken_at = fields.DatetimeField(null=True, description="从何时起不再要这个人办什么")

    class Meta:
        table = "notice"
        unique_together = (("event_id", "recipient_id"),)
        indexes = [("recipient_id", "created_at"), ("subject_id",)]


class Doorbell(Model):
    """One browser that a person lets us ring. The endpoint is a secret of that browser's."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField(db_index=True)
    device_id = fields.UUIDField(null=True, description="设备 cookie")
    endpoint = fields.CharField(max_length=1000)
    endpoint_sha256 = fields.CharField(max_length=64, unique=True)
    p256dh = fields.CharField(max_length=100)
    auth = fields.CharField(max_length=40)
    label = fields.CharField(max_length=80, default="")
    added_at = fields.DatetimeField()
    sealed_at = fields.DatetimeField(description="UTC，手机时钟：晚到的旧信不改它")
    last_ack_at = fields.DatetimeField(null=True)
    unacked = fields.SmallIntField(default=0, description="上次回音以后送出了几次")

    class Meta:
        table = "doorbell"


class Delivery(Model):
    """One attempt to tell somebody: a notice by a channel to an endpoint. Also the log of it.

    A pseudonym has no doorbell of its own: its row names none, and whose it is, is asked at the
    moment of sending and not kept (DOMAIN, rule 7).
    """

    id = fields.UUIDField(primary_key=True, description="随机，手机凭它回音")
    purpose = fields.CharEnumField(Purpose, max_length=8)
    channel = fields.CharEnumField(Channel, max_length=8)
    recipient_id = fields.UUIDField(null=True)
    notice_id = fields.UUIDField(null=True, db_index=True)
    doorbell_id = fields.UUIDField(null=True)
    command_id = fields.UUIDField(null=True, db_index=True)
    host = fields.CharField(max_length=120, default="", description="一处卡住时不拖累别处")
    state = fields.CharEnumField(DeliveryState, max_length=12, default=DeliveryState.DUE)
    due_at = fields.DatetimeField(null=True)
    attempts = fields.SmallIntField(default=0)
    last_status = fields.IntField(null=True)
    last_error = fields.CharField(max_length=80, default="")
    created_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)
    acked_at = fields.DatetimeField(null=True)
    clicked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "delivery"
        indexes = [("recipient_id", "created_at")]


class AlertWishes(Model):
    """How a person wants to be told. No row: as ``alerts.USUAL`` says."""

    person_id = fields.UUIDField(primary_key=True)
    digests: list[str] = fields.JSONField(description="要哪几次汇总，例如 08:30")
    quiet_from = fields.CharField(max_length=5, default="", description="HH:MM，空为没有免打扰")
    quiet_until = fields.CharField(max_length=5, default="")
    channels: list[str] = fields.JSONField()
    changed_at = fields.DatetimeField()

    class Meta:
        table = "alert_wishes"
