"""What the acts on a distribution ask for."""

from uuid import uuid4

from django import forms

from municipalities.models import LegalStatus, Municipality
from wir_portal.core.forms import EuroField, ReasonField

HIDDEN = ("revision", "key")
INTERNAL_HELP = "Lesen nur die Beschäftigten des Landes. Ein Satz genügt."
BODY_HELP = "Freiwillig. Liest die Kommune, sobald die Verteilung freigegeben ist."


class ActForm(forms.Form):
    """An act with its reason: for exactly the version that was seen, sent once."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    key = forms.UUIDField(widget=forms.HiddenInput)
    reason_internal = ReasonField(label="Grund, intern", help_text=INTERNAL_HELP)

    def clean(self) -> dict[str, object]:
        """A page that lost its hidden fields is no fault of a visible one."""
        lost = [name for name in HIDDEN if name in self.errors]
        for name in lost:
            del self.errors[name]
        if lost:
            self.add_error(
                None, "Die Seite war unvollständig. Es wurde nichts gespeichert. Senden Sie sie noch einmal."
            )
            self.start_again(self.initial.get("revision", 0))
        return self.cleaned_data

    def start_again(self, revision: int) -> None:
        """The same input, now for the version of this moment."""
        self.data = self.data.copy()
        self.data["revision"], self.data["key"] = str(revision), str(uuid4())

    @classmethod
    def start(cls, revision: int, **initial: object) -> dict[str, object]:
        """The initial values of a fresh page."""
        return {"revision": revision, "key": uuid4(), **initial}


class ActWithBodyReasonForm(ActForm):
    reason_for_body = ReasonField(label="Grund für die Kommunen", help_text=BODY_HELP, required=False)


class AmountForm(ActWithBodyReasonForm):
    """An amount; above the rate only when somebody confirms to have seen that."""

    amount_cents = EuroField(label="Betrag", help_text="In Euro, zum Beispiel 50.000 oder 50.000,00.")
    is_above_rate_seen = forms.BooleanField(label="Ja, der Betrag soll über dem Fördersatz liegen", required=False)
    field_order = ("amount_cents", "is_above_rate_seen", "reason_internal", "reason_for_body", *HIDDEN)

    @property
    def asks_for_confirmation(self) -> bool:
        return bool(self.is_bound and ("is_above_rate_seen" in self.errors or self["is_above_rate_seen"].value()))


class AssignForm(AmountForm):
    """The same amount for all: the rate in force, or one that is typed."""

    def __init__(self, *args: object, rate_cents: int | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["amount_cents"]
        field.label = "Betrag für jede Kommune"
        field.required = rate_cents is None
        self.rate_cents = rate_cents

    def clean_amount_cents(self) -> int | None:
        amount_cents = self.cleaned_data["amount_cents"]
        return self.rate_cents if amount_cents is None else amount_cents


class FilterForm(forms.Form):
    """Which bodies to show; what is not known to it shows all."""

    region = forms.ChoiceField(
        label="Regierungsbezirk", choices=[("", "alle"), *Municipality.Region.choices], required=False
    )
    art = forms.ChoiceField(label="Rechtsstellung", choices=[("", "alle"), *LegalStatus.Kind.choices], required=False)

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
