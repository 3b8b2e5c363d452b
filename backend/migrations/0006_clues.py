"""Sealed hand-overs of clues. The CHECK goes to PostgreSQL only (0002 says why)."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor


async def forward(_: object, editor: BaseSchemaEditor) -> None:
    if editor.client.capabilities.dialect != "sqlite":
        await editor._run_sql(
            'ALTER TABLE "clue_hand_over" ADD CONSTRAINT "clue_hand_over_size"'
            " CHECK (size_bytes BETWEEN 1 AND 180000)"
        )


async def backward(_: object, editor: BaseSchemaEditor) -> None:
    """The constraint goes with its table."""


class Migration(migrations.Migration):
    dependencies = [("app", "0005_life")]

    initial = False

    operations = [
        ops.CreateModel(
            name='ClueCounter',
            fields=[
                ('year', fields.SmallIntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('last_given', fields.IntField()),
            ],
            options={'table': 'clue_counter', 'app': 'app', 'pk_attr': 'year', 'table_description': 'The last receipt number given in a civil year.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ClueHandOver',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('key_id', fields.UUIDField()),
                ('sender_mark', fields.CharField(unique=True, description='上报人手机里的秘密的 SHA-256', max_length=64)),
                ('size_bytes', fields.IntField()),
                ('received_at', fields.DatetimeField(description='UTC，只到半天')),
                ('due_on', fields.DateField(description='签收期限，当天结束前')),
                ('number', fields.CharField(null=True, unique=True, max_length=24)),
                ('acknowledged_at', fields.DatetimeField(null=True, description='UTC，只到半天')),
            ],
            options={'table': 'clue_hand_over', 'app': 'app', 'indexes': [Index(fields=['received_at', 'id'])], 'pk_attr': 'id', 'table_description': 'One hand-over: who wrote it is nowhere. Times are the beginning of the half-day.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ClueEnvelope',
            fields=[
                ('hand_over', fields.OneToOneField('app.ClueHandOver', source_field='hand_over_id', primary_key=True, db_index=True, db_constraint=True, to_field='id', related_name='envelope', on_delete=OnDelete.RESTRICT)),
                ('content', fields.BinaryField()),
            ],
            options={'table': 'clue_envelope', 'app': 'app', 'pk_attr': 'hand_over_id', 'table_description': 'The ciphertext, until it is acknowledged. The row is deleted then.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ClueKey',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('public_key', fields.CharField(description='base64，P-256 未压缩点', max_length=88)),
                ('fingerprint', fields.CharField(max_length=40)),
                ('published_at', fields.DatetimeField(description='UTC')),
            ],
            options={'table': 'clue_key', 'app': 'app', 'pk_attr': 'id', 'table_description': "A public key of the custodian's office. The last one published is the present one."},
            bases=['Model'],
        ),
        ops.RunPython(forward, backward),
    ]
