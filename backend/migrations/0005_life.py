from tortoise import migrations
from tortoise.migrations import operations as ops
from backend.handling.models import RequestKind
from backend.issues.states import Audience, Environment, Urgency
from orjson import loads
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

STEPS = (
    'INSERT INTO "issue_step" ("id", "issue_id", "round", "command", "from_state", "to_state",'
    ' "actor_id", "role", "audience", "text", "facts", "device_at", "at")'
    ' SELECT "id", "id", 1, CASE WHEN "state" = \'closed\' THEN \'solve_on_the_spot\' ELSE'
    ' \'report\' END, \'\', "state", "reporter_id", \'liaison\', \'author\', \'\', {empty},'
    ' "reported_at", "received_at" FROM "issue"'
)
CLOSED = (
    'UPDATE "issue" SET "closed_at" = "reported_at", "outcome" = \'on_the_spot\''
    ' WHERE "state" = \'closed\''
)


async def forward(_: object, editor: BaseSchemaEditor) -> None:
    """What was reported before steps were kept gets its first step."""
    sqlite = editor.client.capabilities.dialect == "sqlite"
    await editor._run_sql(STEPS.format(empty="'{}'" if sqlite else "CAST('{}' AS jsonb)"))
    await editor._run_sql(CLOSED)


async def backward(_: object, editor: BaseSchemaEditor) -> None:
    """The steps go with their table."""


