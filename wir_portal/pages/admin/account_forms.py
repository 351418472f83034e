"""What the acts on accounts ask for."""

from typing import Any

from django import forms

from wir_portal.core.forms import LineField, ReasonField
from wir_portal.core.models import User
from wir_portal.core.permissions import StaffGroup

REASON_HELP = "Steht im Protokoll."


class CreateAccountForm(forms.Form):
    """An account is named by its function, never by a person."""

    username = LineField(
        label="Anmeldename",
        max_length=150,
        validators=User._meta.get_field("username").validators,
        help_text="Kleinbuchstaben, Ziffern, Bindestrich. Zum Beispiel: landkreis-fulda-amt",
    )
    display_name = LineField(
        label="Funktion", max_length=200, help_text="Zum Beispiel: Landkreis Fulda, Sachbearbeitung"
    )
    email = forms.EmailField(label="E-Mail-Adresse", required=False, help_text="Möglichst ein Funktionspostfach.")
    reason_internal = ReasonField(label="Grund", help_text=REASON_HELP)

    def clean_username(self) -> str:
        return self.cleaned_data["username"].lower()


class GroupForm(forms.Form):
    """Which right, and why."""

    group = forms.ChoiceField(label="Recht", error_messages={"required": "Hier ist noch nichts gewählt."})
    reason_internal = ReasonField(label="Grund", help_text=REASON_HELP)

    def __init__(self, *args: Any, groups: list[StaffGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", "Bitte wählen"), *((group.value, group.label) for group in groups)]

    def clean_group(self) -> StaffGroup:
        return StaffGroup(self.cleaned_data["group"])
