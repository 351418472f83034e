"""Towns and postcodes: which body serves whom."""

from django.db import models

from municipalities.models.municipality import Municipality
from wir_portal.core.models import Source
from wir_portal.core.text import fold


class Town(models.Model):
    """Gemeinde: one of the municipalities of Hessen and the body that serves its people."""

    ags = models.CharField("Amtlicher Gemeindeschlüssel", max_length=8, unique=True)
    name = models.CharField("Name", max_length=120)
    search_name = models.CharField("Name für die Suche", max_length=160, editable=False, db_index=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="towns", verbose_name="Zuständige Kommune"
    )
    latitude = models.FloatField("Geografische Breite")
    longitude = models.FloatField("Geografische Länge")
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="Quelle")

    class Meta:
        verbose_name = "Gemeinde"
        verbose_name_plural = "Gemeinden"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_name = fold(self.short_name)
        super().save(*args, **kwargs)

    @property
    def short_name(self) -> str:
        """The name without „Stadt“ and the like behind the comma."""
        return self.name.split(",")[0]


class PostalCode(models.Model):
    """Postleitzahl: of a town. One can belong to several towns, and so to several bodies."""

    code = models.CharField("Postleitzahl", max_length=5, db_index=True)
    town = models.ForeignKey(Town, models.PROTECT, related_name="postal_codes", verbose_name="Gemeinde")

    class Meta:
        verbose_name = "Postleitzahl"
        verbose_name_plural = "Postleitzahlen"
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(
                fields=["code", "town"],
                name="postal_code_once_per_town",
                violation_error_message="Diese Postleitzahl ist für die Gemeinde schon eingetragen.",
            ),
        )

    def __str__(self) -> str:
        return self.code
