"""The ledger of problems (问题台账). State is a record: a closure says who, when, what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from backend.enterprises.models import Enterprise
from backend.issues.states import (
    OPEN_STATES,
    Audience,
    Environment,
    IssueSource,
    IssueState,
    Urgency,
)
from backend.kernel.place import PlaceSource
from backend.people.models import Person, Unit

__all__ = [
    "OPEN_STATES",
    "Closure",
    "CoUnit",
    "Issue",
    "IssueSource",
    "IssueState",
    "NumberCounter",
    "Step",
    "Supporter",
]


class NumberCounter(Model):
    """The last number given in a year, taken in the transaction that gives one, so no gaps."""

    year = fields.SmallIntField(primary_key=True, generated=False)
    last_given = fields.IntField()

    class Meta:
        table = "number_counter"


class Issue(Model):
    """One problem, from whoever raised it to a satisfied enterprise.

    What the reporter said stays as it is. The columns of the present position (unit, person, due,
    colour) repeat what the latest steps say, so that a list is one statement.
    """

    id = fields.UUIDField(primary_key=True)
    number = fields.CharField(max_length=24, null=True, unique=True)
    source = fields.CharEnumField(IssueSource, max_length=16)
    state = fields.CharEnumField(IssueState, max_length=16)
    version = fields.IntField(default=1)
    round = fields.SmallIntField(default=1)
    protected = fields.BooleanField(default=False, description="上报人受保护")
    reporter: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "app.Person", related_name="issues", null=True, on_delete=fields.RESTRICT
    )
    enterprise: fields.ForeignKeyNullableRelation[Enterprise] = fields.ForeignKeyField(
        "app.Enterprise", related_name="issues", null=True, on_delete=fields.RESTRICT
    )
    visit_id = fields.UUIDField(null=True, db_index=True)
    region = fields.CharField(max_length=12, description="上报时企业所在区划")
    topic = fields.CharField(max_length=24)
    title = fields.CharField(max_length=60)
    description = fields.TextField()
    reported_at = fields.DatetimeField(description="UTC，手机时钟")
    received_at = fields.DatetimeField(description="UTC，服务器时钟")

    environment = fields.CharEnumField(Environment, max_length=16, null=True)
    place_text = fields.CharField(max_length=120, default="")
    lat_deg = fields.FloatField(null=True, description="WGS-84，度")
    lng_deg = fields.FloatField(null=True, description="WGS-84，度")
    accuracy_m = fields.FloatField(null=True, description="米")
    place_source = fields.CharEnumField(PlaceSource, max_length=8, null=True)
    voice_id = fields.UUIDField(null=True)
    paraphrase = fields.TextField(default="", description="监督室的说法，责任单位读这个")
    enterprise_hidden = fields.BooleanField(default=False, description="责任单位看不到是哪家")

    urgency = fields.CharEnumField(Urgency, max_length=16, null=True)
    lead_unit: fields.ForeignKeyNullableRelation[Unit] = fields.ForeignKeyField(
        "app.Unit", related_name="led_issues", null=True, on_delete=fields.RESTRICT
    )
    handler: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "app.Person", related_name="handled_issues", null=True, on_delete=fields.RESTRICT
    )
    designated = fields.BooleanField(default=False, description="指定，不能退单")
    assigned_at = fields.DatetimeField(null=True)
    acknowledge_by = fields.DatetimeField(null=True)
    due_at = fields.DatetimeField(null=True, description="UTC，现在这一步的期限")
    due_inputs = fields.JSONField[Any](null=True, description="算出期限的全部依据")
    due_provisional = fields.BooleanField(default=False, description="暂定，日历未公布")
    colour = fields.CharField(max_length=8, default="", description="blue、yellow、red、stop")
    noted_at = fields.DatetimeField(null=True, description="最近一次记进展")
    sent_back = fields.SmallIntField(default=0, description="本轮反馈被退回几次")
    draft_id = fields.UUIDField(null=True, description="等负责人签发的反馈是哪一步")
    escalation = fields.SmallIntField(default=0)
    suspended_until = fields.DateField(null=True)
    merged_into_id = fields.UUIDField(null=True)
    outcome = fields.CharField(max_length=16, default="", description="办结时的回访结果")
    closed_at = fields.DatetimeField(null=True)

    reporter_id: UUID | None  # set by Tortoise
    enterprise_id: UUID | None
    lead_unit_id: UUID | None
    handler_id: UUID | None

    class Meta:
        table = "issue"
        indexes = [
            ("reporter_id", "reported_at"),
            ("enterprise_id", "state"),
            ("region", "reported_at"),
            ("lead_unit_id", "state"),
            ("handler_id", "state"),
            ("state", "due_at"),
        ]


class Step(Model):
    """One command that was carried out on an issue, with its words. Inserted, never changed."""

    id = fields.UUIDField(primary_key=True, description="命令自己的编号")
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="steps", on_delete=fields.RESTRICT
    )
    round = fields.SmallIntField()
    command = fields.CharField(max_length=24)
    from_state = fields.CharField(max_length=16, default="")
    to_state = fields.CharField(max_length=16)
    actor_id = fields.UUIDField(null=True, description="受保护的上报人用化名")
    role = fields.CharField(max_length=24, default="")
    unit_id = fields.UUIDField(null=True, description="以哪个单位做的")
    stands_in_for = fields.UUIDField(null=True, description="代谁")
    audience = fields.CharEnumField(Audience, max_length=12)
    text = fields.TextField(default="")
    facts = fields.JSONField[Any](default=dict)
    device_at = fields.DatetimeField(null=True, description="UTC，手机时钟")
    at = fields.DatetimeField(description="UTC，服务器时钟")

    issue_id: UUID  # set by Tortoise

    class Meta:
        table = "issue_step"
        indexes = [("issue_id", "at"), ("command", "at")]


class CoUnit(Model):
    """A unit that helps (协办单位) the one lead unit, while the assignment lasts."""

    id = fields.UUIDField(primary_key=True)
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="co_units", on_delete=fields.RESTRICT
    )
    unit: fields.ForeignKeyRelation[Unit] = fields.ForeignKeyField(
        "app.Unit", related_name="helped_issues", on_delete=fields.RESTRICT
    )
    at = fields.DatetimeField()
    until_at = fields.DatetimeField(null=True)

    unit_id: UUID  # set by Tortoise

    class Meta:
        table = "issue_co_unit"
        indexes = [("unit_id", "issue_id")]


class Supporter(Model):
    """Somebody else who met the same problem (我也遇到)."""

    id = fields.UUIDField(primary_key=True)
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="supporters", on_delete=fields.RESTRICT
    )
    person_id = fields.UUIDField(description="人，或化名")
    text = fields.TextField(default="")
    at = fields.DatetimeField()

    class Meta:
        table = "issue_supporter"
        unique_together = (("issue_id", "person_id"),)


class Closure(Model):
    """How and by whom an issue was closed, one for each round that ended."""

    id = fields.UUIDField(primary_key=True)
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="closures", on_delete=fields.RESTRICT
    )
    round = fields.SmallIntField()
    kind = fields.CharField(max_length=16, description="on_the_spot、call_back、unverified")
    what_done = fields.TextField()
    confirmed_by = fields.CharField(max_length=30, default="")
    confirmed_contact_id = fields.UUIDField(null=True)
    at = fields.DatetimeField()

    issue_id: UUID  # set by Tortoise

    class Meta:
        table = "closure"
        unique_together = (("issue_id", "round"),)
