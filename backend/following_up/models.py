"""What comes after the answer: who looks back and when, whom the office asks by sample."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from backend.issues.models import Issue
from backend.people.models import Person


class LookBack(Model):
    """A closed issue is looked at again (回头看) by somebody other than who handled it."""

    id = fields.UUIDField(primary_key=True)
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="look_backs", on_delete=fields.RESTRICT
    )
    round = fields.SmallIntField()
    owner: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "app.Person", related_name="look_backs", on_delete=fields.RESTRICT
    )
    due_on = fields.DateField()
    rule = fields.CharField(
        max_length=24, description="fault_finding、money、sample、by_hand、asked"
    )
    planned_by = fields.UUIDField(null=True, description="空：按规则")
    planned_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)
    holds = fields.BooleanField(null=True, description="否：再次发生")
    text = fields.TextField(default="")

    issue_id: UUID  # set by Tortoise
    owner_id: UUID

    class Meta:
        table = "look_back"
        indexes = [("owner_id", "done_at"), ("due_on", "done_at")]


class SpotCheck(Model):
    """抽查回访: a problem solved on the spot for which the office asks the enterprise itself.

    Drawn by sample; the enterprise's own confirmation comes instead of it.
    """

    issue_id = fields.UUIDField(primary_key=True)
    region = fields.CharField(max_length=12)
    due_on = fields.DateField()
    drawn_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)
    result = fields.CharField(max_length=16, default="", description="CallBackResult")

    class Meta:
        table = "spot_check"
        indexes = [("region", "done_at", "due_on")]
