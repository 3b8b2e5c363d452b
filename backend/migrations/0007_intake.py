from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0006_clues")]

    initial = False

    operations = []
