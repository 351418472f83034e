"""What the pages of a line and its rates ask for."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from wir_portal.core.admin_base.guarded import ReasonedForm
from wir_portal.core.forms import DayField, ReasonForm

NONE = "is_none"


class EndForm(ReasonForm):
    """The last day of a line; without one it goes on."""

    ends_on = DayField(
        label="Letzter Tag", required=False, help_text="Zum Beispiel: 31.12.2020. Leer: Die Förderlinie läuft weiter."
    )
    field_order = ("ends_on", "reason_internal")


class RateForm(ReasonedForm):
    """An amount, or that there is none from that day on: an empty field alone says neither."""

    is_none = forms.BooleanField(
        label="Ab diesem Tag gibt es keinen Fördersatz",
        required=False,
        help_text="Beendet den bisherigen Satz dieses Zwecks. Das Feld für den Betrag bleibt dann leer.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "amount_cents" not in self.fields:
            return
        if self.instance.pk and self.instance.amount_cents is None:
            self.initial[NONE] = True
        self.fields["amount_cents"].required = not self[NONE].value()

    @cached_property
    def changed_data(self) -> list[str]:
        """The box is no field of the rate."""
        return [name for name in super().changed_data if name != NONE]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        amount, is_none = cleaned.get("amount_cents"), cleaned.get(NONE)
        if amount is not None and is_none:
            self.add_error(NONE, "Schreiben Sie einen Betrag oder kreuzen Sie an, dass es keinen gibt, nicht beides.")
        return cleaned
