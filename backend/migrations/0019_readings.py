"""A reading says what was read: who a protected reporter is, or whom to call back."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

from backend.identities.models import ReadWhat


class Filled(ops.AddField):
    """With a default: so far identities alone were read with a reason."""

    async def database_forward(self, *given: Any) -> None:
        editor: BaseSchemaEditor = given[-1]
        column = "\"what\" VARCHAR(12) NOT NULL DEFAULT 'identity'"
        await editor._run_sql(f'ALTER TABLE "identity_reading" ADD COLUMN {column}')


class Migration(migrations.Migration):
    dependencies = [("app", "0018_signatures")]

    initial = False

    operations = [
        Filled(
            model_name="IdentityReading",
            name="what",
            field=fields.CharEnumField(
                default=ReadWhat.IDENTITY,
                enum_type=ReadWhat,
                description="IDENTITY: identity\nCONTACT: contact",
                max_length=12,
            ),
        ),
    ]
