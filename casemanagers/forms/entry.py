"""What the directory asks for; the body's people and the ministry see the same fields."""

from typing import Any, ClassVar, NamedTuple

from django import forms
from django.db import models

from casemanagers.models import Agency, DirectoryEntry, Offer, VolunteerNetwork
from casemanagers.models.language import LanguagesField
from municipalities.models import Municipality
from wir_portal.core.admin_base.fields import form_field
from wir_portal.core.forms import ReasonField

PLEASE_CHOOSE = "Bitte wählen"
NOT_CHOSEN = {"required": "Hier ist noch nichts gewählt."}
EXAMPLES = {models.URLField: "https://www.example.org", models.EmailField: "beratung@example.org"}
WHERE = ("place", "street", "postal_code", "town", "access", "access_note")
REACH = ("phone", "email", "website")
WHEN = ("hours", "languages")
OPTIONAL = "Was leer bleibt, heißt auf den öffentlichen Seiten „nicht angegeben“."
TRANSLATED = ("description_de", "description_en")


def entry_field(db_field: models.Field, **kwargs: Any) -> forms.Field | None:
    """The field that asks for `db_field`, strict and in German; choices and languages keep their own."""
    if isinstance(db_field, LanguagesField):
        return db_field.formfield()
    if isinstance(db_field, models.ForeignKey):
        return db_field.formfield(**{"empty_label": "keine", "error_messages": NOT_CHOSEN, **kwargs})
    if db_field.choices:
        field = db_field.formfield(error_messages=NOT_CHOSEN)
        empty = "nicht bekannt" if db_field.blank else PLEASE_CHOOSE
        field.choices = [(value, words if value else empty) for value, words in field.choices]
        return field
    field = form_field(db_field)
    if field is not None and type(db_field) in EXAMPLES:
        field.error_messages["invalid"] = f"Schreiben Sie die Adresse so: {EXAMPLES[type(db_field)]}"
    return field


class Group(NamedTuple):
    """Fields that belong together, with a heading and a note."""

    slug: str
    heading: str
    note: str
    fields: list[forms.BoundField]


class EntryForm(forms.ModelForm):
    """An entry of `municipality`; the version that was seen comes back with the form."""

    first: ClassVar[tuple[str, str, tuple[str, ...]]]

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        self.initial["revision"] = self.instance.revision
        if "agency" in self.fields:
            own = Agency.objects.of_body(municipality).exclude(status=DirectoryEntry.Status.WITHDRAWN)
            self.fields["agency"].queryset = own

    def groups(self) -> list[Group]:
        """The fields in the order in which one thinks of them."""
        heading, note, names = self.first
        parts = (
            ("was", heading, note, names),
            ("sprachen-zeiten", "Wann und in welchen Sprachen", OPTIONAL, WHEN),
            ("ort-zugang", "Wo", "Ohne Anschrift geht es auch: dann zählt die Erreichbarkeit.", WHERE),
            ("erreichbar", "Wie man Sie erreicht", "Mindestens eines, bevor der Eintrag öffentlich wird.", REACH),
        )
        return [Group(slug, head, words, [self[name] for name in fields]) for slug, head, words, fields in parts]

    @property
    def seen_revision(self) -> int:
        """What the page was made from; a page that lost it counts as out of date."""
        seen = self.cleaned_data.get("revision")
        return -1 if seen is None else seen

    def start_again(self, revision: int) -> None:
        """The same input, now for the version of this moment."""
        self.data = self.data.copy()
        self.data["revision"] = str(revision)

    @property
    def changed_fields(self) -> set[str]:
        return set(self.changed_data) - {"revision"}


class OfferForm(EntryForm):
    first = (
        "Das Angebot",
        "Name, Thema und wer es anbietet. Kurze Sätze. Englisch ist freiwillig und hilft vielen.",
        ("title_de", "title_en", "topic", *TRANSLATED, "agency", "provider", "is_free", "cost"),
    )

    class Meta:
        model = Offer
        formfield_callback = entry_field
        fields = (
            "title_de", "title_en", "topic", *TRANSLATED, "agency", "provider", "is_free", "cost", *WHEN, *WHERE,
            *REACH,
        )  # fmt: skip


class AgencyForm(EntryForm):
    first = ("Die Stelle", "Ein Amt oder eine Beratungsstelle, nie eine Person.", ("title", "kind", *TRANSLATED))

    class Meta:
        model = Agency
        formfield_callback = entry_field
        fields = ("title", "kind", *TRANSLATED, *WHEN, *WHERE, *REACH)


class VolunteerNetworkForm(EntryForm):
    first = (
        "Das Netzwerk",
        "Wer es koordiniert und wie viele mithelfen. Keine Namen.",
        ("title", "kind", "coordinator", *TRANSLATED, "guide_count", "counted_on"),
    )

    class Meta:
        model = VolunteerNetwork
        formfield_callback = entry_field
        fields = (
            "title", "kind", "coordinator", *TRANSLATED, "guide_count", "counted_on", *WHEN, *WHERE, *REACH,
        )  # fmt: skip


class ActForm(forms.Form):
    """Why an entry leaves the public pages; from the ministry also why it is shown or confirmed."""

    reason_internal = ReasonField(label="Grund", help_text="Steht im Protokoll, nicht auf den öffentlichen Seiten.")


class WithdrawForBodyForm(ActForm):
    """The ministry also tells the body."""

    reason_for_body = ReasonField(label="Grund für die Kommune", help_text="Liest die Kommune in ihrem Protokoll.")
