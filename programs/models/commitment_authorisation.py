"""Money of later years that may be bound already."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from programs.models.budget_year import BudgetYear
from programs.models.funding_line import FundingLine
from wir_portal.core.models import EventHistory, Origin


class CommitmentAuthorisationQuerySet(models.QuerySet["CommitmentAuthorisation"]):
    def undecided(self) -> "CommitmentAuthorisationQuerySet":
        return self.filter(status=CommitmentAuthorisation.Status.PROPOSED)

    def for_list(self) -> "CommitmentAuthorisationQuerySet":
        """Everything one row of a list shows, in one query."""
        return self.select_related("budget_year", "line", "proposed_by", "decided_by")


class CommitmentAuthorisation(models.Model):
    """Verpflichtungsermächtigung: how much of a later year a line may bind in this one; decided once."""

    class Status(models.TextChoices):
        """proposed → decided | rejected | withdrawn."""

        PROPOSED = "proposed", "vorgelegt"
        DECIDED = "decided", "freigegeben"
        REJECTED = "rejected", "abgelehnt"
        WITHDRAWN = "withdrawn", "zurückgezogen"

    budget_year = models.ForeignKey(
        BudgetYear, models.PROTECT, related_name="commitment_authorisations", verbose_name="Haushaltsjahr"
    )
    line = models.ForeignKey(
        FundingLine, models.PROTECT, related_name="commitment_authorisations", verbose_name="Förderlinie"
    )
    later_year = models.PositiveSmallIntegerField("Späteres Jahr")
    amount_cents = models.BigIntegerField("Betrag (Cent)")
    reason_internal = models.TextField("Interner Grund")
    origin = models.CharField("Herkunft", max_length=10, choices=Origin)
    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.PROPOSED)
    revision = models.PositiveIntegerField("Fassung", default=1, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Vorgelegt von"
    )
    proposed_at = models.DateTimeField("Vorgelegt am")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Entschieden von",
    )
    decided_at = models.DateTimeField("Entschieden am", null=True, blank=True)

    history = HistoricalRecords(bases=[EventHistory])
    objects = CommitmentAuthorisationQuerySet.as_manager()

    class Meta:
        verbose_name = "Verpflichtungsermächtigung"
        verbose_name_plural = "Verpflichtungsermächtigungen"
        ordering = ("budget_year", "line__rank", "later_year", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0),
                name="commitment_is_money",
                violation_error_message="Eine Verpflichtungsermächtigung ist größer als 0 €.",
            ),
            models.UniqueConstraint(
                fields=["budget_year", "line", "later_year"],
                condition=Q(status="proposed"),
                name="commitment_proposed_once",
                violation_error_message="Für diese Förderlinie und dieses Jahr liegt schon eine Ermächtigung vor.",
            ),
            models.UniqueConstraint(
                fields=["budget_year", "line", "later_year"],
                condition=Q(status="decided"),
                name="commitment_decided_once",
                violation_error_message="Für diese Förderlinie und dieses Jahr gibt es schon eine Ermächtigung.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("proposed", "withdrawn"), decided_by__isnull=True, decided_at__isnull=True)
                | (
                    Q(status__in=("decided", "rejected"), decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(proposed_by=F("decided_by"))
                ),
                name="commitment_decided_by_four_eyes",
                violation_error_message="Wer entscheidet, hat nicht vorgelegt.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line}: Verpflichtungsermächtigung {self.budget_year} für {self.later_year}"

    @property
    def is_proposed(self) -> bool:
        return self.status == self.Status.PROPOSED
