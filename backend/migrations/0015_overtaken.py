"""An alert may be overtaken: what it asked for has ended, or lies with somebody else."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("app", "0014_environments")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Notice",
            name="overtaken_at",
            field=fields.DatetimeField(
                null=True,
                description="从何时起不再要这个人办什么",
                auto_now=False,
                auto_now_add=False,
            ),
        ),
    ]
