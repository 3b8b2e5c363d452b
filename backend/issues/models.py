"""The ledger of problems (问题台账). State is a record: a closure says who, when, what."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from backend.enterprises.models import Enterprise
from backend.people.models import Person


class IssueSource(StrEnum):
    VISIT = "visit"
    FAULT_FINDING = "fault_finding"
    INSPECTION = "inspection"
    COMPLAINT = "complaint"
    REQUEST = "request"
    MEETING = "meeting"


class IssueState(StrEnum):
    SUBMITTED = "submitted"  # 待受理
    RETURNED = "returned"  # 退回补正
    ACCEPTED = "accepted"  # 已受理
    ASSIGNED = "assigned"  # 待签收
    IN_PROGRESS = "in_progress"  # 办理中
    SUSPENDED = "suspended"  # 已暂停
    RESPONDED = "responded"  # 待回访
    CLOSED = "closed"  # 已办结
    REJECTED = "rejected"  # 不予受理
    MERGED = "merged"  # 已并案
    REDIRECTED = "redirected"  # 已转其他渠道


OPEN_STATES = tuple(
    state
    for state in IssueState
    if state not in {IssueState.CLOSED, IssueState.REJECTED, IssueState.MERGED,
                     IssueState.REDIRECTED}
)  # fmt: skip


class NumberCounter(Model):
    """The last number given in a year, taken in the transaction that gives one, so no gaps."""

    year = fields.SmallIntField(primary_key=True, generated=False)
    last_given = fields.IntField()

    class Meta:
        table = "number_counter"


class Issue(Model):
    """One problem, from whoever raised it to a satisfied enterprise."""

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

    reporter_id: UUID | None  # set by Tortoise
    enterprise_id: UUID | None

    class Meta:
        table = "issue"
        indexes = [
            ("reporter_id", "reported_at"),
            ("enterprise_id", "state"),
            ("region", "reported_at"),
        ]


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
