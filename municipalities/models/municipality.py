"""The 33 bodies."""

from datetime import date

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from municipalities.models.legal_status import LegalStatus
from wir_portal.core import clock
from wir_portal.core.models import Source
from wir_portal.core.text import fold


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def with_status(self, day: date | None = None) -> "MunicipalityQuerySet":
        """Annotate `kind`, `official_key` and `parent_id` as they are on `day`, today unless told."""
        status = LegalStatus.objects.filter(municipality=OuterRef("pk"), starts_on__lte=day or clock.today()).order_by(
            "-starts_on"
        )
        return self.annotate(
            kind=Subquery(status.values("kind")[:1]),
            official_key=Subquery(status.values("official_key")[:1]),
            parent_id=Subquery(status.values("parent")[:1]),
        )

    def kreise(self, day: date | None = None) -> "MunicipalityQuerySet":
        """The bodies that cover the Land without overlap on `day`: a special-status city lies within its district."""
        cities = self.with_status(day).filter(Q(kind=LegalStatus.Kind.SPECIAL_STATUS_CITY))
        return self.exclude(pk__in=cities.values("pk"))

    def by_name(self) -> "MunicipalityQuerySet":
        return self.order_by("sort_key")


class Municipality(models.Model):
    """Gebietskörperschaft („Kommune“): a Landkreis, kreisfreie Stadt or Sonderstatusstadt.

    The slug and the official key of 2018 are its lasting identity; its legal status changes with time.
    """

    class Region(models.TextChoices):
        """Regierungsbezirk."""

        DARMSTADT = "Darmstadt", "Darmstadt"
        GIESSEN = "Gießen", "Gießen"
        KASSEL = "Kassel", "Kassel"

    slug = models.SlugField("Kürzel", unique=True)
    key = models.CharField("Amtlicher Schlüssel 2018", max_length=8, unique=True)
    name = models.CharField("Name", max_length=120)
    short_name = models.CharField("Kurzname", max_length=120)
    sort_name = models.CharField("Name in Listen", max_length=120, help_text="Zum Beispiel: Fulda, Landkreis")
    sort_key = models.CharField("Sortierung", max_length=140, editable=False, db_index=True)
    region = models.CharField("Regierungsbezirk", max_length=20, choices=Region)
    nuts3 = models.CharField("NUTS 3", max_length=5)
    seat = models.CharField("Sitz", max_length=120)
    website = models.URLField("Internetseite", blank=True)
    latitude = models.FloatField("Geografische Breite")
    longitude = models.FloatField("Geografische Länge")
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="Quelle")

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "Kommune"
        verbose_name_plural = "Kommunen"
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = fold(self.sort_name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/kommunen/{self.slug}/"

    @property
    def display_name(self) -> str:
        """The name as it stands in lists: „Fulda, Landkreis“."""
        return self.sort_name
