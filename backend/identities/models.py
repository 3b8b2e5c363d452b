"""Who a protected reporter is: here and nowhere else (product rule 7, DECISIONS 4)."""

from __future__ import annotations

from enum import StrEnum

from tortoise import fields
from tortoise.models import Model


class Reporter(Model):
    """The person behind one protected issue, and the name they have there instead of their own.

    A pseudonym belongs to an issue, not to a person: two issues of one person share nothing.
    """

    issue_id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField(db_index=True)
    grant_id = fields.UUIDField()
    pseudonym = fields.UUIDField(unique=True)
    reported_at = fields.DatetimeField(description="UTC，手机时钟，精确")

    class Meta:
        table = "reporter"


class ReadWhat(StrEnum):
    IDENTITY = "identity"  # 受保护的上报人是谁
    CONTACT = "contact"  # 没有账号的上报人，回访打给谁


class IdentityReading(Model):
    """Somebody looked up who reported an issue, and why. Listed to the lead of the office."""

    id = fields.UUIDField(primary_key=True)
    issue_id = fields.UUIDField(db_index=True)
    what = fields.CharEnumField(ReadWhat, max_length=12, default=ReadWhat.IDENTITY)
    reader_id = fields.UUIDField()
    grant_id = fields.UUIDField()
    reason = fields.CharField(max_length=300)
    at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "identity_reading"
