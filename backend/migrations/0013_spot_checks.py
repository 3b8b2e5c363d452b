from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('app', '0012_evidence_attempts')]

    initial = False

    operations = [
        ops.CreateModel(
            name='SpotCheck',
            fields=[
                ('issue_id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('region', fields.CharField(max_length=12)),
                ('due_on', fields.DateField()),
                ('drawn_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('result', fields.CharField(default='', description='CallBackResult', max_length=16)),
            ],
            options={'table': 'spot_check', 'app': 'app', 'indexes': [Index(fields=['region', 'done_at', 'due_on'])], 'pk_attr': 'issue_id', 'table_description': '抽查回访: a problem solved on the spot for which the office asks the enterprise itself.'},
            bases=['Model'],
        ),
    ]
