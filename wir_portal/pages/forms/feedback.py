"""The form for everybody, and that of the answer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from wir_portal.core import public_forms
from wir_portal.core.admin_base.fields import LinesField
from wir_portal.core.forms import LineField, ReasonField
from wir_portal.core.text import FORBIDDEN
from wir_portal.pages.models import Feedback

PAGE_LENGTH = 200
MESSAGE_LENGTH = 4000


def local_path(address: str) -> str:
    """An address of this portal; nothing where it is another one's, too long or has hidden characters."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours and len(address) <= PAGE_LENGTH and not FORBIDDEN.search(address) else ""


class FeedbackForm(forms.Form):
    """What somebody wants to tell. `website` is for programs: people do not see it and leave it empty."""

    kind = forms.ChoiceField(
        label=_("Worum geht es?"),
        choices=Feedback.Kind.choices,
        error_messages={
            "required": _("Wählen Sie, worum es geht."),
            "invalid_choice": _("Wählen Sie, worum es geht."),
        },
    )
    page = LineField(
        label=_("Auf welcher Seite?"),
        required=False,
        max_length=PAGE_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Die Adresse oder der Name der Seite. Leer: das ganze Portal."),
    )
    message = LinesField(
        label=_("Ihre Nachricht"),
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": MESSAGE_LENGTH, "dir": "auto"}),
        help_text=_("Was stimmt nicht, was fehlt, was hindert Sie? Schreiben Sie keine Namen und nichts Privates."),
        error_messages={"required": _("Hier fehlt Ihre Nachricht. Ein Satz genügt.")},
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse (freiwillig)"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        help_text=_("Nur, wenn Sie eine Antwort möchten. Wir löschen sie 30 Tage nach der Antwort."),
        error_messages={"invalid": _("Schreiben Sie die Adresse so: name@example.org")},
    )
    website = forms.CharField(required=False, label=_("Bitte leer lassen"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            raise ValidationError(
                _("Ein Feld, das leer bleiben soll, war ausgefüllt. Senden Sie die Nachricht bitte noch einmal.")
            )
        if self.errors:
            return cleaned
        try:
            cleaned["form_key"] = public_forms.key_of(cleaned.get("stamp", ""))
        except public_forms.StampError as error:
            raise ValidationError(
                _(
                    "Das ging sehr schnell, oder die Seite war sehr lange offen. Ihre Nachricht steht noch hier."
                    " Senden Sie sie bitte noch einmal."
                )
            ) from error
        return cleaned


class AnswerForm(forms.Form):
    """The answer of the ministry."""

    answer = LinesField(
        label="Antwort",
        max_length=MESSAGE_LENGTH,
        help_text="Mit einer Adresse geht sie als Mail hinaus. Kurze Sätze, keine Namen.",
        error_messages={"required": "Hier fehlt die Antwort."},
    )
    reason_internal = ReasonField(label="Interner Hinweis", required=False, help_text="Steht nur im Protokoll.")
