"""Words that mean the same to those who search."""

from django.core.exceptions import ValidationError
from django.db import models

from wir_portal.core.text import fold


def words_of(text: str) -> list[str]:
    """The words, one a line or with commas between them."""
    return [word.strip() for line in text.splitlines() for word in line.split(",") if word.strip()]


def check_words(text: str) -> None:
    """At least two single words; the search takes a group of words apart before it looks for synonyms."""
    words = words_of(text)
    several = [word for word in words if len(fold(word).split()) != 1]
    if several:
        raise ValidationError(f"Schreiben Sie einzelne Wörter. „{several[0]}“ ist keines.", code="several")
    if len({fold(word) for word in words}) < 2:
        raise ValidationError("Schreiben Sie mindestens zwei verschiedene Wörter.", code="single")


class SearchSynonym(models.Model):
    """Synonyme: whoever searches for one of these words finds what the others say, too."""

    slug = models.SlugField("Kürzel", unique=True)
    words = models.TextField(
        "Wörter",
        max_length=1000,
        validators=[check_words],
        help_text="Ein Wort in jeder Zeile. Groß oder klein, ä oder ae, Einzahl oder Mehrzahl ist gleich.",
    )

    class Meta:
        verbose_name = "Synonyme der Suche"
        verbose_name_plural = "Synonyme der Suche"
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.in_one_line

    @property
    def in_one_line(self) -> str:
        return ", ".join(words_of(self.words))
