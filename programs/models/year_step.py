"""A year is opened, closed and opened again by two people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from programs.models.budget_year import BudgetYear
from wir_portal.core import clock
from wir_portal.core.models import Source


class YearStepQuerySet(models.QuerySet["YearStep"]):
    def waiting(self) -> "YearStepQuerySet":
        """Proposed, not yet decided."""
        return self.filter(status=YearStep.Status.PROPOSED)


class YearStep(models.Model):
    """Schritt eines Haushaltsjahrs: its opening, closing or reopening. The decision itself turns the year."""

    class Kind(models.TextChoices):
        OPENING = "opening", "Öffnung"
        CLOSING = "closing", "Abschluss"
        REOPENING = "reopening", "Wiederöffnung"

    class Status(models.TextChoices):
        """proposed → decided | handed back | withdrawn."""

        PROPOSED = "proposed", "vorgelegt"
        DECIDED = "decided", "freigegeben"
        HANDED_BACK = "handed_back", "zurückgegeben"
        WITHDRAWN = "withdrawn", "zurückgezogen"

    budget_year = models.ForeignKey(BudgetYear, models.PROTECT, related_name="steps", verbose_name="Haushaltsjahr")
    kind = models.CharField("Schritt", max_length=10, choices=Kind)
    status = models.CharField("Stand", max_length=12, choices=Status, default=Status.PROPOSED)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="Quelle")
    reason_internal = models.TextField("Interner Grund", blank=True)
    reason_for_body = models.TextField("Grund für die Kommunen", blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Vorgelegt von"
    )
    proposed_at = models.DateTimeField("Vorgelegt am", default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Freigegeben von",
    )
    decided_at = models.DateTimeField("Freigegeben am", null=True, blank=True)

    objects = YearStepQuerySet.as_manager()

    class Meta:
        verbose_name = "Schritt eines Haushaltsjahrs"
        verbose_name_plural = "Schritte der Haushaltsjahre"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["budget_year"],
                condition=Q(status="proposed"),
                name="year_step_one_at_a_time",
                violation_error_message="Für dieses Haushaltsjahr liegt schon ein Schritt zur Freigabe vor.",
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=True) | Q(status="decided", kind="closing"),
                name="year_step_source_only_closes",
                violation_error_message="Eine Quelle schließt ein Haushaltsjahr ab. Alles andere entscheiden Personen.",
            ),
            models.CheckConstraint(
                condition=Q(source__isnull=False) | Q(proposed_by__isnull=False),
                name="year_step_proposed_by_somebody",
                violation_error_message="Zur Vorlage gehört eine Person.",
            ),
            models.CheckConstraint(
                condition=~Q(status="decided")
                | Q(source__isnull=False)
                | (
                    Q(proposed_by__isnull=False, decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(proposed_by=F("decided_by"))
                ),
                name="year_step_decided_by_four_eyes",
                violation_error_message="Wer freigibt, hat nicht vorgelegt.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.budget_year}"

    def involves(self, user_id: int | None) -> bool:
        """Whether this account proposed the step or wrote the year last; for an opening, any of its drafts too."""
        if user_id in (self.proposed_by_id, self.budget_year.last_edited_by_id):
            return True
        if self.kind != self.Kind.OPENING:
            return False
        drafts = self.budget_year.appropriations.exclude(distribution_status="decided")
        return drafts.filter(last_edited_by=user_id).exists()

    @property
    def is_proposed(self) -> bool:
        return self.status == self.Status.PROPOSED
