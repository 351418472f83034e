"""What a rate is for and what it is counted in: words that the ministry adds to."""

from django.db import models

LENGTH = 20


class RateWord(models.Model):
    """A word with a short name that never changes: files and the API know it by that."""

    slug = models.SlugField("Kürzel", max_length=LENGTH, unique=True)
    name = models.CharField("Name", max_length=80)
    rank = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    class Meta:
        abstract = True
        ordering = ("rank", "slug")

    def __str__(self) -> str:
        return self.name


class RatePurpose(RateWord):
    """Zweck eines Fördersatzes: position, lesson, course …; each line has one rate at a time for each purpose."""

    # The one purpose that the program itself knows: its rates say what a position costs at most and how it is shared.
    POSITION = "position"

    class Meta(RateWord.Meta):
        verbose_name = "Zweck"
        verbose_name_plural = "Zwecke"


class RateUnit(RateWord):
    """Einheit eines Fördersatzes: per full-time position and year, per lesson, per course …"""

    class Meta(RateWord.Meta):
        verbose_name = "Einheit"
        verbose_name_plural = "Einheiten"
