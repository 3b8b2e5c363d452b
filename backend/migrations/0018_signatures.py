"""A unit may want its lead to sign what it answers; an issue names the answer that waits for it."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor


class Filled(ops.AddField):
    """With a default: there are units already, and none of them has asked for it."""

    async def database_forward(self, *given: Any) -> None:
        editor: BaseSchemaEditor = given[-1]
        no, kind = ("0", "INT") if editor.DIALECT == "sqlite" else ("FALSE", "BOOL")
        column = f'"signs_first" {kind} NOT NULL DEFAULT {no}'
        await editor._run_sql(f'ALTER TABLE "unit" ADD COLUMN {column}')


class Migration(migrations.Migration):
    dependencies = [("app", "0017_place_source")]

    initial = False

    operations = [
        Filled(
            model_name="Unit",
            name="signs_first",
            field=fields.BooleanField(default=False, description="反馈先由负责人签发"),
        ),
        ops.AddField(
            model_name="Issue",
            name="draft_id",
            field=fields.UUIDField(null=True, description="等负责人签发的反馈是哪一步"),
        ),
    ]
