"""What a commitment authorisation asks for."""

from collections.abc import Iterable

from django import forms

from programs.forms.distribution import ActForm
from programs.models import FundingLine
from wir_portal.core.forms import EuroField

NOT_CHOSEN = {"required": "Hier ist noch nichts gewählt."}
LATER_YEARS = 5


class CommitmentForm(ActForm):
    """Which line, which later year, how much, and why."""

    line = forms.ChoiceField(label="Förderlinie", error_messages=NOT_CHOSEN)
    later_year = forms.TypedChoiceField(label="Späteres Jahr", coerce=int, error_messages=NOT_CHOSEN)
    amount_cents = EuroField(label="Betrag in Euro", help_text="Zum Beispiel: 500.000")
    field_order = ("line", "later_year", "amount_cents", "reason_internal", "revision", "key")

    def __init__(self, *args: object, year: int, lines: Iterable[FundingLine], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choose = ("", "Bitte wählen")
        self.fields["line"].choices = [choose, *((line.slug, str(line)) for line in lines)]
        self.fields["later_year"].choices = [
            choose, *((number, number) for number in range(year + 1, year + 1 + LATER_YEARS)),
        ]  # fmt: skip
