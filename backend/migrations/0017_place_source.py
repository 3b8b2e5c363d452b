"""Who says where: the phone there and then, or a photo. What is stored so far says so by its table."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

from backend.kernel.place import PlaceSource

SAID_BY = {"visit": "device", "issue": "device", "photo": "photo"}


async def forward(_: object, editor: BaseSchemaEditor) -> None:
    postgres = editor.client.capabilities.dialect == "postgres"
    for table, source in SAID_BY.items():
        await editor._run_sql(
            f"UPDATE \"{table}\" SET place_source = '{source}' WHERE lat_deg IS NOT NULL"
        )
        if postgres:  # 0002 says why not on SQLite
            await editor._run_sql(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_place_source"'
                " CHECK ((lat_deg IS NULL) = (place_source IS NULL))"
            )


async def backward(_: object, __: BaseSchemaEditor) -> None:
    """Nothing: the checks go with their column."""


class Migration(migrations.Migration):
    dependencies = [("app", "0016_append_only")]

    initial = False

    operations = [
        *(
            ops.AddField(
                model_name=model,
                name="place_source",
                field=fields.CharEnumField(
                    null=True,
                    enum_type=PlaceSource,
                    description="DEVICE: device\nPHOTO: photo",
                    max_length=8,
                ),
            )
            for model in ("Visit", "Issue", "Photo")
        ),
        ops.RunPython(forward, backward),
    ]
