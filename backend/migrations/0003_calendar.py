from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0002_by_engine")]

    initial = False

    operations = []
