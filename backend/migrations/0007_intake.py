from tortoise import migrations
from tortoise.migrations import operations as ops
from backend.intake.rules import Grade, ReportKind
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('app', '0006_clues')]

    initial = False

    operations = [
        ops.CreateModel(
            name='DayKey',
            fields=[
                ('day', fields.DateField(primary_key=True, unique=True, db_index=True, description='上海时间的一天')),
                ('secret', fields.CharField(max_length=64)),
            ],
            options={'table': 'intake_day_key', 'app': 'app', 'pk_attr': 'day', 'table_description': 'A secret of one day: signs the forms and hides the addresses. Thrown away after two.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OneTimeLink',
            fields=[
                ('token_sha256', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('issue', fields.ForeignKeyField('app.Issue', source_field='issue_id', db_index=True, db_constraint=True, to_field='id', related_name='links', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(description='on_the_spot', max_length=16)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'one_time_link', 'app': 'app', 'pk_attr': 'token_sha256', 'table_description': 'A link that confirms and rates one result once. Only the hash of its token is kept.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PublicIssue',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('code_hash', fields.CharField(unique=True, max_length=64)),
                ('kind', fields.CharEnumField(description='COMPLAINT: complaint\nREQUEST: request', enum_type=ReportKind, max_length=12)),
                ('by_desk', fields.BooleanField(default=False, description='受理台代填')),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'public_issue', 'app': 'app', 'pk_attr': 'id', 'table_description': "An issue that can be followed by its code. The id is the issue's."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Rating',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('issue', fields.ForeignKeyField('app.Issue', source_field='issue_id', db_constraint=True, to_field='id', related_name='ratings', on_delete=OnDelete.RESTRICT)),
                ('round', fields.SmallIntField()),
                ('grade', fields.CharEnumField(description='SATISFIED: satisfied\nMOSTLY: mostly\nNOT_SATISFIED: not_satisfied', enum_type=Grade, max_length=16)),
                ('missing', fields.TextField(default='', description='不满意：还缺什么', unique=False)),
                ('by_link', fields.BooleanField(default=False, description='凭一次性链接，否则凭查询码')),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'rating', 'app': 'app', 'unique_together': (('issue_id', 'round'),), 'pk_attr': 'id', 'table_description': 'What the person says of a result, one for each round. The rated unit does not see it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ReporterContact',
            fields=[
                ('issue_id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('enterprise_name', fields.CharField(default='', max_length=60)),
                ('enterprise_id', fields.UUIDField(null=True, description='投诉不记在企业名下，只记在这里')),
                ('name', fields.CharField(default='', max_length=30)),
                ('phone', fields.CharField(default='', max_length=20)),
            ],
            options={'table': 'reporter_contact', 'app': 'app', 'pk_attr': 'issue_id', 'table_description': 'Who may be called, apart from the issue: only the office reads it (intake/access.py).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Saying',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('issue', fields.ForeignKeyField('app.Issue', source_field='issue_id', db_index=True, db_constraint=True, to_field='id', related_name='sayings', on_delete=OnDelete.RESTRICT)),
                ('text', fields.TextField(unique=False)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'saying', 'app': 'app', 'pk_attr': 'id', 'table_description': 'Words that the person added later.'},
            bases=['Model'],
        ),
    ]
