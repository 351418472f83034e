from django.db import migrations, models

from tests.core.probe import last

GUARDED = ("allocation", "appropriation", "budgetyear", "fundingline", "fundingrate")
HISTORIES = ("historicalallocation", "historicalappropriation", "historicalbudgetyear")


class Migration(migrations.Migration):
    dependencies = [("programs", last("programs"))]
    operations = [
        *(migrations.AddField(name, "probe", models.IntegerField(default=7)) for name in (*GUARDED, *HISTORIES)),
        *(
            migrations.AddConstraint(
                name, models.CheckConstraint(condition=models.Q(probe__gte=0), name=f"{name}_probe_not_negative")
            )
            for name in GUARDED
        ),
        *(
            migrations.AlterField(name, "probe", models.BigIntegerField(default=7, null=True))
            for name in (*GUARDED, *HISTORIES)
        ),
    ]
