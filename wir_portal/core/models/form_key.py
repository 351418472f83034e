"""A form that was sent twice is done once."""

from django.conf import settings
from django.db import models

from wir_portal.core import clock


class FormKey(models.Model):
    """Formularschlüssel: the random key of a form that moved money, and what came of it."""

    key = models.UUIDField("Schlüssel", unique=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Konto")
    digest = models.CharField("Prüfsumme des Inhalts", max_length=64)
    result = models.CharField("Ergebnis", max_length=500, blank=True)
    created_at = models.DateTimeField("Zeitpunkt", default=clock.now)

    class Meta:
        verbose_name = "Formularschlüssel"
        verbose_name_plural = "Formularschlüssel"

    def __str__(self) -> str:
        return str(self.key)
