"""Voice notes: their receipts. The CHECKs go to PostgreSQL only (0002 says why)."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

CHECKS = {
    "voice_size": "size_bytes BETWEEN 1 AND 3145728",
    "voice_duration": "duration_ms BETWEEN 0 AND 62000",
}


async def forward(_: object, editor: BaseSchemaEditor) -> None:
    await editor._run_sql(
        'CREATE INDEX "voice_unbound" ON "voice" ("received_at") WHERE subject_id IS NULL'
    )
    if editor.client.capabilities.dialect == "sqlite":
        return
    for name, check in CHECKS.items():
        await editor._run_sql(f'ALTER TABLE "voice" ADD CONSTRAINT "{name}" CHECK ({check})')


async def backward(_: object, __: BaseSchemaEditor) -> None:
    """Nothing: index and checks go with their table."""


class Migration(migrations.Migration):
    dependencies = [("app", "0007_intake")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Voice",
            fields=[
                (
                    "id",
                    fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True),
                ),
                (
                    "owner_id",
                    fields.UUIDField(
                        null=True, db_index=True, description="绑到受保护的记录时清空"
                    ),
                ),
                ("sha256", fields.CharField(max_length=64)),
                ("size_bytes", fields.IntField()),
                ("media_type", fields.CharField(max_length=32)),
                ("duration_ms", fields.IntField()),
                ("recorded_at", fields.DatetimeField(null=True, description="UTC，手机时钟")),
                ("received_at", fields.DatetimeField()),
                ("subject_kind", fields.CharField(null=True, max_length=24)),
                (
                    "subject_id",
                    fields.UUIDField(null=True, db_index=True, description="绑定前为空"),
                ),
                ("bound_at", fields.DatetimeField(null=True)),
            ],
            options={
                "table": "voice",
                "app": "app",
                "pk_attr": "id",
                "table_description": "One stored voice note.",
            },
            bases=["Model"],
        ),
        ops.RunPython(forward, backward),
    ]
