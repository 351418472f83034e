"""Money is whole cents in ints; this module alone reads it from people and writes it for them."""

import re

from wir_portal.core import numbers

GRAMMAR = re.compile(r"(0|[1-9]\d{0,2}(?:\.\d{3})*|[1-9]\d*)(?:,(\d{2}))?", re.ASCII)
CURRENCY = re.compile(r"\s*(?:€|EUR)\Z")
MAX_DIGITS = 12
EXAMPLE = "Schreiben Sie den Betrag so: 50.000 oder 50.000,00"


class AmountError(ValueError):
    """The text is no amount; the message is German and shows the right form."""


def parse_euro(text: str) -> int:
    """Cents of a German amount such as `50.000`, `50000,00` or `1.234,56 €`.

    A no-break or thin space counts as a group sign only between digits. Raises AmountError for everything else:
    what could be meant in two ways is refused, never guessed.
    """
    bare = CURRENCY.sub("", text.strip(" \t\r\n\u00a0\u202f\u2009")).rstrip(" \u00a0\u202f\u2009")
    if re.fullmatch(r"\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?:,\d{2})?", bare, re.ASCII):
        bare = re.sub(r"[\u00a0\u202f\u2009]", ".", bare)
    match = GRAMMAR.fullmatch(bare)
    if match is None:
        raise AmountError(f"{EXAMPLE}.")
    euros, cents = match[1].replace(".", ""), match[2] or ""
    if len(euros + cents) > MAX_DIGITS:
        raise AmountError(f"Der Betrag ist zu groß: höchstens {MAX_DIGITS} Ziffern mit den Cent. {EXAMPLE}.")
    return int(euros + (cents or "00"))


class NumberText(str):
    """A number written for a spreadsheet: never taken for a formula, also with a minus sign."""


def format_decimal(cents: int) -> NumberText:
    """`50000,00`: for spreadsheets, without group signs."""
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    return NumberText(f"{sign}{cents // 100},{cents % 100:02d}")


def format_euro_exact(cents: int) -> str:
    """`50.000,00 €`: where cents are booked."""
    return _written(cents, always_cents=True)


def format_euro(cents: int) -> str:
    """`50.000 €`, with cents only where there are any."""
    return _written(cents, always_cents=False)


def _written(cents: int, *, always_cents: bool) -> str:
    sign, cents = ("−", -cents) if cents < 0 else ("", cents)
    style = numbers.style()
    number = numbers.grouped(cents // 100)
    if always_cents or cents % 100:
        number += f"{style.point}{cents % 100:02d}"
    return f"{sign}€{number}" if style.sign_first else f"{sign}{number} €"
