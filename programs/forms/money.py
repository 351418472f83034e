"""What the acts on a year's envelope and its appropriations ask for."""

from uuid import uuid4

from django import forms

from wir_portal.core.forms import EuroField, ReasonField

LOST = "Die Seite war unvollständig. Es wurde nichts gespeichert. Senden Sie sie noch einmal."


class SetAmountForm(forms.Form):
    """An amount and its reason, sent once, for the version that was seen (0: there was none)."""

    amount_cents = EuroField(label="Betrag in Euro", help_text="Zum Beispiel: 50.000 oder 50.000,00")
    reason_internal = ReasonField(
        label="Grund", help_text="Ein Satz genügt. Nur die Beschäftigten des Landes lesen ihn."
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, object]:
        """A page that lost its hidden fields gets new ones."""
        lost = [self.errors.pop(name, None) for name in ("revision", "key")]
        if any(lost):
            self.start_again(self.initial["revision"])
            self.add_error(None, LOST)
        return self.cleaned_data

    def start_again(self, revision: int) -> None:
        """The same input, now for the version of this moment."""
        self.data = self.data.copy()
        self.data["revision"], self.data["key"] = str(revision), str(uuid4())


class PrepareYearForm(SetAmountForm):
    """A new year: what its appropriations can be together, and why."""

    year = forms.IntegerField(widget=forms.HiddenInput, min_value=2009, max_value=2100)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount_cents"].label = "Planungsrahmen in Euro"
        self.fields["amount_cents"].help_text = "Mehr können die Ansätze zusammen nicht sein. Zum Beispiel: 10.000.000"
