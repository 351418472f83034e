"""A position that a line pays for in a body, for one year."""

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from casemanagers.calculations import filling
from municipalities.models import Municipality
from programs.models import BudgetYear, FundingLine, FundingRate
from wir_portal.core import clock


class PositionQuerySet(models.QuerySet["Position"]):
    def with_filled(self, on: date | None = None) -> "PositionQuerySet":
        """Annotate `filled_share` and `limit_share` of the day, today unless told; still one query."""
        day = on or clock.today()
        counts = Q(appointments__starts_on__lte=day, position_year=day.year) & (
            Q(appointments__ends_on__isnull=True) | Q(appointments__ends_on__gte=day)
        )
        rate = (
            FundingRate.objects.filter(line=OuterRef("line"), purpose=FundingRate.Purpose.POSITION)
            .in_force_on(day)
            .values("max_fulltime_percent")[:1]
        )
        return self.annotate(
            position_year=F("budget_year__year"),
            filled_share=Coalesce(Sum("appointments__share_hundredths", filter=counts), Value(0)),
            limit_share=Coalesce(Subquery(rate), Value(filling.FULL_TIME_PERCENT)) * 100,
        )

    def for_list(self) -> "PositionQuerySet":
        """Everything one row of a list shows, in one query."""
        return self.select_related("municipality", "line", "budget_year")

    def of_year(self, year: int) -> "PositionQuerySet":
        return self.filter(budget_year__year=year)


class Position(models.Model):
    """Stelle: what a line pays for in a body in a year, divisible. Who fills it stands in the appointments."""

    class State(models.TextChoices):
        """Derived for a day, never stored."""

        FILLED = filling.FILLED, _("besetzt")
        PARTLY = filling.PARTLY, _("teilweise besetzt")
        VACANT = filling.VACANT, _("nicht besetzt")

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="positions", verbose_name="Kommune")
    line = models.ForeignKey(FundingLine, models.PROTECT, related_name="positions", verbose_name="Förderlinie")
    budget_year = models.ForeignKey(
        BudgetYear, models.PROTECT, related_name="positions", verbose_name="Haushaltsjahr"
    )

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = "Stelle"
        verbose_name_plural = "Stellen"
        ordering = ("-budget_year__year", "line__rank", "municipality__sort_key")
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "line", "budget_year"],
                name="position_once_per_body_line_year",
                violation_error_message="Diese Kommune hat in diesem Jahr schon eine Stelle der Förderlinie.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.line} {self.budget_year}"

    @property
    def state(self) -> "Position.State":
        """Filled, partly or vacant on the day of `with_filled`."""
        return Position.State(filling.state(self.filled_share, self.limit_share))

    @property
    def vacant_share(self) -> int:
        """The share that is free on the day of `with_filled`, in hundredths of a percent."""
        return filling.vacancy(self.filled_share, self.limit_share)
