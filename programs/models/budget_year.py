"""The programme's money of one year."""

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from wir_portal.core.models import EventHistory, Origin, Source


class BudgetYearQuerySet(models.QuerySet["BudgetYear"]):
    def with_sums(self) -> "BudgetYearQuerySet":
        """Annotate `appropriated_cents`, the sum of the year's appropriations."""
        return self.annotate(
            appropriated_cents=Coalesce(
                Sum("appropriations__amount_cents"), Value(0), output_field=models.BigIntegerField()
            )
        )


class BudgetYear(models.Model):
    """Haushaltsjahr: draft → open → closed. Pages show total and precision, the guard uses the planning ceiling."""

    class Precision(models.TextChoices):
        EXACT = "exact", _("genau")
        MINIMUM = "minimum", _("mindestens")
        ABOUT = "about", _("rund")

    class Status(models.TextChoices):
        """draft → open → closed."""

        DRAFT = "draft", _("Entwurf")
        OPEN = "open", _("offen")
        CLOSED = "closed", _("abgeschlossen")

    year = models.PositiveSmallIntegerField("Jahr", unique=True)
    total_cents = models.BigIntegerField("Mittel des Programms (Cent)", null=True, blank=True)
    precision = models.CharField("Genauigkeit", max_length=10, choices=Precision, default=Precision.EXACT)
    planning_ceiling_cents = models.BigIntegerField(
        "Planungsrahmen (Cent)", null=True, blank=True, help_text="Mehr können die Ansätze zusammen nicht sein."
    )
    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.DRAFT)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="Quelle")
    revision = models.PositiveIntegerField("Fassung", default=1, editable=False)
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Zuletzt geändert von",
    )
    last_step = models.ForeignKey(
        "programs.YearStep", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Letzter Schritt"
    )

    history = HistoricalRecords(bases=[EventHistory])
    objects = BudgetYearQuerySet.as_manager()

    class Meta:
        verbose_name = "Haushaltsjahr"
        verbose_name_plural = "Haushaltsjahre"
        ordering = ("-year",)
        constraints = (
            models.CheckConstraint(
                condition=Q(year__gte=2009, year__lte=2100),
                name="budget_year_has_four_digits",
                violation_error_message="Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel 2019.",
            ),
            models.CheckConstraint(
                condition=Q(total_cents__isnull=True) | Q(total_cents__gt=0),
                name="budget_year_total_is_money",
                violation_error_message="Die Mittel eines Jahres sind größer als 0 €.",
            ),
            models.CheckConstraint(
                condition=Q(planning_ceiling_cents__isnull=True) | Q(planning_ceiling_cents__gte=0),
                name="budget_year_ceiling_not_negative",
                violation_error_message="Der Planungsrahmen ist nicht negativ.",
            ),
            models.CheckConstraint(
                condition=~Q(origin="sourced") | Q(source__isnull=False),
                name="budget_year_sourced_names_its_source",
                violation_error_message="Zu einer Angabe aus öffentlicher Quelle gehört die Quelle.",
            ),
        )

    def __str__(self) -> str:
        return str(self.year)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED

    @property
    def is_closed_by_source(self) -> bool:
        """Closed with its source, not by two people here: only `load_wir` changes such a year."""
        return self.is_closed and (self.last_step is None or self.last_step.source_id is not None)
