"""The list of positions with the state of the day."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from casemanagers.models import Appointment, Position
from casemanagers.models.position import PositionQuerySet
from wir_portal.core.admin_base import GuardedAdmin, mark
from wir_portal.core.admin_base.cells import day
from wir_portal.core.models import Origin
from wir_portal.core.permissions import can_read_all

MARKS = {Position.State.FILLED: "done", Position.State.PARTLY: "wait", Position.State.VACANT: "turn"}


def figure(text: str, origin: str) -> SafeString | str:
    """A figure of a list; an example is marked for eyes and ears."""
    if origin != Origin.EXAMPLE:
        return text
    return format_html(
        '<span class="wir-ex">{}<span class="visually-hidden"> {}</span></span>', text, Origin.EXAMPLE.label
    )


class StateFilter(admin.SimpleListFilter):
    """Filled, partly, vacant today."""

    title = "Besetzung"
    parameter_name = "besetzung"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state.value, str(state.label)) for state in Position.State]

    def queryset(self, request: HttpRequest, queryset: PositionQuerySet) -> PositionQuerySet:
        return queryset.in_state(self.value()) if self.value() in Position.State.values else queryset


@admin.register(Position)
class PositionAdmin(GuardedAdmin):
    """Stellen: filters, search, CSV; the state is that of today, of a past year that of its last day."""

    can_view = staticmethod(can_read_all)
    list_note = (
        "Der Stand ist der von heute, bei vergangenen Jahren der vom 31. Dezember."
        " Gestrichelt unterstrichen: Beispieldaten."
    )
    list_display = ("body_cell", "line", "budget_year", "state_cell", "filled_cell")
    list_filter = ("budget_year", "line", StateFilter, "municipality__region")
    list_select_related = ("municipality", "line", "budget_year")
    search_fields = ("municipality__name", "municipality__short_name", "municipality__key")
    ordering = ("-budget_year__year", "line__rank", "municipality__sort_key")
    fields = ("municipality", "line", "budget_year", "state_cell", "filled_cell", "appointments_cell")
    readonly_fields = ("state_cell", "filled_cell", "appointments_cell")
    csv_columns: ClassVar = (
        ("Jahr", "budget_year__year"),
        ("Förderlinie", "line__name"),
        ("Schlüssel", "municipality__key"),
        ("Kommune", "municipality__sort_name"),
        ("Besetzung", "state__label"),
        ("Besetzt in Prozent", "filled_percent"),
        ("Möglich in Prozent", "limit_percent"),
        ("Herkunft", "origin__label"),
    )

    def get_queryset(self, request: HttpRequest) -> PositionQuerySet:
        return Position.objects.with_filled()

    @admin.display(description="Kommune", ordering="municipality__sort_key")
    def body_cell(self, row: Position) -> str:
        return row.municipality.display_name

    @admin.display(description="Besetzung", ordering="filled_share")
    def state_cell(self, row: Position) -> SafeString:
        return mark(str(row.state.label), MARKS[row.state])

    @admin.display(description="Besetzter Anteil", ordering="filled_share")
    def filled_cell(self, row: Position) -> SafeString | str:
        return figure(f"{row.filled_percent} % von {row.limit_percent} %", row.origin)

    @admin.display(description="Besetzungen")
    def appointments_cell(self, row: Position) -> SafeString | str:
        appointments = list(row.appointments.order_by("starts_on", "pk"))
        return (
            format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_line(a),) for a in appointments)))
            if appointments
            else "keine"
        )


def _line(row: Appointment) -> str:
    return (
        f"{row.get_role_display()}, {row.employer}: {row.share_percent} % vom {day(row.starts_on)}"
        f" bis {day(row.ends_on, 'Jahresende')}"
    )
