from tortoise import migrations


class Migration(migrations.Migration):
    dependencies = [("app", "0008_voice")]

    initial = False

    operations = []
