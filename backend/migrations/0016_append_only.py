"""The ledger and its seals are kept by the database itself: rows are inserted, nothing else."""

from __future__ import annotations

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

KEPT = ("ledger_event", "ledger_seal")
REFUSE = (
    "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$"
    " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
)


def _statements(sqlite: bool) -> list[str]:
    if sqlite:
        return [
            f'CREATE TRIGGER "{table}_{deed.lower()}" BEFORE {deed} ON "{table}"'
            f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table in KEPT
            for deed in ("UPDATE", "DELETE")
        ]
    return [
        REFUSE,
        *(
            f'CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE'
            f' ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION append_only()'
            for table in KEPT
        ),
    ]


async def forward(_: object, editor: BaseSchemaEditor) -> None:
    for statement in _statements(editor.client.capabilities.dialect == "sqlite"):
        await editor.client.execute_query(statement)  # the editor would cut it at its semicolons


async def backward(_: object, editor: BaseSchemaEditor) -> None:
    if editor.client.capabilities.dialect != "sqlite":
        await editor._run_sql("DROP FUNCTION append_only() CASCADE")
        return
    for table in KEPT:
        for deed in ("update", "delete"):
            await editor._run_sql(f'DROP TRIGGER "{table}_{deed}"')


class Migration(migrations.Migration):
    dependencies = [("app", "0015_overtaken")]

    initial = False

    operations = [ops.RunPython(forward, backward)]