class Migration(migrations.Migration):
    dependencies = [("app", "0004_notify")]

    initial = False

    operations = [
        ops.CreateModel(
            name='Assignment',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True, description='交办命令的编号')),
                ('issue', fields.ForeignKeyField('app.Issue', source_field='issue_id', db_constraint=True, to_field='id', related_name='assignments', on_delete=OnDelete.RESTRICT)),
                ('round', fields.SmallIntField()),
                ('unit', fields.ForeignKeyField('app.Unit', source_field='unit_id', db_constraint=True, to_field='id', related_name='assignments', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('app.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='assignments', on_delete=OnDelete.RESTRICT)),
                ('topic', fields.CharField(max_length=24)),
                ('region', fields.CharField(max_length=12)),
                ('urgency', fields.CharEnumField(description='NORMAL: normal\nCOMPLEX: complex\nURGENT_24H: urgent_24h\nURGENT_2H: urgent_2h', enum_type=Urgency, max_length=16)),
                ('designated', fields.BooleanField(default=False)),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('due_inputs', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('assigned_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('acknowledged_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('responded_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_by', fields.CharField(default='', description='decline、transfer、call_back', max_length=24)),
            ],
            options={'table': 'assignment', 'app': 'app', 'indexes': [Index(fields=['topic', 'region', 'assigned_at']), Index(fields=['unit_id', 'assigned_at'])], 'pk_attr': 'id', 'table_description': 'An issue given to one lead unit and one named person (交办), until the next one.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CoUnit',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('issue', fields.ForeignKeyField('app.Issue', source_field='issue_id', db_constraint=True, to_field='id', related_name='co_units', on_delete=OnDelete.RESTRICT)),
                ('unit', fields.ForeignKeyField('app.Unit', source_field='unit_id', db_constraint=True, to_field='id', related_name='helped_issues', on_delete=OnDelete.RESTRICT)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('until_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'issue_co_unit', 'app': 'app', 'indexes': [Index(fields=['unit_id', 'issue_id'])], 'pk_attr': 'id', 'table_description': 'A unit that helps (协办单位) the one lead unit, while the assignment lasts.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='IdentityReading',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('issue_id', fields.UUIDField(db_index=True)),
                ('reader_id', fields.UUIDField()),
                ('grant_id', fields.UUIDField()),
                ('reason', fields.CharField(max_length=300)),
                ('at', fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'identity_reading', 'app': 'app', 'pk_attr': 'id', 'table_description': 'Somebody looked up who reported an issue, and why. Listed to the lead of the office.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='LookBack',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('issue', fields.ForeignKeyField('app.Issue', source_field='issue_id', db_constraint=True, to_field='id', related_name='look_backs', on_delete=OnDelete.RESTRICT)),
                ('round', fields.SmallIntField()),
                ('owner', fields.ForeignKeyField('app.Person', source_field='owner_id', db_constraint=True, to_field='id', related_name='look_backs', on_delete=OnDelete.RESTRICT)),
                ('due_on', fields.DateField()),
                ('rule', fields.CharField(description='fault_finding、money、sample、by_hand、asked', max_length=24)),
                ('planned_by', fields.UUIDField(null=True, description='空：按规则')),
                ('planned_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('holds', fields.BooleanField(null=True, description='否：再次发生')),
                ('text', fields.TextField(default='', unique=False)),
            ],
            options={'table': 'look_back', 'app': 'app', 'indexes': [Index(fields=['owner_id', 'done_at']), Index(fields=['due_on', 'done_at'])], 'pk_attr': 'id', 'table_description': 'A closed issue is looked at again (回头看) by somebody other than who handled it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Reporter',
            fields=[
                ('issue_id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('person_id', fields.UUIDField(db_index=True)),
                ('grant_id', fields.UUIDField()),
                ('pseudonym', fields.UUIDField(unique=True)),
                ('reported_at', fields.DatetimeField(description='UTC，手机时钟，精确', auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'reporter', 'app': 'app', 'pk_attr': 'issue_id', 'table_description': 'The person behind one protected issue, and the name they have there instead of their own.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Step',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True, description='命令自己的编号')),
                ('issue', fields.ForeignKeyField('app.Issue', source_field='issue_id', db_constraint=True, to_field='id', related_name='steps', on_delete=OnDelete.RESTRICT)),
                ('round', fields.SmallIntField()),
                ('command', fields.CharField(max_length=24)),
                ('from_state', fields.CharField(default='', max_length=16)),
                ('to_state', fields.CharField(max_length=16)),
                ('actor_id', fields.UUIDField(null=True, description='受保护的上报人用化名')),
                ('role', fields.CharField(default='', max_length=24)),
                ('unit_id', fields.UUIDField(null=True, description='以哪个单位做的')),
                ('stands_in_for', fields.UUIDField(null=True, description='代谁')),
                ('audience', fields.CharEnumField(description='OFFICE: office\nPARTIES: parties\nAUTHOR: author', enum_type=Audience, max_length=12)),
                ('text', fields.TextField(default='', unique=False)),
                ('facts', fields.JSONField(default=dict, encoder=JSON_DUMPS, decoder=loads)),
                ('device_at', fields.DatetimeField(null=True, description='UTC，手机时钟', auto_now=False, auto_now_add=False)),
                ('at', fields.DatetimeField(description='UTC，服务器时钟', auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'issue_step', 'app': 'app', 'indexes': [Index(fields=['issue_id', 'at']), Index(fields=['command', 'at'])], 'pk_attr': 'id', 'table_description': 'One command that was carried out on an issue, with its words. Inserted, never changed.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Supporter',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('issue', fields.ForeignKeyField('app.Issue', source_field='issue_id', db_constraint=True, to_field='id', related_name='supporters', on_delete=OnDelete.RESTRICT)),
                ('person_id', fields.UUIDField(description='人，或化名')),
                ('text', fields.TextField(default='', unique=False)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'issue_supporter', 'app': 'app', 'unique_together': (('issue_id', 'person_id'),), 'pk_attr': 'id', 'table_description': 'Somebody else who met the same problem (我也遇到).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TimeRequest',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True, description='申请命令的编号')),
                ('issue', fields.ForeignKeyField('app.Issue', source_field='issue_id', db_constraint=True, to_field='id', related_name='time_requests', on_delete=OnDelete.RESTRICT)),
                ('round', fields.SmallIntField()),
                ('kind', fields.CharEnumField(description='EXTENSION: extension\nSUSPENSION: suspension', enum_type=RequestKind, max_length=12)),
                ('until', fields.DateField(description='要到哪天')),
                ('reason_code', fields.CharField(default='', max_length=24)),
                ('asked_by', fields.UUIDField()),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('decided_by', fields.UUIDField(null=True)),
                ('decided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('granted', fields.BooleanField(null=True)),
            ],
            options={'table': 'time_request', 'app': 'app', 'pk_attr': 'id', 'table_description': 'A unit asked for more time or for a pause, and what the office decided.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Issue',
            name='accuracy_m',
            field=fields.FloatField(null=True, description='米'),
        ),
        ops.AddField(
            model_name='Issue',
            name='acknowledge_by',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Issue',
            name='assigned_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Issue',
            name='closed_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Issue',
            name='colour',
            field=fields.CharField(default='', description='blue、yellow、red、stop', max_length=8),
        ),
        ops.AddField(
            model_name='Issue',
            name='designated',
            field=fields.BooleanField(default=False, description='指定，不能退单'),
        ),
        ops.AddField(
            model_name='Issue',
            name='due_at',
            field=fields.DatetimeField(null=True, description='UTC，现在这一步的期限', auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Issue',
            name='due_inputs',
            field=fields.JSONField(null=True, description='算出期限的全部依据', encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name='Issue',
            name='due_provisional',
            field=fields.BooleanField(default=False, description='暂定，日历未公布'),
        ),
        ops.AddField(
            model_name='Issue',
            name='enterprise_hidden',
            field=fields.BooleanField(default=False, description='责任单位看不到是哪家'),
        ),
        ops.AddField(
            model_name='Issue',
            name='environment',
            field=fields.CharEnumField(null=True, description='GOVERNMENT: government\nMARKET: market\nRULE_OF_LAW: rule_of_law', enum_type=Environment, max_length=16),
        ),
        ops.AddField(
            model_name='Issue',
            name='escalation',
            field=fields.SmallIntField(default=0),
        ),
        ops.AddField(
            model_name='Issue',
            name='handler',
            field=fields.ForeignKeyField('app.Person', source_field='handler_id', null=True, db_constraint=True, to_field='id', related_name='handled_issues', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Issue',
            name='lat_deg',
            field=fields.FloatField(null=True, description='WGS-84，度'),
        ),
        ops.AddField(
            model_name='Issue',
            name='lead_unit',
            field=fields.ForeignKeyField('app.Unit', source_field='lead_unit_id', null=True, db_constraint=True, to_field='id', related_name='led_issues', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Issue',
            name='lng_deg',
            field=fields.FloatField(null=True, description='WGS-84，度'),
        ),
        ops.AddField(
            model_name='Issue',
            name='merged_into_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='Issue',
            name='noted_at',
            field=fields.DatetimeField(null=True, description='最近一次记进展', auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Issue',
            name='outcome',
            field=fields.CharField(default='', description='办结时的回访结果', max_length=16),
        ),
        ops.AddField(
            model_name='Issue',
            name='paraphrase',
            field=fields.TextField(default='', description='监督室的说法，责任单位读这个', unique=False),
        ),
        ops.AddField(
            model_name='Issue',
            name='place_text',
            field=fields.CharField(default='', max_length=120),
        ),
        ops.AddField(
            model_name='Issue',
            name='sent_back',
            field=fields.SmallIntField(default=0, description='本轮反馈被退回几次'),
        ),
        ops.AddField(
            model_name='Issue',
            name='suspended_until',
            field=fields.DateField(null=True),
        ),
        ops.AddField(
            model_name='Issue',
            name='urgency',
            field=fields.CharEnumField(null=True, description='NORMAL: normal\nCOMPLEX: complex\nURGENT_24H: urgent_24h\nURGENT_2H: urgent_2h', enum_type=Urgency, max_length=16),
        ),
        ops.AddField(
            model_name='Issue',
            name='voice_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddIndex(
            model_name='Issue',
            index=Index(fields=['lead_unit_id', 'state']),
        ),
        ops.AddIndex(
            model_name='Issue',
            index=Index(fields=['handler_id', 'state']),
        ),
        ops.AddIndex(
            model_name='Issue',
            index=Index(fields=['state', 'due_at']),
        ),
        ops.RunPython(forward, backward),
    ]
