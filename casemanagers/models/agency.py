"""The offices in charge."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casemanagers.models.directory_entry import DirectoryEntry, DirectoryQuerySet
from casemanagers.models.topic import Topic


class Agency(DirectoryEntry):
    """Zuständige Stelle: an office or counselling that decides or advises, with address, telephone and hours."""

    class Kind(models.TextChoices):
        COUNSELLING = "counselling", _("Beratungsstelle")
        FOREIGNERS_OFFICE = "foreigners_office", _("Ausländerbehörde")
        JOB_CENTRE = "job_centre", _("Jobcenter")
        YOUTH_OFFICE = "youth_office", _("Jugendamt")
        SCHOOL_OFFICE = "school_office", _("Schulamt")
        HEALTH_OFFICE = "health_office", _("Gesundheitsamt")

    kind = models.CharField("Art", max_length=20, choices=Kind)

    objects = DirectoryQuerySet.as_manager()

    class Meta(DirectoryEntry.Meta):
        verbose_name = "Zuständige Stelle"
        verbose_name_plural = "Zuständige Stellen"
        ordering = ("municipality", "kind", "title")

    @property
    def topics(self) -> tuple[str, ...]:
        return TOPICS[self.Kind(self.kind)]


# What each kind of office is asked about; counselling is asked about everything.
TOPICS: dict[Agency.Kind, tuple[str, ...]] = {
    Agency.Kind.COUNSELLING: tuple(Topic.values),
    Agency.Kind.FOREIGNERS_OFFICE: (Topic.PAPERS,),
    Agency.Kind.JOB_CENTRE: (Topic.WORK, Topic.LANGUAGE, Topic.HOUSING),
    Agency.Kind.YOUTH_OFFICE: (Topic.SCHOOL,),
    Agency.Kind.SCHOOL_OFFICE: (Topic.SCHOOL,),
    Agency.Kind.HEALTH_OFFICE: (Topic.HEALTH,),
}
