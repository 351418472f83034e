"""A position that a line pays for in a body, for one year."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from casemanagers.calculations import filling
from municipalities.models import Municipality
from programs.models import BudgetYear, FundingLine, FundingRate, RatePurpose
from wir_portal.core import clock
from wir_portal.core.models import Origin


class PositionQuerySet(models.QuerySet["Position"]):
    def with_filled(self, on: date | None = None) -> "PositionQuerySet":
        """Annotate `filled_share` and `limit_share` of the day, today unless told, and `example_count`; one query.

        Of an earlier year it is the last day, of a later one the first: so 1 January has always begun and 31 December
        never ended.
        """
        day = on or clock.today()
        new_year = Q(starts_on__month=1, starts_on__day=1)
        year = OuterRef("budget_year__year")
        rate = FundingRate.objects.filter(
            Q(starts_on__year__lt=year) | Q(Q(starts_on__lte=day) | new_year, starts_on__year=year),
            line=OuterRef("line"),
            purpose__slug=RatePurpose.POSITION,
        ).order_by("-starts_on")
        has_begun = Q(appointments__starts_on__lte=day) | Q(
            appointments__starts_on__month=1, appointments__starts_on__day=1
        )
        goes_on = (
            Q(appointments__ends_on__isnull=True)
            | Q(appointments__ends_on__gte=day)
            | Q(appointments__ends_on__month=12, appointments__ends_on__day=31)
        )
        return self.annotate(
            filled_share=Coalesce(Sum("appointments__share_hundredths", filter=has_begun & goes_on), Value(0)),
            limit_share=Coalesce(Subquery(rate.values("max_fulltime_percent")[:1]), Value(filling.FULL_TIME_PERCENT))
            * 100,
            example_count=Count("appointments", filter=Q(appointments__origin=Origin.EXAMPLE)),
        )

    def in_state(self, state: str) -> "PositionQuerySet":
        """Those in a state on the day of `with_filled`."""
        if state == filling.VACANT:
            return self.filter(filled_share__lte=0)
        begun = self.filter(filled_share__gt=0)
        return (
            begun.filter(filled_share__gte=F("limit_share"))
            if state == filling.FILLED
            else begun.filter(filled_share__lt=F("limit_share"))
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
    budget_year = models.ForeignKey(BudgetYear, models.PROTECT, related_name="positions", verbose_name="Haushaltsjahr")

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
        return f"{self.line} {self.budget_year}, {self.municipality}"

    @property
    def state(self) -> "Position.State":
        """Filled, partly or vacant on the day of `with_filled`."""
        return Position.State(filling.state(self.filled_share, self.limit_share))

    @property
    def origin(self) -> Origin:
        """A position and its vacancy are entered here; with `with_filled`, an example as soon as a share of it is."""
        return Origin.EXAMPLE if self.example_count else Origin.entered(demo=settings.WIR_DEMO)

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE

    @property
    def filled_percent(self) -> str:
        """`37,5`: the share of `with_filled` in percent."""
        return filling.percent_text(self.filled_share)

    @property
    def limit_percent(self) -> str:
        return filling.percent_text(self.limit_share)
