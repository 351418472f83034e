"""A small table on the page of a row: what belongs to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Table:
    """Rows of cells below their heads; `slug` names it on the page."""

    slug: str
    title: str
    heads: Sequence[str]
    cells: Sequence[Sequence[object]]
    empty: str = "Hier ist noch nichts eingetragen."
    is_example: bool = False


def link(address: str, pk: int, words: object) -> SafeString:
    """A link to the page of a row of `app_model`."""
    return format_html('<a href="{}">{}</a>', reverse(f"admin:{address}_change", args=(pk,)), words)
