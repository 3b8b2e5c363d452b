"""What a unit was given and asked for: one row each, with who and when."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from backend.issues.models import Issue
from backend.issues.states import Urgency
from backend.people.models import Person, Unit


class Assignment(Model):
    """An issue given to one lead unit and one named person (交办), until the next one."""

    id = fields.UUIDField(primary_key=True, description="交办命令的编号")
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="assignments", on_delete=fields.RESTRICT
    )
    round = fields.SmallIntField()
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "app.Unit", related_name="assignments", on_delete=fields.RESTRICT
    )
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "app.Person", related_name="assignments", on_delete=fields.RESTRICT
    )
    topic = fields.CharField(max_length=24)
    region = fields.CharField(max_length=12)
    urgency = fields.CharEnumField(Urgency, max_length=16)
    designated = fields.BooleanField(default=False)
    due_at = fields.DatetimeField()
    due_inputs = fields.JSONField[Any]()
    assigned_at = fields.DatetimeField()
    acknowledged_at = fields.DatetimeField(null=True)
    responded_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    ended_by = fields.CharField(
        max_length=24, default="", description="decline、transfer、call_back"
    )

    issue_id: UUID  # set by Tortoise
    unit_id: UUID
    person_id: UUID

    class Meta:
        table = "assignment"
        indexes = [("topic", "region", "assigned_at"), ("unit_id", "assigned_at")]


class RequestKind(StrEnum):
    EXTENSION = "extension"
    SUSPENSION = "suspension"


class TimeRequest(Model):
    """A unit asked for more time or for a pause, and what the office decided."""

    id = fields.UUIDField(primary_key=True, description="申请命令的编号")
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="time_requests", on_delete=fields.RESTRICT
    )
    round = fields.SmallIntField()
    kind = fields.CharEnumField(RequestKind, max_length=12)
    until = fields.DateField(description="要到哪天")
    reason_code = fields.CharField(max_length=24, default="")
    asked_by = fields.UUIDField()
    asked_at = fields.DatetimeField()
    decided_by = fields.UUIDField(null=True)
    decided_at = fields.DatetimeField(null=True)
    granted = fields.BooleanField(null=True)

    issue_id: UUID  # set by Tortoise

    class Meta:
        table = "time_request"
