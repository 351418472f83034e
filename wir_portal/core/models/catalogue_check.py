"""Whether somebody has checked the words of the pages in a language."""

from django.db import models


class CatalogueCheck(models.Model):
    """Geprüfter Katalog: the words of the public pages in a language as somebody checked them.

    It holds for this catalogue alone: with the next new or changed word the fingerprint is another one.
    """

    language = models.CharField("Sprache", max_length=20, unique=True)
    fingerprint = models.CharField("Prüfsumme des Katalogs", max_length=16)
    checked_at = models.DateTimeField("Geprüft am")

    class Meta:
        verbose_name = "Geprüfter Katalog"
        verbose_name_plural = "Geprüfte Kataloge"

    def __str__(self) -> str:
        return self.language
