"""A try to sign in knows whose account it was on, so that the auditor's log can say so."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("app", "0019_readings")]

    initial = False

    operations = [
        ops.AddField(
            model_name="SignInTry",
            name="person_id",
            field=fields.UUIDField(
                null=True,
                description="谁的账号；没有这个号码的为全零，不是登录的为空",
            ),
        ),
    ]
