"""From a cell to a value: strictly, in German, never by guessing. Each raises ValueError with a sentence."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from wir_portal.core.forms import parse_day
from wir_portal.core.money import EXAMPLE, MAX_DIGITS, AmountError, parse_euro
from wir_portal.core.tables.sheet import Cell

Reader = Callable[[Cell], object]
YES, NO = ("ja", "wahr"), ("nein", "falsch")


def euro(cell: Cell) -> int:
    """Cents: text in the grammar of amounts, or a spreadsheet's number that is whole or has whole cents."""
    value = _usable(cell)
    if isinstance(value, int | Decimal):
        number = Decimal(value)
        if not number.is_finite() or number.is_signed():
            raise AmountError(f"{EXAMPLE}.")
        if number * 100 != (number * 100).to_integral_value():
            raise AmountError(f"Der Betrag hat mehr als zwei Stellen nach dem Komma. {EXAMPLE}.")
        cents = int(number * 100)
        if len(str(cents)) > MAX_DIGITS:
            raise AmountError(f"Der Betrag ist zu groß: höchstens {MAX_DIGITS} Ziffern mit den Cent. {EXAMPLE}.")
        return cents
    if not isinstance(value, str):
        raise AmountError(f"Das ist ein Datum, kein Betrag. {EXAMPLE}.")
    return parse_euro(value)


def day(cell: Cell) -> date:
    """A day, as text or as a spreadsheet's date without a time."""
    value = _usable(cell)
    if isinstance(value, datetime | int | Decimal):
        raise ValueError("Das ist kein Tag. Schreiben Sie das Datum so: 22.02.2018.")
    return value if isinstance(value, date) else parse_day(str(value))


def yes_or_no(cell: Cell) -> bool:
    word = str(_usable(cell)).lower()
    if word not in YES + NO:
        raise ValueError("Schreiben Sie „ja“ oder „nein“.")
    return word in YES


def whole(field: forms.Field) -> Reader:
    """A whole number, checked by `field` as if somebody had typed it."""

    def read(cell: Cell) -> object:
        value = _usable(cell)
        if isinstance(value, Decimal) and value == value.to_integral_value():
            value = int(value)
        if isinstance(value, date | Decimal):
            raise ValueError("Schreiben Sie eine ganze Zahl, zum Beispiel 222.584.")
        return _typed(field, str(value))

    return read


def text(field: forms.Field, *, takes_digits: bool = False) -> Reader:
    """Text, checked by `field` as if somebody had typed it; a spreadsheet's number only where it is one of digits."""

    def read(cell: Cell) -> object:
        if cell.is_empty:
            return _typed(field, "")
        value = _usable(cell)
        if isinstance(value, str) or (takes_digits and isinstance(value, int)):
            return _typed(field, str(value))
        raise ValueError("Die Zelle ist eine Zahl oder ein Datum. Formatieren Sie sie als Text.")

    return read


def _usable(cell: Cell) -> object:
    if cell.refusal:
        raise ValueError(cell.refusal)
    if cell.is_empty:
        raise ValueError("Hier fehlt der Wert.")
    return cell.value


def _typed(field: forms.Field, typed: str) -> object:
    try:
        return field.clean(typed)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from error
