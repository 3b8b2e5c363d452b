"""Reports without an account: who may be called, what was added, how it was rated."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from backend.intake.rules import Grade, ReportKind
from backend.issues.models import Issue, IssueState

RATED_WHEN = frozenset({IssueState.RESPONDED, IssueState.CLOSED})


class DayKey(Model):
    """A secret of one day: signs the forms and hides the addresses. Thrown away after two."""

    day = fields.DateField(primary_key=True, generated=False, description="上海时间的一天")
    secret = fields.CharField(max_length=64)

    class Meta:
        table = "intake_day_key"


class PublicIssue(Model):
    """An issue that can be followed by its code. The id is the issue's."""

    id = fields.UUIDField(primary_key=True)
    code_hash = fields.CharField(max_length=64, unique=True)
    kind = fields.CharEnumField(ReportKind, max_length=12)
    by_desk = fields.BooleanField(default=False, description="受理台代填")
    made_at = fields.DatetimeField()

    class Meta:
        table = "public_issue"


class ReporterContact(Model):
    """Who may be called, apart from the issue: only the office reads it (intake/access.py)."""

    issue_id = fields.UUIDField(primary_key=True)
    enterprise_name = fields.CharField(max_length=60, default="")
    enterprise_id = fields.UUIDField(null=True, description="投诉不记在企业名下，只记在这里")
    name = fields.CharField(max_length=30, default="")
    phone = fields.CharField(max_length=20, default="")

    class Meta:
        table = "reporter_contact"


class Saying(Model):
    """Words that the person added later."""

    id = fields.UUIDField(primary_key=True)
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="sayings", on_delete=fields.RESTRICT, db_index=True
    )
    text = fields.TextField()
    at = fields.DatetimeField()

    issue_id: UUID  # set by Tortoise

    class Meta:
        table = "saying"


class Rating(Model):
    """What the person says of a result, one for each round. The rated unit does not see it."""

    id = fields.UUIDField(primary_key=True)
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="ratings", on_delete=fields.RESTRICT
    )
    round = fields.SmallIntField()
    grade = fields.CharEnumField(Grade, max_length=16)
    missing = fields.TextField(default="", description="不满意：还缺什么")
    by_link = fields.BooleanField(default=False, description="凭一次性链接，否则凭查询码")
    at = fields.DatetimeField()

    issue_id: UUID  # set by Tortoise

    class Meta:
        table = "rating"
        unique_together = (("issue_id", "round"),)


class OneTimeLink(Model):
    """A link that confirms and rates one result once. Only the hash of its token is kept."""

    token_sha256 = fields.CharField(max_length=64, primary_key=True)
    issue: fields.ForeignKeyRelation[Issue] = fields.ForeignKeyField(
        "app.Issue", related_name="links", on_delete=fields.RESTRICT, db_index=True
    )
    kind = fields.CharField(max_length=16, description="on_the_spot")
    made_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    issue_id: UUID  # set by Tortoise

    class Meta:
        table = "one_time_link"
