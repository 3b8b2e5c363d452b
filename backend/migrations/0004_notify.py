"""Alerts outside the app: doorbells, deliveries, wishes; a notice knows its number."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from backend.notify.models import Channel, DeliveryState, NoticeKind, Purpose
from orjson import loads
from tortoise.fields.data import JSON_DUMPS
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

DUE = "CREATE INDEX \"delivery_due\" ON \"delivery\" (\"due_at\") WHERE state = 'due'"


async def forward(_: object, editor: BaseSchemaEditor) -> None:
    """What is due is few among what was sent."""
    await editor._run_sql(DUE)


async def backward(_: object, editor: BaseSchemaEditor) -> None:
    await editor._run_sql('DROP INDEX "delivery_due"')


class Described(ops.AlterField):
    """Only the comment changes. SQLite would build the table anew for it and lose its indexes."""

    async def database_forward(self, *_: object) -> None:
        return None

    async def database_backward(self, *_: object) -> None:
        return None


class Migration(migrations.Migration):
    dependencies = [("app", "0003_calendar")]

    initial = False

    operations = [
        ops.CreateModel(
            name='AlertWishes',
            fields=[
                ('person_id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('digests', fields.JSONField(description='要哪几次汇总，例如 08:30', encoder=JSON_DUMPS, decoder=loads)),
                ('quiet_from', fields.CharField(default='', description='HH:MM，空为没有免打扰', max_length=5)),
                ('quiet_until', fields.CharField(default='', max_length=5)),
                ('channels', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'alert_wishes', 'app': 'app', 'pk_attr': 'person_id', 'table_description': 'How a person wants to be told. No row: as ``alerts.USUAL`` says.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Delivery',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True, description='随机，手机凭它回音')),
                ('purpose', fields.CharEnumField(description='NOTICE: notice\nDIGEST: digest\nTEST: test', enum_type=Purpose, max_length=8)),
                ('channel', fields.CharEnumField(description='PUSH: push\nMESSAGE: message\nSMS: sms\nLEAD: lead\nUNHEARD: unheard\nBOT: bot', enum_type=Channel, max_length=8)),
                ('recipient_id', fields.UUIDField(null=True)),
                ('notice_id', fields.UUIDField(null=True, db_index=True)),
                ('doorbell_id', fields.UUIDField(null=True)),
                ('command_id', fields.UUIDField(null=True, db_index=True)),
                ('host', fields.CharField(default='', description='一处卡住时不拖累别处', max_length=120)),
                ('state', fields.CharEnumField(default=DeliveryState.DUE, description='DUE: due\nSENT: sent\nACKED: acked\nFAILED: failed\nCANCELLED: cancelled', enum_type=DeliveryState, max_length=12)),
                ('due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('attempts', fields.SmallIntField(default=0)),
                ('last_status', fields.IntField(null=True)),
                ('last_error', fields.CharField(default='', max_length=80)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('sent_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('acked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('clicked_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'delivery', 'app': 'app', 'indexes': [Index(fields=['recipient_id', 'created_at'])], 'pk_attr': 'id', 'table_description': 'One attempt to tell somebody: a notice by a channel to an endpoint. Also the log of it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Doorbell',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('person_id', fields.UUIDField(db_index=True)),
                ('device_id', fields.UUIDField(null=True, description='设备 cookie')),
                ('endpoint', fields.CharField(max_length=1000)),
                ('endpoint_sha256', fields.CharField(unique=True, max_length=64)),
                ('p256dh', fields.CharField(max_length=100)),
                ('auth', fields.CharField(max_length=40)),
                ('label', fields.CharField(default='', max_length=80)),
                ('added_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('sealed_at', fields.DatetimeField(description='UTC，手机时钟：晚到的旧信不改它', auto_now=False, auto_now_add=False)),
                ('last_ack_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('unacked', fields.SmallIntField(default=0, description='上次回音以后送出了几次')),
            ],
            options={'table': 'doorbell', 'app': 'app', 'pk_attr': 'id', 'table_description': "One browser that a person lets us ring. The endpoint is a secret of that browser's."},
            bases=['Model'],
        ),
        Described(
            model_name='Notice',
            name='kind',
            field=fields.CharEnumField(description='RETURNED_TO_ME: returned_to_me\nASSIGNED: assigned\nOVERDUE: overdue\nDUE_SOON: due_soon\nCALL_BACK: call_back\nURGED: urged\nREOPENED: reopened\nANSWERED: answered\nHANDED_OVER: handed_over\nESCALATED: escalated\nAPPROVED: approved\nSUPPLEMENTED: supplemented\nTO_REVIEW: to_review\nNEWS: news', enum_type=NoticeKind, max_length=24),
        ),
        ops.AddField(
            model_name='Notice',
            name='digested_at',
            field=fields.DatetimeField(null=True, description='数进了哪一次汇总', auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Notice',
            name='number',
            field=fields.CharField(null=True, description='人读的编号，可在应用外显示', max_length=20),
        ),
        ops.AddIndex(
            model_name='Notice',
            index=Index(fields=['subject_id']),
        ),
        ops.RunPython(forward, backward),
    ]
