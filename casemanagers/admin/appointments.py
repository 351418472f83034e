"""The list of appointments."""

from typing import ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString

from casemanagers.admin.positions import figure
from casemanagers.models import Appointment
from wir_portal.core.admin_base import GuardedAdmin
from wir_portal.core.admin_base.cells import day
from wir_portal.core.permissions import can_read_all


@admin.register(Appointment)
class AppointmentAdmin(GuardedAdmin):
    """Besetzungen: role, employer, share and days; never a name."""

    can_view = staticmethod(can_read_all)
    list_note = "Namen von Personen stehen hier nicht. Gestrichelt unterstrichen: Beispieldaten."
    list_display = ("position", "role", "employer", "share_cell", "starts_cell", "ends_cell")
    list_filter = ("position__budget_year", "position__line", "role", "origin")
    list_select_related = ("position__municipality", "position__line", "position__budget_year")
    search_fields = ("position__municipality__name", "position__municipality__key", "employer")
    ordering = ("-position__budget_year__year", "position__line__rank", "position__municipality__sort_key", "starts_on")
    fields = ("position", "role", "employer", "share_cell", "starts_on", "ends_on", "origin")
    readonly_fields = ("share_cell",)
    csv_columns: ClassVar = (
        ("Jahr", "position__budget_year__year"),
        ("Förderlinie", "position__line__name"),
        ("Schlüssel", "position__municipality__key"),
        ("Kommune", "position__municipality__sort_name"),
        ("Aufgabe", "get_role_display"),
        ("Anstellungsträger", "employer"),
        ("Anteil in Prozent", "share_percent"),
        ("Von", "starts_on"),
        ("Bis", "ends_on"),
        ("Herkunft", "get_origin_display"),
    )

    @admin.display(description="Anteil", ordering="share_hundredths")
    def share_cell(self, row: Appointment) -> SafeString | str:
        return figure(f"{row.share_percent} %", row.origin)

    @admin.display(description="Von", ordering="starts_on")
    def starts_cell(self, row: Appointment) -> str:
        return day(row.starts_on)

    @admin.display(description="Bis", ordering="ends_on")
    def ends_cell(self, row: Appointment) -> str:
        return day(row.ends_on, "Jahresende")
