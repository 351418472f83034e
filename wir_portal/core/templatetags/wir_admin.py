"""The lists of the admin with heads that say how they are sorted, and sums below."""

from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.admin.helpers import AdminReadonlyField
from django.contrib.admin.templatetags.admin_list import result_headers, results
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.safestring import SafeString

from wir_portal.core.admin_base.cells import EURO, amount
from wir_portal.core.admin_base.fields import label_of
from wir_portal.core.admin_base.lists import SumList
from wir_portal.core.models import Origin
from wir_portal.core.templatetags.wir import day, moment

register = template.Library()
register.filter("amount", amount)


@register.inclusion_tag("admin/_results.html")
def wir_results(cl: SumList) -> dict[str, Any]:
    return {
        "caption": f"{cl.opts.verbose_name_plural}, {cl.result_count} Einträge",
        "headers": [
            _header(header, getattr(name, "__name__", str(name)))
            for header, name in zip(result_headers(cl), cl.list_display, strict=True)
        ],
        "rows": [[_with_scope(cell) for cell in row] for row in results(cl)],
        "foot": cl.foot(),
    }


def _with_scope(cell: str) -> SafeString:
    """Django's own cell; the first one is the head of its row."""
    return SafeString(f'<th scope="row" {cell[4:]}' if cell.startswith("<th ") else cell)


def _header(header: dict[str, Any], name: str) -> dict[str, str]:
    is_sorted = header.get("sort_priority") == 1
    direction = ("ascending" if header["ascending"] else "descending") if is_sorted else ""
    number = "wir-num " if name.endswith(EURO) else ""
    text = str(header["text"])
    return {
        "text": text[:1].upper() + text[1:],
        "url": header.get("url_primary", ""),
        "aria_sort": direction,
        "css": f"{number}column-{name}{' sorted ' + direction if is_sorted else ''}",
    }


@register.filter
def fact_label(field: AdminReadonlyField) -> str:
    """The label of a field that is only read, without its unit of storage."""
    db_field = _db_field(field)
    return label_of(db_field).removesuffix(" in Euro") if db_field else str(field.field["label"])


@register.filter
def fact(field: AdminReadonlyField) -> str:
    """What a field that is only read says: amounts in euros, yes and no in words."""
    db_field = _db_field(field)
    value = getattr(field.form.instance, db_field.name) if db_field else None
    if db_field and db_field.name.endswith("_cents"):
        return amount(value, getattr(field.form.instance, "origin", Origin.SOURCED))
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return field.contents()


def _db_field(field: AdminReadonlyField) -> Field | None:
    try:
        found = field.form.instance._meta.get_field(str(field.field["name"]))
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None
