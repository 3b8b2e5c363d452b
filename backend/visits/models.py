"""Tables of the visits slice: columns and constraints, no behaviour."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from backend.enterprises.models import Enterprise
from backend.kernel.place import PlaceSource
from backend.people.models import Person, Unit


class VisitMode(StrEnum):
    FACE = "face"  # 上门
    PHONE = "phone"  # 电话
    ONLINE = "online"  # 线上


class VisitTrigger(StrEnum):
    OWN_INITIATIVE = "own_initiative"  # 主动走访
    REQUESTED = "requested"  # 企业约请
    SERVICE_DAY = "service_day"  # 服务日
    FOLLOW_UP = "follow_up"  # 跟进问题


class VisitState(StrEnum):
    PENDING = "pending"  # 待审核
    RETURNED = "returned"  # 退回补正
    APPROVED = "approved"  # 已通过


class Verdict(StrEnum):
    APPROVED = "approved"
    RETURNED = "returned"


class Visit(Model):
    """One visit by an officer to an enterprise (走访记录), with what its latest revision says.

    The columns that lists filter and show are copied from the latest revision in the same
    transaction, so that a list is one statement over one table.
    """

    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1, description="随修改和审核上升")
    revision = fields.SmallIntField(default=1, description="最新一版的序号")
    state = fields.CharEnumField(VisitState, max_length=12, default=VisitState.PENDING)
    enterprise: fields.ForeignKeyRelation[Enterprise] = fields.ForeignKeyField(
        "app.Enterprise", related_name="visits", on_delete=fields.RESTRICT
    )
    liaison: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "app.Person", related_name="visits", on_delete=fields.RESTRICT
    )
    unit: fields.ForeignKeyNullableRelation[Unit] = fields.ForeignKeyField(
        "app.Unit", related_name="visits", null=True, on_delete=fields.RESTRICT
    )
    stands_in_for_id = fields.UUIDField(null=True, description="代谁走访")
    region = fields.CharField(max_length=12, description="走访时企业所在区划")
    mode = fields.CharEnumField(VisitMode, max_length=12)
    started_at = fields.DatetimeField(description="UTC，走访人填写")
    sealed_at = fields.DatetimeField(description="UTC，封存时的手机时钟")
    received_at = fields.DatetimeField(description="UTC，服务器时钟")
    waiting_since = fields.DatetimeField(description="UTC，这一版何时送达；待审队列的次序")
    discussed = fields.TextField()
    photo_ids: list[str] = fields.JSONField(default=list, description="最新一版的照片，按次序")
    lat_deg = fields.FloatField(null=True, description="WGS-84，度")
    lng_deg = fields.FloatField(null=True, description="WGS-84，度")
    accuracy_m = fields.FloatField(null=True, description="米")
    place_source = fields.CharEnumField(PlaceSource, max_length=8, null=True)

    enterprise_id: UUID  # set by Tortoise
    liaison_id: UUID
    unit_id: UUID | None

    class Meta:
        table = "visit"
        indexes = [
            ("liaison_id", "started_at"),
            ("enterprise_id", "started_at"),
            ("region", "started_at"),
            ("state", "waiting_since"),
        ]


class VisitRevision(Model):
    """One version of a visit's content. Rows are inserted, never changed."""

    id = fields.UUIDField(primary_key=True)
    visit: fields.ForeignKeyRelation[Visit] = fields.ForeignKeyField(
        "app.Visit", related_name="revisions", on_delete=fields.RESTRICT
    )
    number = fields.SmallIntField()
    enterprise_id = fields.UUIDField()
    started_at = fields.DatetimeField()
    mode = fields.CharEnumField(VisitMode, max_length=12)
    trigger = fields.CharEnumField(VisitTrigger, max_length=16)
    met: list[dict[str, Any]] = fields.JSONField(description="[{contactId, name}]")
    discussed = fields.TextField()
    needs = fields.TextField(default="")
    visit_reason = fields.CharField(max_length=200, default="")
    limit_reason = fields.CharField(max_length=200, default="")
    photo_ids: list[str] = fields.JSONField(default=list)
    correction_reason = fields.CharField(
        max_length=200, default="", description="监督室更正企业时写的理由；这一版只为更正"
    )
    sealed_at = fields.DatetimeField()
    received_at = fields.DatetimeField()

    visit_id: UUID  # set by Tortoise

    class Meta:
        table = "visit_revision"
        unique_together = (("visit_id", "number"),)


class VisitReview(Model):
    """What a supervisor said of one revision."""

    id = fields.UUIDField(primary_key=True)
    visit: fields.ForeignKeyRelation[Visit] = fields.ForeignKeyField(
        "app.Visit", related_name="reviews", on_delete=fields.RESTRICT
    )
    revision = fields.SmallIntField()
    verdict = fields.CharEnumField(Verdict, max_length=12)
    reason = fields.CharField(max_length=300, default="")
    reviewer: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "app.Person", related_name="visit_reviews", on_delete=fields.RESTRICT
    )
    at = fields.DatetimeField()

    visit_id: UUID  # set by Tortoise
    reviewer_id: UUID

    class Meta:
        table = "visit_review"
        unique_together = (("visit_id", "revision"),)


class VisitSupplement(Model):
    """What the author added after approval: nothing that was approved changes."""

    id = fields.UUIDField(primary_key=True)
    visit: fields.ForeignKeyRelation[Visit] = fields.ForeignKeyField(
        "app.Visit", related_name="supplements", on_delete=fields.RESTRICT, db_index=True
    )
    text = fields.TextField()
    photo_ids: list[str] = fields.JSONField(default=list)
    author: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "app.Person", related_name="visit_supplements", on_delete=fields.RESTRICT
    )
    sealed_at = fields.DatetimeField()
    received_at = fields.DatetimeField()

    visit_id: UUID  # set by Tortoise
    author_id: UUID

    class Meta:
        table = "visit_supplement"
