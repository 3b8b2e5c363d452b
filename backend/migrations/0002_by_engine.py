"""What Tortoise cannot say: full text, partial uniqueness, checks; SQL for each engine.

CHECKs go to PostgreSQL only: SQLite cannot add one to a table that exists, and the embedded
database has one writing process, ours. Full text: kernel/search.py says why it is tokens.
"""

from __future__ import annotations

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

BOTH = [
    'CREATE UNIQUE INDEX "pairing_one_open" ON "pairing" ("enterprise_id", "liaison_id", "tier")'
    " WHERE until_at IS NULL",
    'CREATE INDEX "notice_unread" ON "notice" ("recipient_id") WHERE read_at IS NULL',
    'CREATE INDEX "session_live" ON "session" ("person_id") WHERE ended_at IS NULL',
    'CREATE INDEX "photo_unbound" ON "photo" ("received_at") WHERE subject_id IS NULL',
    'CREATE INDEX "visit_positions" ON "visit" ("received_at") WHERE lat_deg IS NOT NULL',
]
SQLITE = [
    "CREATE VIRTUAL TABLE search_text USING fts5"
    "(tokens, subject_kind UNINDEXED, subject_id UNINDEXED, tokenize = 'unicode61')",
]
POSTGRES = [
    "CREATE TABLE search_text (subject_kind varchar(24) NOT NULL, subject_id uuid NOT NULL,"
    " tokens tsvector NOT NULL, PRIMARY KEY (subject_id, subject_kind))",
    "CREATE INDEX search_text_tokens ON search_text USING gin (tokens)",
]
CHECKS = {
    "visit": {"visit_accuracy_not_negative": "accuracy_m >= 0", "visit_version": "version >= 1"},
    "issue": {"issue_version": "version >= 1", "issue_round": "round >= 1"},
    "pairing": {"pairing_tier": "tier BETWEEN 1 AND 3", "pairing_span": "until_at > from_at"},
    "grant": {"grant_span": "until_at >= from_at"},  # equal: ended before it began
    "photo": {"photo_size": "size_bytes BETWEEN 1 AND 12582912"},
}


async def forward(_: object, editor: BaseSchemaEditor) -> None:
    sqlite = editor.client.capabilities.dialect == "sqlite"
    statements = BOTH + (SQLITE if sqlite else POSTGRES + _checks())
    for statement in statements:
        await editor._run_sql(statement)


async def backward(_: object, editor: BaseSchemaEditor) -> None:
    """Leaves the indexes: their tables go with 0001."""
    await editor._run_sql("DROP TABLE search_text")


def _checks() -> list[str]:
    return [
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" CHECK ({check})'
        for table, checks in CHECKS.items()
        for name, check in checks.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("app", "0001_initial")]

    operations = [ops.RunPython(forward, backward)]
