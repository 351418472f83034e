"""What the search of the public pages looks through."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchDocument(models.Model):
    """Suchdokument: the words under which an object is found, and what its line in the results says.

    Made from the object by `core.search.index`; a guard takes it away with every change of the object, so that what is
    withdrawn is never found, whoever withdraws it. `words` and `title_words` are folded, all languages together.
    """

    class Kind(models.TextChoices):
        """In the order of the results."""

        QUESTION = "fragen", _("Fragen und Antworten")
        PROGRAM = "programm", _("Das Programm")
        LINE = "foerderlinien", _("Förderlinien")
        BODY = "kommunen", _("Landkreise und Städte")
        TOWN = "orte", _("Orte")
        OFFER = "angebote", _("Angebote")
        AGENCY = "stellen", _("Ämter und Beratung")
        NETWORK = "netzwerke", _("Lotsen- und Patennetzwerke")
        NEWS = "aktuelles", _("Aktuelles")
        PAGE = "seiten", _("Seiten")

    kind = models.CharField("Art", max_length=20, choices=Kind)
    object_id = models.BigIntegerField("Nummer des Gegenstands")
    path = models.CharField("Adresse ohne Sprache", max_length=300)
    titles = models.JSONField("Überschrift in jeder Sprache", default=dict)
    summaries = models.JSONField("Kurzer Text in jeder Sprache", default=dict)
    place = models.CharField("Kommune", max_length=200, blank=True)
    is_example = models.BooleanField("Beispieldaten", default=False)
    shown_from_on = models.DateField("Zu finden ab", null=True, blank=True)
    shown_until_on = models.DateField("Zu finden bis", null=True, blank=True)
    title_words = models.TextField("Wörter der Überschrift")
    words = models.TextField("Alle Wörter")

    class Meta:
        verbose_name = "Suchdokument"
        verbose_name_plural = "Suchdokumente"
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                name="search_document_once_per_object",
                violation_error_message="Zu diesem Gegenstand gibt es schon ein Suchdokument.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
