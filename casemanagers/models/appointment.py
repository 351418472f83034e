"""Who fills a position: role, employer, share and days. No name."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casemanagers.calculations.filling import percent_text
from casemanagers.models.position import Position
from wir_portal.core.models import Origin


class Appointment(models.Model):
    """Besetzung: a share of a position from day to day, within its year. Names of people are stored nowhere.

    The database refuses whatever would fill a position beyond what its line allows on any day.
    """

    class Role(models.TextChoices):
        CASE_MANAGER = "case_manager", _("Fallmanagement")
        COORDINATOR = "coordinator", _("Koordination")

    position = models.ForeignKey(Position, models.PROTECT, related_name="appointments", verbose_name="Stelle")
    role = models.CharField("Aufgabe", max_length=20, choices=Role)
    employer = models.CharField(
        "Anstellungsträger", max_length=200, help_text="Zum Beispiel: Kreisverwaltung. Nie der Name einer Person."
    )
    share_hundredths = models.PositiveIntegerField(
        "Stellenanteil (Hundertstel Prozent)", help_text="10000 ist eine ganze Stelle."
    )
    starts_on = models.DateField("Ab")
    ends_on = models.DateField("Bis (einschließlich)", null=True, blank=True, help_text="Leer: bis zum Jahresende.")
    origin = models.CharField("Herkunft", max_length=10, choices=Origin, editable=False)

    class Meta:
        verbose_name = "Besetzung"
        verbose_name_plural = "Besetzungen"
        ordering = ("position", "starts_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(share_hundredths__gte=1, share_hundredths__lte=10_000),
                name="appointment_fills_a_share",
                violation_error_message="Ein Stellenanteil liegt zwischen 0,01 und 100 Prozent.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_it_starts",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        )
        indexes = (models.Index(fields=["position", "starts_on"], name="appointment_days"),)

    def __str__(self) -> str:
        return f"{self.get_role_display()} ab {self.starts_on:%d.%m.%Y}"

    @property
    def share_percent(self) -> str:
        """`37,5`: the share in percent."""
        return percent_text(self.share_hundredths)
