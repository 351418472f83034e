"""Figures about bodies, each with its day and source."""

from django.db import models

from municipalities.models.municipality import Municipality
from wir_portal.core.models import Source, Translated


class Indicator(Translated):
    """Kennzahl: what is counted, in whole units (area in hectares)."""

    slug = models.SlugField("Kürzel", unique=True)
    name = models.CharField("Name", max_length=120)
    unit = models.CharField("Einheit", max_length=40)

    class Meta:
        verbose_name = "Kennzahl"
        verbose_name_plural = "Kennzahlen"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class IndicatorValue(models.Model):
    """Kennzahlwert: what an indicator is for a body on a day; for a district it includes its special-status city."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values", verbose_name="Kennzahl")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="indicator_values", verbose_name="Kommune"
    )
    reference_on = models.DateField("Stichtag")
    value = models.BigIntegerField("Wert")
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="Quelle")

    class Meta:
        verbose_name = "Kennzahlwert"
        verbose_name_plural = "Kennzahlwerte"
        ordering = ("indicator", "municipality", "-reference_on")
        constraints = (
            models.UniqueConstraint(
                fields=["indicator", "municipality", "reference_on"],
                name="indicator_value_once_per_day",
                violation_error_message="Für diesen Stichtag ist schon ein Wert eingetragen.",
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0),
                name="indicator_value_not_negative",
                violation_error_message="Eine Kennzahl ist nicht negativ.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.value} {self.indicator.unit}"
