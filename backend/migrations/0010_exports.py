from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0009_leftovers")]

    initial = False

    operations = []
