"""What the programme pays for."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from programs.models.program import Program
from wir_portal.core.models import Source


class FundingLineQuerySet(models.QuerySet["FundingLine"]):
    def in_force_on(self, day: date) -> "FundingLineQuerySet":
        """Lines of that day; one whose start or end is not known counts as begun, or as going on."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )

    def for_bodies(self) -> "FundingLineQuerySet":
        """Lines whose money is spread over the bodies."""
        return self.exclude(recipients=FundingLine.Recipients.ORGANISATIONS)


class FundingLine(models.Model):
    """Förderlinie: data, not code. Only what goes to bodies is spread over them."""

    class Recipients(models.TextChoices):
        BODIES = "bodies", _("Landkreise und Städte")
        ORGANISATIONS = "organisations", _("Vereine und Träger")
        BOTH = "both", _("Landkreise und Städte, Vereine und Träger")

    program = models.ForeignKey(Program, models.PROTECT, related_name="lines", verbose_name="Landesprogramm")
    slug = models.SlugField("Kürzel", unique=True)
    name = models.CharField("Name", max_length=120)
    summary = models.CharField("In einem Satz", max_length=300, blank=True)
    description = models.TextField("Beschreibung", blank=True, help_text="Absätze durch eine Leerzeile trennen.")
    recipients = models.CharField("Wer Geld bekommt", max_length=20, choices=Recipients)
    starts_on = models.DateField("Beginn", null=True, blank=True, help_text="Leer: nicht bekannt.")
    ends_on = models.DateField("Ende (einschließlich)", null=True, blank=True)
    rank = models.PositiveSmallIntegerField("Reihenfolge", default=100)
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
        )

    def __str__(self) -> str:
        return self.name

    def runs_in(self, year: int) -> bool:
        """In force on some day of the year; an unknown start or end counts as begun, or going on."""
        has_begun = self.starts_on is None or self.starts_on.year <= year
        return has_begun and (self.ends_on is None or self.ends_on.year >= year)

    @property
    def goes_to_bodies(self) -> bool:
        return self.recipients != self.Recipients.ORGANISATIONS


class LineSuccession(models.Model):
    """Nachfolge: which line continues which, so that series stay comparable over a reform."""

    predecessor = models.ForeignKey(
        FundingLine, models.PROTECT, related_name="successions", verbose_name="Frühere Förderlinie"
    )
    successor = models.ForeignKey(
        FundingLine, models.PROTECT, related_name="precessions", verbose_name="Neue Förderlinie"
    )
    starts_on = models.DateField("Ab")
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
