"""The programme and the legal text in force."""

from django.db import models

from wir_portal.core.models import Source, Translated


class Program(Translated):
    """Landesprogramm: WIR."""

    slug = models.SlugField("Kürzel", unique=True)
    name = models.CharField("Name", max_length=80)
    summary = models.TextField("Kurz erklärt", blank=True)
    description = models.TextField("Beschreibung", blank=True, help_text="Absätze durch eine Leerzeile trennen.")
    starts_on = models.DateField("Beginn")
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="Quelle")

    class Meta:
        verbose_name = "Landesprogramm"
        verbose_name_plural = "Landesprogramme"

    def __str__(self) -> str:
        return self.name


class Guideline(models.Model):
    """Förderrichtlinie: the legal text in force from a day on, and the name that the programme bears under it."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="guidelines", verbose_name="Landesprogramm")
    name = models.CharField("Name des Programms", max_length=200)
    citation = models.CharField("Fundstelle", max_length=200)
    starts_on = models.DateField("Gilt ab")
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="Quelle")

    class Meta:
        verbose_name = "Förderrichtlinie"
        verbose_name_plural = "Förderrichtlinien"
        ordering = ("starts_on",)
        constraints = (
            models.UniqueConstraint(
                fields=["program", "starts_on"],
                name="guideline_once_per_day",
                violation_error_message="Für diesen Tag ist schon eine Richtlinie eingetragen.",
            ),
        )

    def __str__(self) -> str:
        return self.name
