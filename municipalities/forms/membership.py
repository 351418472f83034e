"""What granting and ending a membership ask for."""

from typing import Any

from django import forms

from municipalities.models import Membership, Municipality
from wir_portal.core.forms import DayField, ReasonField
from wir_portal.core.models import User

NOT_CHOSEN = {"required": "Hier ist noch nichts gewählt."}


class BodyChoiceField(forms.ModelChoiceField):
    """Bodies as they stand in lists."""

    def label_from_instance(self, obj: Municipality) -> str:
        return obj.display_name


class GrantMembershipForm(forms.Form):
    """Who acts for which body, as what, from when to when."""

    account = forms.ModelChoiceField(
        User.objects.none(),
        label="Konto",
        empty_label="Bitte wählen",
        help_text="Konten des Landes stehen hier nicht.",
        error_messages={
            **NOT_CHOSEN,
            "invalid_choice": "Dieses Konto steht nicht zur Wahl. Für eine Kommune handelt ein eigenes Konto, das nicht"
            " gesperrt ist und nicht dem Land gehört.",
        },
    )
    municipality = BodyChoiceField(
        Municipality.objects.by_name(), label="Kommune", empty_label="Bitte wählen", error_messages=NOT_CHOSEN
    )
    role = forms.ChoiceField(
        label="Aufgabe", choices=[("", "Bitte wählen"), *Membership.Role.choices], error_messages=NOT_CHOSEN
    )
    starts_on = DayField(label="Ab", help_text="Zum Beispiel: 22.02.2018")
    ends_on = DayField(label="Bis (einschließlich)", required=False, help_text="Leer: bis auf Weiteres.")
    reason_internal = ReasonField(label="Grund", help_text="Steht im Protokoll.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = User.objects.filter(is_active=True, groups=None).order_by("username")


class EndMembershipForm(forms.Form):
    """The last day and the reason."""

    ends_on = DayField(label="Letzter Tag", help_text="An diesem Tag gilt der Zugang noch.")
    reason_internal = ReasonField(label="Grund", help_text="Steht im Protokoll.")
