"""What the acts on a transfer ask for."""

from collections.abc import Iterable

from django import forms

from programs.forms.distribution import ActForm, ActWithBodyReasonForm
from wir_portal.core.forms import EuroField, ReasonField

NOT_CHOSEN = {"required": "Hier ist noch nichts gewählt."}
PLEASE_CHOOSE = ("", "Bitte wählen")
BODY_HELP = "Lesen die Kommunen, deren Kontingent sich ändert, sobald die Umschichtung freigegeben ist."


class TransferForm(ActWithBodyReasonForm):
    """How much, and why."""

    amount_cents = EuroField(label="Betrag in Euro", help_text="Zum Beispiel: 5.000 oder 5.000,00")
    reason_for_body = ReasonField(label="Grund für die Kommunen", help_text=BODY_HELP, required=False)
    field_order = ("amount_cents", "reason_internal", "reason_for_body", "revision", "key")


class NewTransferForm(TransferForm):
    """Where the money comes from and where it goes; `choices` are the places of a line, or those of a year."""

    source = forms.ChoiceField(label="Von", error_messages=NOT_CHOSEN)
    target = forms.ChoiceField(label="Nach", error_messages=NOT_CHOSEN)
    field_order = ("source", "target", *TransferForm.field_order)

    def __init__(self, *args: object, choices: Iterable[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        known = [PLEASE_CHOOSE, *choices]
        for name in ("source", "target"):
            self.fields[name].choices = known


class DecideTransferForm(ActForm):
    """The decision, with the amounts that stood on both sides."""

    from_cents = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    to_cents = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
