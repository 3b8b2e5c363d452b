"""People, the units they answer to, what they may act as, and how they prove who they are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from backend.kernel.actor import Role


class Region(Model):
    """District, street or community (区域), codes are data, a code covers those it prefixes."""

    code = fields.CharField(max_length=12, primary_key=True)
    level = fields.CharField(max_length=12, description="district、street、community")
    parent = fields.CharField(max_length=12, null=True)
    name = fields.CharField(max_length=40)
    active = fields.BooleanField(default=True)

    class Meta:
        table = "region"


class Unit(Model):
    """A department or street office (责任单位)."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=60, unique=True)
    kind = fields.CharField(max_length=16, default="department", description="department、street")
    region = fields.CharField(max_length=12, null=True, description="街道单位的区划代码")
    active = fields.BooleanField(default=True)
    signs_first = fields.BooleanField(default=False, description="反馈先由负责人签发")

    class Meta:
        table = "unit"


class Person(Model):
    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=30)
    phone = fields.CharField(max_length=20, unique=True)
    title = fields.CharField(max_length=40, default="")
    unit: fields.ForeignKeyNullableRelation[Unit] = fields.ForeignKeyField(
        "app.Unit", related_name="people", null=True, on_delete=fields.RESTRICT, db_index=True
    )
    active = fields.BooleanField(default=True)

    unit_id: UUID | None  # set by Tortoise

    class Meta:
        table = "person"


class Credential(Model):
    """A person's password, argon2id. Its own table, so that no list of people can select it."""

    person_id = fields.UUIDField(primary_key=True)
    password_hash = fields.CharField(max_length=200)
    must_change = fields.BooleanField(default=True, description="初始密码或管理员重置后")
    changed_at = fields.DatetimeField()

    class Meta:
        table = "credential"


class ResetCode(Model):
    """A one-time code that an admin hands over in person (DECISIONS 5)."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField(db_index=True)
    code_hash = fields.CharField(max_length=200)
    issued_by = fields.UUIDField()
    issued_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "reset_code"


class Session(Model):
    """One signed-in device. The cookie holds a random token, here is only its SHA-256."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField(db_index=True)
    token_sha256 = fields.CharField(max_length=64, unique=True)
    device_id = fields.UUIDField(description="设备 cookie；退出后仍在")
    label = fields.CharField(max_length=80, default="")
    must_change = fields.BooleanField(default=False, description="用初始密码登录，尚未改密码")
    created_at = fields.DatetimeField()
    last_seen_at = fields.DatetimeField(description="UTC，至多每 15 分钟记一次")
    expires_at = fields.DatetimeField(description="UTC，不含；随 last_seen_at 后移")
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "session"


class SignInTry(Model):
    """One failed or successful try, counted per account + device and per address (DECISIONS 5)."""

    id = fields.BigIntField(primary_key=True, generated=True)
    account = fields.CharField(max_length=64, description="手机号的 SHA-256：不存在的号码也算")
    device_id = fields.UUIDField(null=True)
    person_id = fields.UUIDField(
        null=True, description="谁的账号；没有这个号码的为全零，不是登录的为空"
    )
    address = fields.CharField(max_length=64)
    ok = fields.BooleanField()
    at = fields.DatetimeField()

    class Meta:
        table = "sign_in_try"
        indexes = [("account", "at"), ("address", "at")]


class Grant(Model):
    """A role that a person holds, where, and from when until when (exclusive)."""

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "app.Person", related_name="grants", on_delete=fields.RESTRICT, db_index=True
    )
    role = fields.CharEnumField(Role, max_length=24)
    unit: fields.ForeignKeyNullableRelation[Unit] = fields.ForeignKeyField(
        "app.Unit", related_name="grants", null=True, on_delete=fields.RESTRICT
    )
    region = fields.CharField(max_length=12, null=True, description="区划代码，覆盖以它开头的各级")
    bundles: list[str] = fields.JSONField(default=list)
    environments: list[str] = fields.JSONField(
        default=list, description="特邀监督员看哪几个方面；空为全部"
    )
    from_at = fields.DatetimeField()
    until_at = fields.DatetimeField(null=True, description="不含")
    lent_from_id = fields.UUIDField(null=True, description="代理：借出的那个授权")

    person_id: UUID  # set by Tortoise
    unit_id: UUID | None

    class Meta:
        table = "grant"
        indexes = [("role", "region")]


class Setting(Model):
    """One piece of the district's own data: names, limits, topics. The keys are in settings.py."""

    key = fields.CharField(max_length=48, primary_key=True)
    value: dict[str, Any] = fields.JSONField()  # settings.packed: {"is": …}
    changed_at = fields.DatetimeField()

    class Meta:
        table = "setting"


class SavedFilter(Model):
    """A filter of a list that a person named, private to them."""

    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField(db_index=True)
    list_name = fields.CharField(max_length=24)
    name = fields.CharField(max_length=30)
    conditions: dict[str, Any] = fields.JSONField(description="筛选条件，手机端的原样")

    class Meta:
        table = "saved_filter"
