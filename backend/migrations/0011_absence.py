from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0010_exports")]

    initial = False

    operations = []
