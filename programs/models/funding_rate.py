"""What a line pays at most for one piece of work."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programs.models.funding_line import FundingLine
from wir_portal.core.models import Source


class FundingRateQuerySet(models.QuerySet["FundingRate"]):
    def in_force_on(self, day: date) -> "FundingRateQuerySet":
        """The latest row begun by `day`, first; filter by line and purpose before."""
        return self.filter(starts_on__lte=day).order_by("-starts_on")


class FundingRate(models.Model):
    """Fördersatz: the most a line pays from a day on; the next row of the same purpose ends it, „none“ is a row."""

    class Purpose(models.TextChoices):
        POSITION = "position", _("Stelle")
        ASSISTANT = "assistant", _("Assistenz")
        LESSON = "lesson", _("Unterrichtsstunde")

    class Unit(models.TextChoices):
        FULLTIME_YEAR = "fulltime_year", _("je Vollzeitstelle und Jahr")
        YEAR = "year", _("je Jahr")
        LESSON = "lesson", _("je Unterrichtsstunde")

    line = models.ForeignKey(FundingLine, models.PROTECT, related_name="rates", verbose_name="Förderlinie")
    purpose = models.CharField("Zweck", max_length=20, choices=Purpose)
    starts_on = models.DateField("Gilt ab")
    unit = models.CharField("Einheit", max_length=20, choices=Unit)
    amount_cents = models.BigIntegerField(
        "Höchstbetrag (Cent)", null=True, blank=True, help_text="Leer: kein Fördersatz."
    )
    max_fulltime_percent = models.PositiveSmallIntegerField("Höchstens Prozent einer Vollzeitstelle", default=100)
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
        return f"{self.line}, {self.get_purpose_display()} ab {self.starts_on:%d.%m.%Y}"

    @property
    def most_cents(self) -> int | None:
        """The most a body can get for its full-time positions in a year."""
        return None if self.amount_cents is None else self.amount_cents * self.max_fulltime_percent // 100


def position_rate(line: FundingLine, year: int) -> FundingRate | None:
    """The rate per position in force on 1 January of the year; None where there is none."""
    rate = line.rates.filter(purpose=FundingRate.Purpose.POSITION).in_force_on(date(year, 1, 1)).first()
    return rate if rate is not None and rate.amount_cents is not None else None
