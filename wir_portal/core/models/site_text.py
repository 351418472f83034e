"""Texts of the public pages that the ministry edits."""

from django.db import models

from wir_portal.core.models.translated import Translated


class SiteText(Translated):
    """Seitentext: title and body (markdown) of a page such as the imprint, in each language."""

    key = models.SlugField("Seite", unique=True)
    title = models.CharField("Überschrift", max_length=200)
    body = models.TextField("Text", blank=True, help_text="Absätze durch eine Leerzeile trennen; Überschriften mit ##.")
    updated_on = models.DateField("Stand", null=True, blank=True)

    class Meta:
        verbose_name = "Seitentext"
        verbose_name_plural = "Seitentexte"
        ordering = ("key",)

    def __str__(self) -> str:
        return self.title
