from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0005_life")]

    initial = False

    operations = []
