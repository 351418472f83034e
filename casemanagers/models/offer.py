"""The offers: courses, counselling, meeting places."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from casemanagers.models.agency import Agency
from casemanagers.models.directory_entry import DirectoryEntry, DirectoryQuerySet
from casemanagers.models.topic import Topic
from wir_portal.core.text import fold


class Offer(DirectoryEntry):
    """Angebot: a language course, counselling, a meeting place: for which topic, when, where, at what cost."""

    topic = models.CharField("Thema", max_length=10, choices=Topic)
    is_free = models.BooleanField("Kostenlos", default=False)
    cost = models.CharField("Kosten", max_length=120, blank=True, help_text="Zum Beispiel: 5 € im Monat.")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name="Von der zuständigen Stelle"
    )
    provider = models.CharField(
        "Anbieter",
        max_length=200,
        blank=True,
        help_text="Wenn keine Stelle der Liste es anbietet: Verein, Schule, Träger.",
    )

    objects = DirectoryQuerySet.as_manager()

    class Meta(DirectoryEntry.Meta):
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        ordering = ("municipality", "topic", "title")
        constraints = (
            *DirectoryEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(provider=""),
                name="offer_has_a_provider",
                violation_error_message="Nennen Sie die zuständige Stelle oder den Anbieter.",
            ),
            models.CheckConstraint(
                condition=Q(is_free=False) | Q(cost=""),
                name="offer_costs_nothing_or_something",
                violation_error_message="Was kostenlos ist, hat keine Kosten. Leeren Sie das Feld „Kosten“.",
            ),
        )
        indexes = (models.Index(fields=["status", "confirmed_on"], name="offer_public"),)

    @property
    def slug(self) -> str:
        """From the German name; changes with it, the number in the address does not."""
        return slugify(fold(self.title_de or ""))[:60].strip("-") or "angebot"

    def get_absolute_url(self) -> str:
        return reverse("public:casemanagers:offer-detail", args=[self.pk, self.slug])

    @property
    def provider_name(self) -> str:
        """Who offers it."""
        return self.provider or (self.agency.title if self.agency else "")

    @property
    def can_be_reached(self) -> bool:
        return super().can_be_reached or bool(self.agency and self.agency.can_be_reached)
