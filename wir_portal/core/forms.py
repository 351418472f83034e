"""Fields that read what people type, strictly and in German."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wir_portal.core.money import AmountError, format_decimal, parse_euro
from wir_portal.core.text import TextError, clean_text

DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d+)", re.ASCII)
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


class EuroField(forms.CharField):
    """An amount in euros; its value is whole cents. `50.000` is fifty thousand, `50.00` is refused with an example."""

    default_error_messages = {"required": "Hier fehlt der Betrag. Schreiben Sie ihn so: 50.000 oder 50.000,00."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "wir-money-input"})
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        return _amount_to_type(value) if isinstance(value, int) else value

    def to_python(self, value: object) -> int | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return parse_euro(str(value))
        except AmountError as error:
            raise ValidationError(str(error), code="amount") from error

    def run_validators(self, value: object) -> None:
        """Length is judged by the amount itself."""

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


def _amount_to_type(cents: int) -> str:
    whole, fraction = str(format_decimal(cents)).split(",")
    grouped = f"{int(whole):,}".replace(",", ".")
    return grouped if fraction == "00" else f"{grouped},{fraction}"


class LineField(forms.CharField):
    """One line of text without control characters, kept in NFC."""

    one_line = True
    default_error_messages = {"required": "Hier fehlt die Angabe."}

    def to_python(self, value: object) -> str | None:
        text = super().to_python(value)
        if not text:
            return text
        try:
            return clean_text(text, one_line=self.one_line)
        except TextError as error:
            raise ValidationError(str(error), code="text") from error


class ReasonField(LineField):
    """The reason of an act: some lines of text."""

    one_line = False
    default_error_messages = {
        "required": "Hier fehlt der Grund. Ein Satz genügt, zum Beispiel: „Antrag vom 12.10.2018“."
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 1000)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(**kwargs)


class ReasonForm(forms.Form):
    """Only the reason of an act."""

    reason_internal = ReasonField(label="Grund", help_text="Steht im Protokoll.")


class DayField(forms.Field):
    """A day as `22.02.2018` (or as browsers send it, `2018-02-22`); says why another one does not exist."""

    default_error_messages = {"required": "Hier fehlt das Datum. Schreiben Sie es so: 22.02.2018."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else value

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return parse_day(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="day") from error


def parse_day(text: str) -> date:
    """The day; ValueError with a German sentence for what is none."""
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        year, month, day = text.split("-")
    elif match := DAY.fullmatch(text):
        day, month, year = match.groups()
    else:
        raise ValueError("Schreiben Sie das Datum so: 22.02.2018.")
    if len(year) != 4:
        raise ValueError(f"Schreiben Sie das Jahr mit vier Ziffern, zum Beispiel: {day}.{month}.2018.")
    return _existing(int(day), int(month), int(year))


def _existing(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"Den Monat {month} gibt es nicht. Schreiben Sie das Datum so: 22.02.2018.")
    if not year:
        raise ValueError("Das Jahr 0000 gibt es nicht. Schreiben Sie das Datum so: 22.02.2018.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"Den {day}. {MONTHS[month - 1]} {year} gibt es nicht. Der Monat hat {last} Tage.")
    return date(year, month, day)
