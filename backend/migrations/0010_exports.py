"""Files asked for of the ledger, and its frozen months."""

from uuid import uuid4

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from backend.exports.models import ExportState


class Migration(migrations.Migration):
    dependencies = [("app", "0009_leftovers")]

    initial = False

    operations = [
        ops.CreateModel(
            name='ExportJob',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('requester_id', fields.UUIDField()),
                ('asked_as', fields.JSONField(description='以哪个身份要的', encoder=JSON_DUMPS, decoder=loads)),
                ('wanted', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('order', fields.CharField(max_length=12)),
                ('snapshot_id', fields.UUIDField(null=True, description='导出哪个月的快照；空：现在的台账')),
                ('state', fields.CharEnumField(description='DUE: due\nRUNNING: running\nREADY: ready\nFAILED: failed\nGONE: gone', enum_type=ExportState, max_length=12)),
                ('total', fields.IntField(default=0)),
                ('done', fields.IntField(default=0)),
                ('size_bytes', fields.IntField(null=True)),
                ('asked_at', fields.DatetimeField()),
                ('finished_at', fields.DatetimeField(null=True)),
                ('leased_until', fields.DatetimeField(null=True)),
                ('attempts', fields.SmallIntField(default=0)),
            ],
            options={'table': 'export_job', 'app': 'app', 'indexes': [Index(fields=['requester_id', 'asked_at']), Index(fields=['state', 'asked_at'])], 'pk_attr': 'id', 'table_description': 'One Excel file of the ledger, written by a worker as the one who asked for it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='LedgerSnapshot',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('month', fields.DateField(unique=True, description='这个月的第一天')),
                ('frozen_at', fields.DatetimeField()),
                ('row_count', fields.IntField()),
                ('rows', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('sha256', fields.CharField(description='rows 的校验值，见 snapshots.digest', max_length=64)),
            ],
            options={'table': 'ledger_snapshot', 'app': 'app', 'pk_attr': 'id', 'table_description': 'The rows of one month as they stood at its end (月度快照). Inserted, never changed.'},
            bases=['Model'],
        ),
    ]
