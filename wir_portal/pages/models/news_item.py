"""What is new."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from wir_portal.core import clock
from wir_portal.core.models import Origin, Translated
from wir_portal.core.text import fold

SLUG_LENGTH = 60


def entered_here() -> Origin:
    return Origin.entered(demo=settings.WIR_DEMO)


class NewsItemQuerySet(models.QuerySet["NewsItem"]):
    def public(self, day: date | None = None) -> "NewsItemQuerySet":
        """What everybody reads on `day`, today unless told, newest first."""
        shown = self.filter(status=NewsItem.Status.PUBLISHED, published_on__lte=day or clock.today())
        return shown.order_by("-published_on", "-pk")


class NewsItem(Translated):
    """Meldung: a piece of news by the ministry. Its address stays when its heading changes."""

    class Status(models.TextChoices):
        """draft ⇄ published; public from the day on that was chosen with publishing"""

        DRAFT = "draft", "Entwurf"
        PUBLISHED = "published", "freigegeben"

    slug = models.SlugField("Kürzel in der Adresse", max_length=80, unique=True, editable=False)
    title = models.CharField("Überschrift", max_length=160)
    lead = models.CharField("In zwei Sätzen", max_length=400, help_text="Steht in der Liste und in der Suche.")
    body = models.TextField("Text", blank=True, help_text="Absätze durch eine Leerzeile trennen; Überschriften mit ##.")
    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    published_on = models.DateField("Öffentlich ab", null=True, blank=True, editable=False)
    changed_at = models.DateTimeField("Zuletzt geändert", default=clock.now, editable=False)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin, default=entered_here, editable=False)

    objects = NewsItemQuerySet.as_manager()

    class Meta:
        verbose_name = "Meldung"
        verbose_name_plural = "Meldungen"
        ordering = ("-published_on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(status="draft", published_on__isnull=True)
                | Q(status="published", published_on__isnull=False),
                name="news_item_published_from_a_day",
                violation_error_message="Was freigegeben ist, hat einen Tag; ein Entwurf hat keinen.",
            ),
        )
        indexes = (models.Index(fields=["status", "published_on"], name="news_item_public"),)

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        self.changed_at = clock.now()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        """From the German heading, numbered where it is taken."""
        wanted = slugify(fold(self.title_de or ""))[:SLUG_LENGTH].strip("-") or "meldung"
        taken = set(NewsItem.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (wanted, *numbered) if slug not in taken)

    def get_absolute_url(self) -> str:
        return reverse("public:pages:news-detail", args=[self.slug])

    @property
    def is_public(self) -> bool:
        return self.published_on is not None and self.published_on <= clock.today()

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE

    @property
    def state(self) -> str:
        """`öffentlich`, `erscheint am 12.11.2018`, `Entwurf`."""
        if self.published_on is None:
            return "Entwurf"
        return "öffentlich" if self.is_public else f"erscheint am {self.published_on:%d.%m.%Y}"
