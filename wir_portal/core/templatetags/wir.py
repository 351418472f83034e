"""How figures, days and texts are written on every page."""

from datetime import date, datetime
from typing import Literal

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from wir_portal.core import clock, money
from wir_portal.core.text import render_markdown

register = template.Library()
ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@register.filter
def euro(cents: int | Literal[""] | None) -> str:
    """`50.000 €`; nothing known (a missing name is "" in a template) stays empty, so that it never looks like 0."""
    return "" if cents is None or cents == "" else money.format_euro(cents)


@register.filter
def euro_exact(cents: int | Literal[""] | None) -> str:
    """`50.000,00 €`."""
    return "" if cents is None or cents == "" else money.format_euro_exact(cents)


@register.filter
def signed(cents: int | None) -> str:
    """`+5.000 €`, `−5.000 €`, `0 €`: a difference."""
    return f"+{money.format_euro(cents)}" if cents and cents > 0 else euro(cents)


@register.filter
def day(value: date | datetime | None) -> str:
    """`22.02.2018`; in English `22 Feb 2018`, which nobody reads the wrong way round."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(clock.BERLIN).date()
    if (get_language() or "de").startswith("de"):
        return f"{value:%d.%m.%Y}"
    return f"{value.day} {ENGLISH_MONTHS[value.month - 1]} {value.year}"


@register.filter
def moment(value: datetime | None) -> str:
    """`05.11.2018, 09:00 Uhr` in Berlin."""
    if not value:
        return ""
    local = value.astimezone(clock.BERLIN)
    clock_time = f"{local:%H:%M} Uhr" if (get_language() or "de").startswith("de") else f"{local:%H:%M}"
    return f"{day(local)}, {clock_time}"


@register.filter
def number(value: int | Literal[""] | None) -> str:
    """`222.584`; in English `222,584`."""
    if value is None or value == "":
        return ""
    written = f"{value:,}"
    return written.replace(",", ".") if (get_language() or "de").startswith("de") else written


@register.filter
def markdown(text: str | None) -> SafeString:
    return render_markdown(text or "")
