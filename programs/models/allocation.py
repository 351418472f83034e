"""The most a body can get from a line in a year."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from municipalities.models import Municipality
from programs.models.appropriation import Appropriation
from wir_portal.core import clock
from wir_portal.core.models import EventHistory, Origin, Source


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def published(self, on: date | None = None) -> "AllocationQuerySet":
        """Decided and public by `on`: what officers, citizens and the API may see."""
        return self.filter(status=Allocation.Status.DECIDED, appropriation__published_on__lte=on or clock.today())

    def for_list(self) -> "AllocationQuerySet":
        """Everything one row of a list shows, in one query."""
        return self.select_related(
            "appropriation__budget_year",
            "appropriation__line",
            "appropriation__source",
            "municipality",
            "source",
            "changed_by_transfer",
        )


class Allocation(models.Model):
    """Kontingent: the most a body can get from a line in a year, no claim. Status: draft → decided.

    Drafts are the editor's. A decided one changes only by a decided transfer: the database refuses everything else.
    """

    class Status(models.TextChoices):
        """draft → decided."""

        DRAFT = "draft", _("Entwurf")
        DECIDED = "decided", _("freigegeben")

    appropriation = models.ForeignKey(Appropriation, models.PROTECT, related_name="allocations", verbose_name="Ansatz")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="allocations", verbose_name="Kommune")
    amount_cents = models.BigIntegerField("Kontingent (Cent)")
    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.DRAFT)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="Quelle")
    last_edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Zuletzt geändert von",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Freigegeben von",
    )
    changed_by_transfer = models.ForeignKey(
        "programs.Transfer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Geändert durch Umschichtung",
    )

    history = HistoricalRecords(bases=[EventHistory])
    objects = AllocationQuerySet.as_manager()

    class Meta:
        verbose_name = "Kontingent"
        verbose_name_plural = "Kontingente"
        ordering = ("-appropriation__budget_year__year", "appropriation__line__rank", "municipality__sort_key")
        constraints = (
            models.UniqueConstraint(
                fields=["appropriation", "municipality"],
                name="allocation_once_per_line_body_year",
                violation_error_message="Diese Kommune hat in diesem Jahr schon ein Kontingent der Förderlinie.",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__gte=0),
                name="allocation_not_negative",
                violation_error_message="Ein Kontingent ist nicht negativ.",
            ),
            models.CheckConstraint(
                condition=~Q(origin="sourced") | Q(source__isnull=False),
                name="allocation_sourced_names_its_source",
                violation_error_message="Zu einer Angabe aus öffentlicher Quelle gehört die Quelle.",
            ),
            models.CheckConstraint(
                condition=~Q(status="decided")
                | Q(origin="sourced", source__isnull=False)
                | (Q(decided_by__isnull=False, last_edited_by__isnull=False) & ~Q(last_edited_by=F("decided_by"))),
                name="allocation_decided_by_four_eyes",
                violation_error_message="Wer freigibt, hat das Kontingent nicht zuletzt geändert.",
            ),
            models.CheckConstraint(
                condition=Q(changed_by_transfer__isnull=True) | Q(status="decided"),
                name="allocation_transferred_is_decided",
                violation_error_message="Umgeschichtet wird nur, was freigegeben ist.",
            ),
        )
        indexes = (models.Index(fields=["appropriation", "amount_cents"], name="allocation_sums"),)

    def __str__(self) -> str:
        return f"{self.municipality}: {self.appropriation}"

    @property
    def movable_cents(self) -> int:
        """What can still be moved away: the amount less what is bound. Awards will be taken off here."""
        return self.amount_cents

    @property
    def valid_from(self) -> date | None:
        """The day since which this amount is public: that of the distribution, or of the last transfer."""
        return self.changed_by_transfer.decided_on if self.changed_by_transfer else self.appropriation.published_on
