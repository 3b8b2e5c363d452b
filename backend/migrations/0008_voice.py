from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0007_intake")]

    initial = False

    operations = []
