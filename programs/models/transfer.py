"""Money moved after it was decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from municipalities.models import Municipality
from programs.models.appropriation import Appropriation
from programs.models.budget_year import BudgetYear
from wir_portal.core.models import EventHistory, Origin


class TransferQuerySet(models.QuerySet["Transfer"]):
    def undecided(self) -> "TransferQuerySet":
        """Drafts and proposals: what still waits for somebody."""
        return self.filter(status__in=(Transfer.Status.DRAFT, Transfer.Status.PROPOSED))

    def for_list(self) -> "TransferQuerySet":
        """Everything one row of a list shows, in one query."""
        return self.select_related(
            "budget_year",
            "from_appropriation__line",
            "from_appropriation__budget_year",
            "to_appropriation__line",
            "to_appropriation__budget_year",
            "from_municipality",
            "to_municipality",
            "last_edited_by",
            "proposed_by",
            "decided_by",
        )


def _side(name: str, label: str) -> tuple[models.ForeignKey, models.ForeignKey]:
    appropriation = models.ForeignKey(
        Appropriation, models.PROTECT, null=True, blank=True, related_name=f"transfers_{name}", verbose_name=label
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=f"{label}, Kommune"
    )
    return appropriation, municipality


ONE_LINE = Q(from_appropriation__isnull=False, to_appropriation__isnull=False) & Q(
    from_appropriation=F("to_appropriation")
)
BETWEEN_BODIES = (
    ONE_LINE
    & Q(from_municipality__isnull=False, to_municipality__isnull=False)
    & ~Q(from_municipality=F("to_municipality"))
)
WITH_FREE_MONEY = ONE_LINE & (
    Q(from_municipality__isnull=False, to_municipality__isnull=True)
    | Q(from_municipality__isnull=True, to_municipality__isnull=False)
)
BETWEEN_LINES = Q(from_municipality__isnull=True, to_municipality__isnull=True) & (
    Q(from_appropriation__isnull=True, to_appropriation__isnull=False)
    | Q(from_appropriation__isnull=False, to_appropriation__isnull=True)
    | (
        Q(from_appropriation__isnull=False, to_appropriation__isnull=False)
        & ~Q(from_appropriation=F("to_appropriation"))
    )
)


class Transfer(models.Model):
    """Umschichtung: money moved from one place of a year to another. The decision itself moves it.

    A place is a body's allocation (line and body), what is free in a line (line, no body), or what is in no
    appropriation yet (neither): so increases and cuts of a line and of a body are transfers too.
    """

    class Status(models.TextChoices):
        """draft → proposed → decided | rejected; proposed → draft by withdrawing; draft → discarded."""

        DRAFT = "draft", "Entwurf"
        PROPOSED = "proposed", "vorgelegt"
        DECIDED = "decided", "freigegeben"
        REJECTED = "rejected", "abgelehnt"
        DISCARDED = "discarded", "verworfen"

    budget_year = models.ForeignKey(BudgetYear, models.PROTECT, related_name="transfers", verbose_name="Haushaltsjahr")
    from_appropriation, from_municipality = _side("out", "Von")
    to_appropriation, to_municipality = _side("in", "Nach")
    amount_cents = models.BigIntegerField("Betrag (Cent)")
    reason_internal = models.TextField("Interner Grund")
    reason_for_body = models.TextField("Grund für die Kommunen", blank=True)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin)
    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.DRAFT)
    # Set by the database with the decision, in the same statement: the money has moved.
    is_booked = models.BooleanField("Gebucht", default=False, editable=False)
    revision = models.PositiveIntegerField("Fassung", default=1, editable=False)
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="Zuletzt geändert von"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Vorgelegt von"
    )
    proposed_at = models.DateTimeField("Vorgelegt am", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Entschieden von",
    )
    decided_at = models.DateTimeField("Entschieden am", null=True, blank=True)
    decided_on = models.DateField("Gilt ab", null=True, blank=True)

    history = HistoricalRecords(bases=[EventHistory], excluded_fields=["is_booked"])
    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "Umschichtung"
        verbose_name_plural = "Umschichtungen"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0),
                name="transfer_moves_money",
                violation_error_message="Eine Umschichtung bewegt mehr als 0 €.",
            ),
            models.CheckConstraint(
                condition=BETWEEN_BODIES | WITH_FREE_MONEY | BETWEEN_LINES,
                name="transfer_between_two_places",
                violation_error_message="Eine Umschichtung geht von einer Stelle zu einer anderen.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "discarded"), proposed_by__isnull=True, proposed_at__isnull=True)
                | Q(
                    status__in=("proposed", "decided", "rejected"),
                    proposed_by__isnull=False,
                    proposed_at__isnull=False,
                ),
                name="transfer_proposed_by_somebody",
                violation_error_message="Zur Vorlage gehören Person und Zeit.",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=("draft", "proposed", "discarded"),
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    decided_on__isnull=True,
                )
                | (
                    Q(status__in=("decided", "rejected"), proposed_by__isnull=False)
                    & Q(decided_by__isnull=False, decided_at__isnull=False, decided_on__isnull=False)
                    & ~Q(proposed_by=F("decided_by"))
                    & ~Q(last_edited_by=F("decided_by"))
                ),
                name="transfer_decided_by_four_eyes",
                violation_error_message="Wer entscheidet, hat weder vorgelegt noch zuletzt geändert.",
            ),
            models.CheckConstraint(
                condition=~Q(origin="sourced"),
                name="transfer_is_decided_here",
                violation_error_message="Eine Umschichtung wird hier entschieden, nicht aus einer Quelle übernommen.",
            ),
        )

    def __str__(self) -> str:
        return f"Umschichtung {self.pk} ({self.budget_year})"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.status == self.Status.PROPOSED

    @property
    def is_between_lines(self) -> bool:
        """Whether appropriations change, not what bodies have of one."""
        return self.from_appropriation_id != self.to_appropriation_id

    @property
    def from_name(self) -> str:
        return _name(self.budget_year, self.from_appropriation, self.from_municipality)

    @property
    def to_name(self) -> str:
        return _name(self.budget_year, self.to_appropriation, self.to_municipality)

    def involves(self, user_id: int | None) -> bool:
        return user_id is not None and user_id in (self.proposed_by_id, self.last_edited_by_id)


def _name(year: BudgetYear, appropriation: Appropriation | None, municipality: Municipality | None) -> str:
    """A place as people call it."""
    if appropriation is None:
        return f"Planungsrahmen {year}"
    return f"{municipality.display_name}: {appropriation.line}" if municipality else str(appropriation.line)
