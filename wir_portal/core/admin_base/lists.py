"""A list of the admin: its sums over the whole selection, its rows as a file."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Count, Q, Sum
from django.http import HttpRequest

from wir_portal.core.admin_base.cells import EURO, amount
from wir_portal.core.models import Origin
from wir_portal.core.money import format_decimal

EXAMPLES = "examples"


class SumList(ChangeList):
    """Adds up money columns over all pages, with the filters and the search applied; one query."""

    sums: Mapping[str, int | None]

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        columns = self.model_admin.sum_columns
        self.sums = self._sums(columns) if columns and self.result_count else {}

    def _sums(self, columns: tuple[str, ...]) -> Mapping[str, int | None]:
        examples = Count("pk", filter=Q(origin=Origin.EXAMPLE))
        return self.queryset.order_by().aggregate(
            **{f"{name}_sum": Sum(name) for name in columns}, **{EXAMPLES: examples}
        )

    def foot(self) -> list[dict[str, object]]:
        """The rows of sums: of this page where there are several, and of everything selected."""
        if not self.sums:
            return []
        rows = []
        if self.multi_page:
            page = list(self.result_list)
            is_example = any(row.origin == Origin.EXAMPLE for row in page)
            of_page = {name: sum(getattr(row, name) or 0 for row in page) for name in self.model_admin.sum_columns}
            rows.append(self._row(f"Summe dieser Seite ({len(page)})", of_page, is_example=is_example, is_total=False))
        everything = {name: self.sums[f"{name}_sum"] or 0 for name in self.model_admin.sum_columns}
        rows.append(
            self._row(
                f"Summe der Auswahl ({self.result_count})",
                everything,
                is_example=bool(self.sums[EXAMPLES]),
                is_total=True,
            )
        )
        return rows

    def _row(self, name: str, sums: Mapping[str, int], *, is_example: bool, is_total: bool) -> dict[str, object]:
        by_column = {column.removesuffix("_cents") + EURO: cents for column, cents in sums.items()}
        origin = Origin.EXAMPLE if is_example else Origin.SOURCED
        names = [getattr(column, "__name__", column) for column in self.list_display[1:]]
        cells = [amount(by_column[column], origin) if column in by_column else "" for column in names]
        return {"name": name, "cells": cells, "is_total": is_total}

    def active_filters(self) -> Iterator[tuple[str, str]]:
        """What is chosen, with the address that takes it away."""
        if self.query:
            yield f"Suche: {self.query}", self.get_query_string(remove=["q"])
        for spec in self.filter_specs:
            choices = list(spec.choices(self))
            chosen = next((choice for choice in choices[1:] if choice["selected"]), None)
            if chosen:
                yield f"{spec.title}: {chosen['display']}", self.get_query_string(remove=spec.expected_parameters())


def filter_lookups(list_filter: Iterable[Any]) -> set[str]:
    """What the addresses of these filters can ask for."""
    found = set()
    for item in list_filter:
        name = getattr(item, "parameter_name", None) or (item if isinstance(item, str) else item[0])
        found |= {name, *(f"{name}__{end}" for end in ("exact", "isnull", "id__exact"))}
    return found


def file_value(row: models.Model, path: str) -> Any:
    """What `path` (`line__slug`, `amount_cents`, `get_status_display`) says about a row, in the type of its cell."""
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name) if value is not None else None
        value = value() if callable(value) else value
    if path.endswith("_cents"):
        return None if value is None else format_decimal(value)
    return value if value is None or isinstance(value, int | date) else str(value)
