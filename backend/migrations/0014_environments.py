"""A special supervisor's grant says which sides of the business environment it is for."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from orjson import loads
from tortoise.fields.data import JSON_DUMPS
from tortoise import fields


class Filled(ops.AddField):
    """With a default: there are grants already, and those are for all sides."""

    async def database_forward(self, *given: Any) -> None:
        editor: BaseSchemaEditor = given[-1]
        kind = "JSON" if editor.DIALECT == "sqlite" else "JSONB"
        column = f"\"environments\" {kind} NOT NULL DEFAULT '[]'"
        await editor._run_sql(f'ALTER TABLE "grant" ADD COLUMN {column}')


class Migration(migrations.Migration):
    dependencies = [("app", "0013_spot_checks")]

    initial = False

    operations = [
        Filled(
            model_name='Grant',
            name='environments',
            field=fields.JSONField(default=list, description='特邀监督员看哪几个方面；空为全部', encoder=JSON_DUMPS, decoder=loads),
        ),
    ]
