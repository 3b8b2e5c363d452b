from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0004_notify")]

    initial = False

    operations = []
