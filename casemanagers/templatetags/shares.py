"""How shares of a position are written."""

from django import template
from django.utils.translation import get_language

from casemanagers.calculations.filling import percent_text

register = template.Library()


@register.filter
def share(hundredths: int) -> str:
    """`100 %`, `37,5 %`; in English `37.5%`."""
    text = percent_text(hundredths)
    return f"{text} %" if (get_language() or "de").startswith("de") else f"{text.replace(',', '.')}%"
