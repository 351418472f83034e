"""What a body is in law, from when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LegalStatus(models.Model):
    """Rechtsstellung: kind, official key and parent of a body from a day on; the next row ends it."""

    class Kind(models.TextChoices):
        DISTRICT = "district", _("Landkreis")
        INDEPENDENT_CITY = "independent_city", _("kreisfreie Stadt")
        SPECIAL_STATUS_CITY = "special_status_city", _("Sonderstatusstadt")

    municipality = models.ForeignKey(
        "municipalities.Municipality", models.PROTECT, related_name="legal_statuses", verbose_name="Kommune"
    )
    starts_on = models.DateField("Gilt ab")
    kind = models.CharField("Art", max_length=20, choices=Kind)
    official_key = models.CharField(
        "Amtlicher Schlüssel", max_length=8, null=True, blank=True, help_text="Leer, solange keine Quelle ihn nennt."
    )
    parent = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Liegt im Landkreis",
    )

    class Meta:
        verbose_name = "Rechtsstellung"
        verbose_name_plural = "Rechtsstellungen"
        ordering = ("municipality", "starts_on")
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "starts_on"],
                name="legal_status_once_per_day",
                violation_error_message="Für diesen Tag ist schon eine Rechtsstellung eingetragen.",
            ),
            models.CheckConstraint(
                condition=Q(kind="special_status_city", parent__isnull=False)
                | (~Q(kind="special_status_city") & Q(parent__isnull=True)),
                name="legal_status_only_special_status_cities_lie_in_a_district",
                violation_error_message="Genau die Sonderstatusstädte liegen in einem Landkreis.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ab {self.starts_on:%d.%m.%Y}"
