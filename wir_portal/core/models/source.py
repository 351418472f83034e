"""Where a fact was published."""

from django.db import models


class Source(models.Model):
    """Quelle: a publication that a figure or a text rests on."""

    slug = models.SlugField("Kürzel", unique=True)
    title = models.CharField("Titel", max_length=300)
    publisher = models.CharField("Herausgeber", max_length=200)
    published_on = models.DateField("Erschienen am", null=True, blank=True)
    url = models.URLField("Adresse", blank=True)
    licence = models.CharField("Lizenz", max_length=200, blank=True)
    note = models.TextField("Hinweis", blank=True)

    class Meta:
        verbose_name = "Quelle"
        verbose_name_plural = "Quellen"
        ordering = ("publisher", "title")

    def __str__(self) -> str:
        day = f", {self.published_on:%d.%m.%Y}" if self.published_on else ""
        return f"{self.publisher}{day}: {self.title}"

    @property
    def citation(self) -> str:
        """Publisher and day, as it stands below a figure."""
        return f"{self.publisher}, {self.published_on:%d.%m.%Y}" if self.published_on else self.publisher
