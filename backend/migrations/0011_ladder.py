"""Unread lines that no digest has counted are few among all that were ever told."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

WAITING = (
    'CREATE INDEX "notice_to_digest" ON "notice" ("created_at") '
    'WHERE "digested_at" IS NULL AND "read_at" IS NULL'
)


async def forward(_: object, editor: BaseSchemaEditor) -> None:
    await editor._run_sql(WAITING)


async def backward(_: object, editor: BaseSchemaEditor) -> None:
    await editor._run_sql('DROP INDEX "notice_to_digest"')


class Migration(migrations.Migration):
    dependencies = [("app", "0010_exports")]

    initial = False

    operations = [ops.RunPython(forward, backward)]
