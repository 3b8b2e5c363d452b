"""The row names the attempt whose bytes are the evidence; those kept before rest under the bare id."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

ABOUT = "存储对象名里编号后面的一段，见 rules.evidence_key"


class Migration(migrations.Migration):
    dependencies = [("app", "0011_ladder")]

    initial = False

    operations = [
        ops.AddField(
            model_name=model,
            name="attempt",
            field=fields.CharField(default="", description=ABOUT, max_length=16),
        )
        for model in ("Photo", "Voice")
    ]
