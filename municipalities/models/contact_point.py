"""The public office of a body."""

from django.conf import settings
from django.db import models

from municipalities.models.municipality import Municipality
from wir_portal.core.models import Origin


def entered_here() -> Origin:
    return Origin.entered(demo=settings.WIR_DEMO)


class ContactPoint(models.Model):
    """Ansprechstelle: office, address, telephone, hours and languages. No private data."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="contact_points", verbose_name="Kommune"
    )
    office = models.CharField("Stelle", max_length=200, help_text="Zum Beispiel: Büro für Integration")
    street = models.CharField("Straße und Hausnummer", max_length=200, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=5, blank=True)
    town = models.CharField("Ort", max_length=120, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    website = models.URLField("Internetseite", blank=True)
    hours = models.CharField("Sprechzeiten", max_length=300, blank=True)
    languages = models.CharField("Sprachen", max_length=300, blank=True)
    is_published = models.BooleanField("Veröffentlicht", default=False)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin, default=entered_here, editable=False)

    class Meta:
        verbose_name = "Ansprechstelle"
        verbose_name_plural = "Ansprechstellen"
        ordering = ("municipality", "office")

    def __str__(self) -> str:
        return self.office
