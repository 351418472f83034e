"""What a line's money may be spent on."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from programs.models.funding_line import FundingLine
from wir_portal.core.models import Origin, Source


class CostCategoryQuerySet(models.QuerySet["CostCategory"]):
    def in_force_on(self, day: date) -> "CostCategoryQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class CostCategory(models.Model):
    """Kostenart: staff, material, rent …; cost plans and reports of a line are made up of its categories."""

    line = models.ForeignKey(FundingLine, models.PROTECT, related_name="cost_categories", verbose_name="Förderlinie")
    name = models.CharField("Name", max_length=120)
    description = models.TextField("Was dazu gehört", blank=True)
    starts_on = models.DateField("Gilt ab")
    ends_on = models.DateField("Gilt bis (einschließlich)", null=True, blank=True, help_text="Leer: bis auf Weiteres.")
    rank = models.PositiveSmallIntegerField("Reihenfolge", default=100)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin, default=Origin.DECIDED, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="Quelle")

    objects = CostCategoryQuerySet.as_manager()

    class Meta:
        verbose_name = "Kostenart"
        verbose_name_plural = "Kostenarten"
        ordering = ("line", "rank", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["line", "name", "starts_on"],
                name="cost_category_once_per_day",
                violation_error_message="Diese Kostenart ist für diesen Tag schon eingetragen.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="cost_category_ends_after_it_starts",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.line})"
