"""What every history table has beside its own fields."""

from django.db import models


class EventHistory(models.Model):
    """Verlauf: each version of a row names the event that made it."""

    event = models.ForeignKey("core.Event", models.PROTECT, null=True, related_name="+", verbose_name="Ereignis")

    class Meta:
        abstract = True
