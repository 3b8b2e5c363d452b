"""Enterprises, who may be asked there, and which officers look after them (三级包联)."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from backend.people.models import Person


class Enterprise(Model):
    """A market entity (市场主体): company, self-employed household, stall or project."""

    id = fields.UUIDField(primary_key=True)
    code = fields.CharField(max_length=12, unique=True, description="二维码里的短码")
    name = fields.CharField(max_length=120)
    uscc = fields.CharField(
        max_length=18, null=True, unique=True, description="GB 32100-2015；摊位、项目可没有"
    )
    region = fields.CharField(max_length=12, db_index=True, description="区划代码")
    address = fields.CharField(max_length=200, default="")
    pinyin = fields.CharField(max_length=600, description="名称全拼，空格分音节")
    initials = fields.CharField(max_length=120, description="名称拼音首字母")
    lat_deg = fields.FloatField(null=True, description="WGS-84，度")
    lng_deg = fields.FloatField(null=True, description="WGS-84，度")
    active = fields.BooleanField(default=True)
    changed_at = fields.DatetimeField(db_index=True, description="名录行最近一次变化，UTC")

    class Meta:
        table = "enterprise"


class Contact(Model):
    """Somebody to ask for at an enterprise. Read only by those who are paired with it."""

    id = fields.UUIDField(primary_key=True)
    enterprise: fields.ForeignKeyRelation[Enterprise] = fields.ForeignKeyField(
        "app.Enterprise", related_name="contacts", on_delete=fields.RESTRICT, db_index=True
    )
    name = fields.CharField(max_length=30)
    title = fields.CharField(max_length=40, default="")
    phone = fields.CharField(max_length=20, default="")
    active = fields.BooleanField(default=True)

    enterprise_id: UUID  # set by Tortoise

    class Meta:
        table = "contact"


class Pairing(Model):
    """An officer looks after an enterprise, in a tier, from one instant until another."""

    id = fields.UUIDField(primary_key=True)
    liaison: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "app.Person", related_name="pairings", on_delete=fields.RESTRICT
    )
    enterprise: fields.ForeignKeyRelation[Enterprise] = fields.ForeignKeyField(
        "app.Enterprise", related_name="pairings", on_delete=fields.RESTRICT
    )
    tier = fields.SmallIntField(description="三级包联：1、2、3，名称是数据")
    from_at = fields.DatetimeField()
    until_at = fields.DatetimeField(null=True, description="不含")
    ended_by_hand_over_id = fields.UUIDField(null=True)

    liaison_id: UUID  # set by Tortoise
    enterprise_id: UUID

    class Meta:
        table = "pairing"
        indexes = [("liaison_id", "enterprise_id"), ("enterprise_id", "from_at")]


class PairingLoan(Model):
    """All of an officer's pairings lent to a stand-in for a time (DECISIONS 6)."""

    id = fields.UUIDField(primary_key=True)
    from_person_id = fields.UUIDField(db_index=True)
    to_person_id = fields.UUIDField(db_index=True)
    from_at = fields.DatetimeField()
    until_at = fields.DatetimeField(description="不含")
    reason = fields.CharField(max_length=200, default="")

    class Meta:
        table = "pairing_loan"


class HandOver(Model):
    """One officer's pairings given to another at an instant, sent twice, done once."""

    id = fields.UUIDField(primary_key=True)
    from_person_id = fields.UUIDField()
    to_person_id = fields.UUIDField()
    at = fields.DatetimeField()
    reason = fields.CharField(max_length=200)
    pairings = fields.IntField()

    class Meta:
        table = "hand_over"


class Protection(Model):
    """The enterprise stands on the protected list (白名单) from a day to another, inclusive."""

    id = fields.UUIDField(primary_key=True)
    enterprise: fields.ForeignKeyRelation[Enterprise] = fields.ForeignKeyField(
        "app.Enterprise", related_name="protections", on_delete=fields.RESTRICT, db_index=True
    )
    since = fields.DateField()
    until = fields.DateField(null=True)
    note = fields.CharField(max_length=200, default="")

    enterprise_id: UUID  # set by Tortoise

    class Meta:
        table = "protection"


class QuietDay(Model):
    """A day on which the enterprise asked to be left alone (静默日)."""

    id = fields.UUIDField(primary_key=True)
    enterprise: fields.ForeignKeyRelation[Enterprise] = fields.ForeignKeyField(
        "app.Enterprise", related_name="quiet_days", on_delete=fields.RESTRICT
    )
    day = fields.DateField()

    enterprise_id: UUID  # set by Tortoise

    class Meta:
        table = "quiet_day"
        unique_together = (("enterprise_id", "day"),)
