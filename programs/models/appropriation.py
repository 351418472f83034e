"""A line's share of a year's money, and the act of spreading it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programs.models.budget_year import BudgetYear
from programs.models.funding_line import FundingLine
from wir_portal.core.languages import columns
from wir_portal.core.models import EventHistory, Origin, Source


class AppropriationQuerySet(models.QuerySet["Appropriation"]):
    def with_sums(self) -> "AppropriationQuerySet":
        """Annotate `allocated_cents` (drafts too), `decided_cents` and `free_cents`."""
        zero = Value(0)
        integer = models.BigIntegerField()
        return self.annotate(
            allocated_cents=Coalesce(Sum("allocations__amount_cents"), zero, output_field=integer),
            decided_cents=Coalesce(
                Sum("allocations__amount_cents", filter=Q(allocations__status="decided")), zero, output_field=integer
            ),
        ).annotate(free_cents=F("amount_cents") - F("allocated_cents"))


class Appropriation(models.Model):
    """Ansatz: a line's share of a year. Its spreading over the bodies: draft → proposed → decided."""

    class DistributionStatus(models.TextChoices):
        """draft → proposed → decided; proposed → draft by withdrawing or handing back."""

        DRAFT = "draft", _("Entwurf")
        PROPOSED = "proposed", _("vorgelegt")
        DECIDED = "decided", _("freigegeben")

    budget_year = models.ForeignKey(
        BudgetYear, models.PROTECT, related_name="appropriations", verbose_name="Haushaltsjahr"
    )
    line = models.ForeignKey(FundingLine, models.PROTECT, related_name="appropriations", verbose_name="Förderlinie")
    amount_cents = models.BigIntegerField("Ansatz (Cent)")
    note = models.CharField("Hinweis", max_length=300, blank=True)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="Quelle")
    distribution_status = models.CharField(
        "Stand der Verteilung", max_length=10, choices=DistributionStatus, default=DistributionStatus.DRAFT
    )
    revision = models.PositiveIntegerField("Fassung", default=1, editable=False)
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Zuletzt geändert von",
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
        verbose_name="Freigegeben von",
    )
    decided_at = models.DateTimeField("Freigegeben am", null=True, blank=True)
    published_on = models.DateField("Veröffentlicht am", null=True, blank=True)
    changed_by_transfer = models.ForeignKey(
        "programs.Transfer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Geändert durch Umschichtung",
    )

    history = HistoricalRecords(bases=[EventHistory], excluded_fields=list(columns("note")))
    objects = AppropriationQuerySet.as_manager()

    class Meta:
        verbose_name = "Ansatz"
        verbose_name_plural = "Ansätze"
        ordering = ("-budget_year__year", "line__rank")
        constraints = (
            models.UniqueConstraint(
                fields=["budget_year", "line"],
                name="appropriation_once_per_year_and_line",
                violation_error_message="Für dieses Jahr und diese Förderlinie gibt es schon einen Ansatz.",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__gte=0),
                name="appropriation_not_negative",
                violation_error_message="Ein Ansatz ist nicht negativ.",
            ),
            models.CheckConstraint(
                condition=~Q(origin="sourced") | Q(source__isnull=False),
                name="appropriation_sourced_names_its_source",
                violation_error_message="Zu einer Angabe aus öffentlicher Quelle gehört die Quelle.",
            ),
            models.CheckConstraint(
                condition=Q(distribution_status="draft", proposed_by__isnull=True, proposed_at__isnull=True)
                | Q(distribution_status="proposed", proposed_by__isnull=False, proposed_at__isnull=False)
                | Q(distribution_status="decided"),
                name="appropriation_proposed_by_somebody",
                violation_error_message="Zur Vorlage gehören Person und Zeit.",
            ),
            models.CheckConstraint(
                condition=Q(distribution_status="decided", published_on__isnull=False)
                | (
                    ~Q(distribution_status="decided")
                    & Q(decided_by__isnull=True, decided_at__isnull=True, published_on__isnull=True)
                ),
                name="appropriation_decided_is_dated",
                violation_error_message="Zur Freigabe gehört der Tag der Veröffentlichung, vorher gibt es keinen.",
            ),
            models.CheckConstraint(
                condition=~Q(distribution_status="decided")
                | Q(origin="sourced", source__isnull=False)
                | (
                    Q(proposed_by__isnull=False, decided_by__isnull=False, decided_at__isnull=False)
                    & Q(last_edited_by__isnull=False)
                    & ~Q(proposed_by=F("decided_by"))
                    & ~Q(last_edited_by=F("decided_by"))
                ),
                name="appropriation_decided_by_four_eyes",
                violation_error_message="Wer freigibt, hat weder vorgelegt noch zuletzt geändert.",
            ),
            models.CheckConstraint(
                condition=Q(changed_by_transfer__isnull=True) | Q(distribution_status="decided"),
                name="appropriation_transferred_is_decided",
                violation_error_message="Umgeschichtet wird nur, was freigegeben ist.",
            ),
        )
        indexes = (models.Index(fields=["budget_year", "amount_cents"], name="appropriation_sums"),)

    def __str__(self) -> str:
        return f"{self.line} {self.budget_year}"

    @property
    def is_draft(self) -> bool:
        return self.distribution_status == self.DistributionStatus.DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.distribution_status == self.DistributionStatus.PROPOSED

    @property
    def is_decided(self) -> bool:
        return self.distribution_status == self.DistributionStatus.DECIDED

    def involves(self, user_id: int | None) -> bool:
        """Whether this account proposed the distribution or edited one of its rows last; one query."""
        if user_id in (self.proposed_by_id, self.last_edited_by_id):
            return True
        return self.allocations.filter(last_edited_by=user_id).exists()
