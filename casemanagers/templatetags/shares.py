"""How shares of a position are written."""

from django import template

from casemanagers.calculations.filling import percent_text
from wir_portal.core import languages, numbers

register = template.Library()


@register.filter
def share(hundredths: int) -> str:
    """`100 %`, `37,5 %`; in English `37.5%`."""
    text = numbers.decimal(percent_text(hundredths).replace(",", "."))
    return f"{text} %" if languages.is_german(languages.current()) else f"{text}%"
