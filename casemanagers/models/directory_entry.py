"""What offers, agencies and volunteer networks have in common: who keeps them, who sees them, how fresh they are."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casemanagers.calculations import freshness
from casemanagers.models.language import Language, LanguagesField
from municipalities.models import Municipality
from wir_portal.core import clock
from wir_portal.core.models import Origin, Translated

PHONE = RegexValidator(
    r"\A(\+|0)[0-9][0-9 ()/–-]{3,}\Z", "Schreiben Sie die Nummer mit Vorwahl, zum Beispiel: 0661 12345-6.", "phone"
)
POSTAL_CODE = RegexValidator(r"\A[0-9]{5}\Z", "Eine Postleitzahl hat fünf Ziffern, zum Beispiel: 36037.", "postal_code")


def entered_here() -> Origin:
    return Origin.entered(demo=settings.WIR_DEMO)


class DirectoryQuerySet(models.QuerySet):
    def public(self, day: date | None = None) -> Self:
        """What citizens see on `day`, today unless told: published, and confirmed within the last nine months."""
        return self.filter(status="published", confirmed_on__gte=freshness.gone_before(day or clock.today()))

    def to_confirm(self, day: date | None = None) -> Self:
        """Published, and to be confirmed again; also what has left the public pages for want of it."""
        return self.filter(status="published", confirmed_on__lt=freshness.due_before(day or clock.today()))

    def in_state(self, state: str) -> Self:
        """Those in a `State` today."""
        today = clock.today()
        due, gone = freshness.due_before(today), freshness.gone_before(today)
        published = Q(status="published")
        conditions = {
            freshness.FRESH: published & Q(confirmed_on__gte=due),
            freshness.DUE: published & Q(confirmed_on__lt=due, confirmed_on__gte=gone),
            freshness.GONE: published & Q(confirmed_on__lt=gone),
        }
        return self.filter(conditions.get(state, Q(status=state)))

    def speaking(self, language: str) -> Self:
        return self.filter(languages__contains=f" {language} ")

    def of_body(self, municipality: Municipality) -> Self:
        return self.filter(municipality=municipality)


class DirectoryEntry(Translated):
    """Verzeichniseintrag: an offer, an agency or a network that a body keeps. Withdrawn, never deleted; about
    places and times, never about people: neither those who are helped nor those who help."""

    class Status(models.TextChoices):
        """draft → published ⇄ withdrawn"""

        DRAFT = "draft", "Entwurf"
        PUBLISHED = "published", "veröffentlicht"
        WITHDRAWN = "withdrawn", "zurückgezogen"

    class State(models.TextChoices):
        """Status and freshness of a day together; derived, never stored."""

        FRESH = freshness.FRESH, "öffentlich"
        DUE = freshness.DUE, "zu bestätigen"
        GONE = freshness.GONE, "nicht mehr öffentlich"
        DRAFT = "draft", "Entwurf"
        WITHDRAWN = "withdrawn", "zurückgezogen"

    class Access(models.TextChoices):
        """Zugang: whether a wheelchair gets in; nothing said means not known."""

        STEP_FREE = "step_free", _("ohne Stufen")
        WITH_HELP = "with_help", _("mit Hilfe oder Rampe")
        STEPS = "steps", _("nur über Stufen")

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="Kommune")
    title = models.CharField("Name", max_length=200)
    description = models.TextField("Beschreibung", blank=True)
    languages = LanguagesField("Sprachen", max_length=120, blank=True, help_text="In denen man sich dort versteht.")
    place = models.CharField("Haus oder Treffpunkt", max_length=200, blank=True, help_text="Zum Beispiel: Rathaus.")
    street = models.CharField("Straße und Hausnummer", max_length=200, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=5, blank=True, validators=[POSTAL_CODE])
    town = models.CharField("Ort", max_length=120, blank=True)
    access = models.CharField("Zugang", max_length=10, choices=Access, blank=True)
    access_note = models.CharField("Hinweis zum Zugang", max_length=200, blank=True)
    hours = models.CharField("Zeiten", max_length=300, blank=True, help_text="Zum Beispiel: montags, 9 bis 12 Uhr.")
    phone = models.CharField("Telefon", max_length=40, blank=True, validators=[PHONE])
    email = models.EmailField("E-Mail-Adresse", blank=True, help_text="Der Stelle, nie einer Person.")
    website = models.URLField("Internetseite", blank=True)
    status = models.CharField("Stand", max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    confirmed_on = models.DateField("Zuletzt bestätigt am", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField("Fassung", default=0, editable=False)
    origin = models.CharField("Herkunft", max_length=10, choices=Origin, default=entered_here, editable=False)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(status="draft", confirmed_on__isnull=True)
                | (Q(status__in=["published", "withdrawn"]) & Q(confirmed_on__isnull=False)),
                name="%(class)s_confirmed_when_published",
                violation_error_message="Was veröffentlicht ist, hat jemand bestätigt; ein Entwurf noch nicht.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="%(class)s_has_a_name",
                violation_error_message="Ein Eintrag hat einen Namen.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> "DirectoryEntry.State":
        """Status and freshness of today."""
        if self.status != self.Status.PUBLISHED:
            return self.State(self.status)
        return self.State(freshness.freshness(self.confirmed_on, clock.today()))

    @property
    def is_due(self) -> bool:
        return self.state == self.State.DUE

    @property
    def is_public(self) -> bool:
        return self.state in (self.State.FRESH, self.State.DUE)

    @property
    def is_example(self) -> bool:
        return self.origin == Origin.EXAMPLE

    @property
    def language_codes(self) -> list[str]:
        return self.languages.split()

    @property
    def language_names(self) -> list[str]:
        """In the language of the page."""
        return [str(Language(code).label) for code in self.language_codes]

    @property
    def address(self) -> str:
        """`Musterstraße 4, 63450 Hanau`; what is not known is left out."""
        where = f"{self.postal_code} {self.town}".strip()
        return ", ".join(part for part in (self.street, where) if part)

    @property
    def can_be_reached(self) -> bool:
        """Whether somebody who reads the entry can do something with it."""
        return bool(self.phone or self.email or self.website or self.address)
