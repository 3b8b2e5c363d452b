from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [("app", "0002_by_engine")]

    initial = False

    operations = [
        ops.CreateModel(
            name='CalendarDay',
            fields=[
                ('day', fields.DateField(primary_key=True, unique=True, db_index=True)),
                ('kind', fields.CharField(description='off 放假，make_up 调休上班', max_length=8)),
                ('year', fields.SmallIntField(db_index=True)),
            ],
            options={'table': 'calendar_day', 'app': 'app', 'pk_attr': 'day', 'table_description': 'A day that is not what its weekday says.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CalendarVersion',
            fields=[
                ('version', fields.IntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by', fields.UUIDField(null=True)),
            ],
            options={'table': 'calendar_version', 'app': 'app', 'pk_attr': 'version', 'table_description': 'One state of the calendar. The highest is the present one.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CalendarYear',
            fields=[
                ('year', fields.SmallIntField(primary_key=True, generated=False, unique=True, db_index=True)),
                ('source', fields.CharField(description='来源：随系统、国办通知或粘贴导入', max_length=80)),
                ('imported_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('by', fields.UUIDField(null=True, description='人；随系统的为空')),
            ],
            options={'table': 'calendar_year', 'app': 'app', 'pk_attr': 'year', 'table_description': 'A year whose notice is known: seeded or imported.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ScheduledJob',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=48)),
                ('subject_id', fields.UUIDField()),
                ('due_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('leased_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('attempts', fields.SmallIntField(default=0)),
                ('last_error', fields.CharField(default='', max_length=200)),
            ],
            options={'table': 'scheduled_job', 'app': 'app', 'unique_together': (('kind', 'subject_id'),), 'indexes': [Index(fields=['due_at'])], 'pk_attr': 'id', 'table_description': 'One thing to do at a time. Gone once it is done.'},
            bases=['Model'],
        ),
    ]
