"""How figures, days and texts are written on every page."""

from datetime import date, datetime
from typing import Literal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wir_portal.core import clock, languages, money, numbers
from wir_portal.core.text import plain, render_markdown, shorten

register = template.Library()
MARKED = '<bdi lang="de">{}</bdi>'
ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@register.filter
def euro(cents: int | Literal[""] | None) -> str:
    """`50.000 €`; nothing known (a missing name is "" in a template) stays empty, so that it never looks like 0."""
    return "" if cents is None or cents == "" else ltr(money.format_euro(cents))


@register.filter
def euro_exact(cents: int | Literal[""] | None) -> str:
    """`50.000,00 €`."""
    return "" if cents is None or cents == "" else ltr(money.format_euro_exact(cents))


@register.filter
def euro_text(cents: int | None) -> str:
    """`50.000 €` where no markup may stand: in a title, in a drawing."""
    return "" if cents is None else money.format_euro(cents)


@register.filter
def signed(cents: int | None) -> str:
    """`+5.000 €`, `−5.000 €`, `0 €`: a difference."""
    return ltr(f"+{money.format_euro(cents)}") if cents and cents > 0 else euro(cents)


@register.filter
def day(value: date | datetime | None) -> str:
    """`22.02.2018`; in English `22 Feb 2018`, which nobody reads the wrong way round."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(clock.BERLIN).date()
    if languages.current() == "en":
        return f"{value.day} {ENGLISH_MONTHS[value.month - 1]} {value.year}"
    return f"{value:%d.%m.%Y}"


@register.filter
def moment(value: datetime | None) -> str:
    """`05.11.2018, 09:00 Uhr` in Berlin."""
    if not value:
        return ""
    local = value.astimezone(clock.BERLIN)
    clock_time = f"{local:%H:%M} Uhr" if languages.is_german(languages.current()) else f"{local:%H:%M}"
    return f"{day(local)}, {clock_time}"


@register.filter
def number(value: int | Literal[""] | None) -> str:
    """`222.584`; in English `222,584`."""
    return "" if value is None or value == "" else numbers.grouped(value)


@register.filter
def ltr(text: str) -> str:
    """An amount, a telephone number, an address: from left to right, also where the page is the other way round."""
    return format_html('<bdi class="wir-ltr">{}</bdi>', text) if text and languages.is_rtl() else text


@register.filter
def german(text: object) -> str:
    """A German name or text, marked as such on pages in other languages."""
    written = str(text or "")
    return written if not written or languages.is_german(languages.current()) else format_html(MARKED, written)


@register.simple_tag
def page_language() -> str:
    """What the page says of its language."""
    return languages.tag_of(languages.current())


@register.filter
def one_line(text: str) -> str:
    """Without line breaks, as an attribute wants it."""
    return SafeString(" ".join(text.split())) if isinstance(text, SafeString) else " ".join(text.split())


@register.filter
def plain_start(text: str) -> str:
    """The beginning of an editors' text without its marks, for a description."""
    return shorten(plain(text))


@register.filter
def markdown(text: str | None) -> SafeString:
    return render_markdown(text or "")
