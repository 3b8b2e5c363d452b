from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0003_calendar")]

    initial = False

    operations = []
