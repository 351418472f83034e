"""How figures, days and states stand in the cells of the admin."""

from collections.abc import Callable
from datetime import date

from django.contrib import admin
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wir_portal.core.models import Origin
from wir_portal.core.money import format_euro

UNKNOWN = "nicht bekannt"
# The end of a column's name by which templates and style sheet know that it holds money.
EURO = "_euro"

Cell = Callable[[models.Model], str | SafeString]


def amount(cents: int | None, origin: str = Origin.SOURCED) -> str | SafeString:
    """`50.000 €`; an example is marked for eyes and ears, a missing figure is never 0."""
    if cents is None:
        return UNKNOWN
    if origin != Origin.EXAMPLE:
        return format_euro(cents)
    return format_html(
        '<span class="wir-ex">{}<span class="visually-hidden"> {}</span></span>',
        format_euro(cents),
        Origin.EXAMPLE.label,
    )


def money(field: str, label: str) -> Cell:
    """A column of a list that shows `field` in euros and sorts by it."""

    @admin.display(description=label, ordering=field)
    def cell(row: models.Model) -> str | SafeString:
        return amount(getattr(row, field), getattr(row, "origin", Origin.SOURCED))

    cell.__name__ = field.removesuffix("_cents") + EURO
    return cell


def mark(words: str, kind: str = "") -> SafeString:
    """A state in words with its symbol; `kind` is done, wait, turn, late or nothing."""
    return format_html('<span class="wir-mark{}">{}</span>', f" wir-mark-{kind}" if kind else "", words)


def day(value: date | None, missing: str = "") -> str:
    return f"{value:%d.%m.%Y}" if value else missing
