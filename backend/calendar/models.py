"""The State Council's calendar as rows, and every version of it that there was."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

OFF, MAKE_UP = "off", "make_up"


class CalendarYear(Model):
    """A year whose notice is known: seeded or imported."""

    year = fields.SmallIntField(primary_key=True, generated=False)
    source = fields.CharField(max_length=80, description="来源：随系统、国办通知或粘贴导入")
    imported_at = fields.DatetimeField()
    by = fields.UUIDField(null=True, description="人；随系统的为空")

    class Meta:
        table = "calendar_year"


class CalendarDay(Model):
    """A day that is not what its weekday says."""

    day = fields.DateField(primary_key=True)
    kind = fields.CharField(max_length=8, description="off 放假，make_up 调休上班")
    year = fields.SmallIntField(db_index=True)

    class Meta:
        table = "calendar_day"


class CalendarVersion(Model):
    """One state of the calendar. The highest is the present one."""

    version = fields.IntField(primary_key=True, generated=False)
    made_at = fields.DatetimeField()
    by = fields.UUIDField(null=True)

    class Meta:
        table = "calendar_version"
