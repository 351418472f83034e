"""What people ask again and again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wir_portal.core.models import Source, Translated


class QuestionQuerySet(models.QuerySet["Question"]):
    def public(self) -> "QuestionQuerySet":
        return self.filter(is_published=True)


class Question(Translated):
    """Frage: a question with its answer, and the source that the answer rests on."""

    class Topic(models.TextChoices):
        """In the order of the page."""

        PROGRAM = "program", _("Das Programm")
        HELP = "help", _("Hilfe bekommen")
        MONEY = "money", _("Geld und Anträge")
        PORTAL = "portal", _("Diese Seiten")

    slug = models.SlugField("Kürzel", unique=True, help_text="Steht in der Adresse: /fragen/#f-kuerzel")
    topic = models.CharField("Thema", max_length=10, choices=Topic)
    question = models.CharField("Frage", max_length=200)
    answer = models.TextField("Antwort", help_text="Kurze Sätze. Absätze durch eine Leerzeile trennen.")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="Quelle")
    rank = models.PositiveSmallIntegerField("Reihenfolge", default=100)
    is_published = models.BooleanField("Öffentlich", default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "Frage"
        verbose_name_plural = "Fragen und Antworten"
        ordering = ("rank", "id")

    def __str__(self) -> str:
        return self.question
