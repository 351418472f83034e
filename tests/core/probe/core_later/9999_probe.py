from django.db import migrations, models

from tests.core.probe import last


class Migration(migrations.Migration):
    dependencies = [("core", last("wir_portal.core"))]
    operations = [
        migrations.AddField("event", "probe", models.IntegerField(default=7)),
        migrations.AlterField("event", "act", models.CharField(max_length=90)),
    ]
