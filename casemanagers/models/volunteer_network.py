"""The networks of volunteers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casemanagers.models.directory_entry import DirectoryEntry, DirectoryQuerySet


class VolunteerNetwork(DirectoryEntry):
    """Lotsennetzwerk, Patennetzwerk: which office coordinates it, in which languages, how many help. No people."""

    class Kind(models.TextChoices):
        GUIDES = "guides", _("Lotsennetzwerk")
        SPONSORS = "sponsors", _("Patennetzwerk")

    kind = models.CharField("Art", max_length=10, choices=Kind)
    coordinator = models.CharField(
        "Wer koordiniert", max_length=200, help_text="Die Stelle oder der Träger, nie der Name einer Person."
    )
    guide_count = models.PositiveIntegerField("Wie viele helfen mit", null=True, blank=True)
    counted_on = models.DateField("Gezählt am", null=True, blank=True)

    objects = DirectoryQuerySet.as_manager()

    class Meta(DirectoryEntry.Meta):
        verbose_name = "Netzwerk"
        verbose_name_plural = "Netzwerke"
        ordering = ("municipality", "kind", "title")
        constraints = (
            *DirectoryEntry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(guide_count__isnull=True, counted_on__isnull=True)
                | Q(guide_count__isnull=False, counted_on__isnull=False),
                name="volunteernetwork_counts_on_a_day",
                violation_error_message="Zu einer Zahl gehört der Tag, an dem gezählt wurde.",
            ),
        )
