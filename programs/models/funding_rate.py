"""What a line pays at most for one piece of work."""

from datetime import date

from django.db import models
from django.db.models import Q

from programs.models.funding_line import FundingLine
from programs.models.rate_word import RatePurpose, RateUnit
from programs.models.start_precision import StartPrecision, refuse_a_day_in_the_year
from wir_portal.core.models import Origin, Source


class FundingRateQuerySet(models.QuerySet["FundingRate"]):
    def in_force_on(self, day: date) -> "FundingRateQuerySet":
        """The latest row begun by `day`, first; filter by line and purpose before."""
        return self.filter(starts_on__lte=day).order_by("-starts_on")

    def for_list(self) -> "FundingRateQuerySet":
        """Everything one row of a list shows, in one query; the rates of a purpose stand in their order."""
        rows = self.select_related("line", "purpose", "unit", "source")
        return rows.order_by("line__rank", "line__slug", "purpose__rank", "purpose_id", "starts_on")


class FundingRate(models.Model):
    """Fördersatz: the most a line pays from a day on; the next row of the same purpose ends it, „none“ is a row.

    `start_precision` says what is known of that day: `known` is a rate that a source tells to be in force on it, while
    nothing tells since when. So a rate is never claimed for days before those it is known for.
    """

    line = models.ForeignKey(FundingLine, models.PROTECT, related_name="rates", verbose_name="Förderlinie")
    purpose = models.ForeignKey(
        RatePurpose, models.PROTECT, to_field="slug", db_column="purpose", related_name="rates", verbose_name="Zweck"
    )
    starts_on = models.DateField("Gilt ab")
    start_precision = models.CharField(
        "Genauigkeit des Beginns", max_length=10, choices=StartPrecision, default=StartPrecision.DAY
    )
    unit = models.ForeignKey(
        RateUnit, models.PROTECT, to_field="slug", db_column="unit", related_name="rates", verbose_name="Einheit"
    )
    amount_cents = models.BigIntegerField(
        "Höchstbetrag (Cent)",
        null=True,
        blank=True,
        help_text="Zum Beispiel: 50.000. Gibt es keinen Satz, kreuzen Sie das darunter an.",
    )
    max_fulltime_percent = models.PositiveSmallIntegerField("Höchstens Prozent einer Vollzeitstelle", default=100)
    note = models.CharField("Hinweis", max_length=300, blank=True)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin, default=Origin.SOURCED, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="Quelle")

    objects = FundingRateQuerySet.as_manager()

    class Meta:
        verbose_name = "Fördersatz"
        verbose_name_plural = "Fördersätze"
        ordering = ("line", "purpose", "starts_on")
        constraints = (
            models.UniqueConstraint(
                fields=["line", "purpose", "starts_on"],
                name="funding_rate_once_per_day",
                violation_error_message="Für diesen Tag ist schon ein Fördersatz eingetragen.",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gt=0),
                name="funding_rate_pays_something",
                violation_error_message="Ein Fördersatz ist größer als 0 €.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line}, {self.purpose} ab {self.starts_on:%d.%m.%Y}"

    def clean(self) -> None:
        refuse_a_day_in_the_year(self.starts_on, self.start_precision)

    @property
    def is_start_known(self) -> bool:
        return self.start_precision != StartPrecision.KNOWN

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE

    @property
    def most_cents(self) -> int | None:
        """The most a body can get for its full-time positions in a year."""
        return None if self.amount_cents is None else self.amount_cents * self.max_fulltime_percent // 100


def position_rate(line: FundingLine, year: int) -> FundingRate | None:
    """The rate per position in force on 1 January of the year; None where there is none."""
    rates = line.rates.filter(purpose__slug=RatePurpose.POSITION).in_force_on(date(year, 1, 1))
    rate = rates.select_related("unit").first()
    return rate if rate is not None and rate.amount_cents is not None else None
