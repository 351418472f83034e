"""What the programme pays for."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programs.models.program import Program
from programs.models.start_precision import StartPrecision, refuse_a_day_in_the_year
from wir_portal.core.models import Origin, Source, Translated


class FundingLineQuerySet(models.QuerySet["FundingLine"]):
    def in_force_on(self, day: date) -> "FundingLineQuerySet":
        """Lines of that day; one whose start or end is not known counts as begun, or as going on.

        Where only the year of its start is known, a line counts from the next year on.
        """
        return self.filter(
            Q(starts_on__isnull=True)
            | Q(starts_on__lte=day, start_precision=StartPrecision.DAY)
            | Q(starts_on__lt=date(day.year, 1, 1)),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )

    def for_bodies(self) -> "FundingLineQuerySet":
        """Lines whose money is spread over the bodies."""
        return self.filter(recipients__in=FundingLine.Recipients.spread())


class FundingLine(Translated):
    """Förderlinie: data, not code. Only what goes to bodies is spread over them."""

    class Recipients(models.TextChoices):
        BODIES = "bodies", _("Landkreise und Städte")
        ORGANISATIONS = "organisations", _("Vereine und Träger")
        BOTH = "both", _("Landkreise und Städte, Vereine und Träger")
        UNKNOWN = "unknown", _("nicht bekannt")

        @classmethod
        def spread(cls) -> tuple[str, str]:
            """Those whose money is spread over the bodies."""
            return cls.BODIES, cls.BOTH

    class State(models.TextChoices):
        """Derived for a day, never stored. `starting`: it begins in that year, on a day that is not known."""

        RUNNING = "running", "läuft"
        STARTING = "starting", "beginnt in diesem Jahr"
        UPCOMING = "upcoming", "beginnt später"
        ENDED = "ended", "beendet"

    program = models.ForeignKey(Program, models.PROTECT, related_name="lines", verbose_name="Landesprogramm")
    slug = models.SlugField("Kürzel", unique=True)
    name = models.CharField("Name", max_length=120)
    summary = models.CharField("In einem Satz", max_length=300, blank=True)
    description = models.TextField("Beschreibung", blank=True, help_text="Absätze durch eine Leerzeile trennen.")
    recipients = models.CharField("Wer Geld bekommt", max_length=20, choices=Recipients)
    starts_on = models.DateField("Beginn", null=True, blank=True, help_text="Leer: nicht bekannt.")
    start_precision = models.CharField(
        "Genauigkeit des Beginns",
        max_length=10,
        choices=[(p.value, p.label) for p in (StartPrecision.DAY, StartPrecision.YEAR)],
        default=StartPrecision.DAY,
    )
    ends_on = models.DateField("Ende (einschließlich)", null=True, blank=True)
    end_origin = models.CharField(
        "Herkunft des Endes", max_length=10, choices=Origin, default=Origin.SOURCED, editable=False
    )
    rank = models.PositiveSmallIntegerField("Reihenfolge", default=100)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin, default=Origin.SOURCED, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="Quelle")

    objects = FundingLineQuerySet.as_manager()

    class Meta:
        verbose_name = "Förderlinie"
        verbose_name_plural = "Förderlinien"
        ordering = ("rank", "slug")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="funding_line_ends_after_it_starts",
                violation_error_message="Das Ende liegt vor dem Beginn.",
            ),
            models.CheckConstraint(
                condition=~Q(start_precision=StartPrecision.YEAR, starts_on__isnull=True),
                name="funding_line_names_the_year_it_starts",
                violation_error_message="Für „nur das Jahr“ fehlt der Beginn: Schreiben Sie den 1. Januar des Jahres.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        refuse_a_day_in_the_year(self.starts_on, self.start_precision)

    def runs_in(self, year: int) -> bool:
        """In force on some day of the year; an unknown start or end counts as begun, or going on.

        In the year in which it begins on a day that is not known, a line may run; it counts from the next one on.
        """
        return self.may_run_in(year) and self.vague_start_year != year

    def may_run_in(self, year: int) -> bool:
        """As `runs_in`, or begun in that year on a day that is not known."""
        has_begun = self.starts_on is None or self.starts_on.year <= year
        return has_begun and (self.ends_on is None or self.ends_on.year >= year)

    def state_on(self, day: date) -> "FundingLine.State":
        if self.ends_on is not None and self.ends_on < day:
            return self.State.ENDED
        if self.vague_start_year == day.year:
            return self.State.STARTING
        return self.State.RUNNING if self.starts_on is None or self.starts_on <= day else self.State.UPCOMING

    @property
    def vague_start_year(self) -> int | None:
        """The year in which the line begins, where nothing more is known of the day."""
        is_vague = self.start_precision == StartPrecision.YEAR
        return self.starts_on.year if self.starts_on is not None and is_vague else None

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE

    @property
    def has_sourced_end(self) -> bool:
        """A source names the end: it changes with the source only."""
        return self.ends_on is not None and self.end_origin == Origin.SOURCED

    @property
    def goes_to_bodies(self) -> bool:
        return self.recipients in self.Recipients.spread()


class LineSuccession(models.Model):
    """Nachfolge: which line continues which, so that series stay comparable over a reform."""

    predecessor = models.ForeignKey(
        FundingLine, models.PROTECT, related_name="successions", verbose_name="Frühere Förderlinie"
    )
    successor = models.ForeignKey(
        FundingLine, models.PROTECT, related_name="precessions", verbose_name="Neue Förderlinie"
    )
    starts_on = models.DateField("Ab")
    origin = models.CharField("Herkunft", max_length=10, choices=Origin, default=Origin.SOURCED, editable=False)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="Quelle")

    class Meta:
        verbose_name = "Nachfolge"
        verbose_name_plural = "Nachfolgen"
        constraints = (
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="line_succession_once",
                violation_error_message="Diese Nachfolge ist schon eingetragen.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="line_succession_between_two_lines",
                violation_error_message="Eine Förderlinie folgt nicht auf sich selbst.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE
