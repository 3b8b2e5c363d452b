"""The row names the attempt whose bytes are the evidence; those kept before rest under the bare id."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

ABOUT = "存储对象名里编号后面的一段，见 rules.evidence_key"


class Filled(ops.AddField):
    """With a default: there are photos and voices already."""

    async def database_forward(self, *given: Any) -> None:
        editor: BaseSchemaEditor = given[-1]
        table = self.model_name.lower()
        await editor._run_sql(
            f'ALTER TABLE "{table}" ADD COLUMN "attempt" VARCHAR(16) NOT NULL DEFAULT \'\''
        )


class Migration(migrations.Migration):
    dependencies = [("app", "0011_ladder")]

    initial = False

    operations = [
        Filled(
            model_name=model,
            name="attempt",
            field=fields.CharField(default="", description=ABOUT, max_length=16),
        )
        for model in ("Photo", "Voice")
    ]
