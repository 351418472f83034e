"""Kennzahlen and their values."""

from django.contrib import admin

from municipalities import permissions
from municipalities.forms.tables import IndicatorValues
from municipalities.models import Indicator, IndicatorValue
from wir_portal.core.admin_base import GuardedAdmin, day
from wir_portal.core.admin_base.fields import translation_fieldsets
from wir_portal.core.tables.resources import ModelImporter
from wir_portal.core.templatetags.wir import number


@admin.register(Indicator)
class IndicatorAdmin(GuardedAdmin):
    """What is counted."""

    can_view = permissions.can_read_bodies
    can_edit = can_add = permissions.can_edit_bodies
    event_code = "indicator"
    sourced_fields = ("slug",)
    list_display = ("name", "unit", "slug")
    search_fields = ("name_de", "slug")
    fieldsets = (
        ("Deutsch", {"fields": ("name_de", "unit_de", "slug")}),
        *translation_fieldsets("name", "unit"),
    )
    csv_columns = (("Kürzel", "slug"), ("Name", "name_de"), ("Einheit", "unit_de"))


@admin.register(IndicatorValue)
class IndicatorValueAdmin(GuardedAdmin):
    """A figure of a body with its day and source."""

    can_view = permissions.can_read_bodies
    can_edit = can_add = permissions.can_edit_bodies
    event_code = "indicator_value"
    importer = ModelImporter("indicator_value", IndicatorValues)
    import_title = "Kennzahlwerte einlesen"
    sourced_fields = ("indicator", "municipality", "reference_on", "value", "source")
    list_display = ("body", "indicator", "reference", "figure", "citation")
    list_filter = ("indicator", "municipality__region")
    list_select_related = ("indicator", "municipality", "source")
    search_fields = ("municipality__name", "municipality__sort_name")
    search_help_text = "Name der Kommune"
    list_note = "Werte eines Landkreises enthalten seine Sonderstatusstadt."
    fields = ("indicator", "municipality", "reference_on", "value", "source")
    csv_columns = (
        ("Kennzahl", "indicator__name_de"),
        ("Amtlicher Schlüssel", "municipality__key"),
        ("Kommune", "municipality__sort_name"),
        ("Stichtag", "reference_on"),
        ("Wert", "value"),
        ("Einheit", "indicator__unit_de"),
        ("Quelle", "source"),
    )

    @admin.display(description="Kommune", ordering="municipality__sort_key")
    def body(self, row: IndicatorValue) -> str:
        return row.municipality.display_name

    @admin.display(description="Stichtag", ordering="reference_on")
    def reference(self, row: IndicatorValue) -> str:
        return day(row.reference_on)

    @admin.display(description="Wert", ordering="value")
    def figure(self, row: IndicatorValue) -> str:
        return f"{number(row.value)} {row.indicator.unit}"

    @admin.display(description="Quelle", ordering="source__publisher")
    def citation(self, row: IndicatorValue) -> str:
        return row.source.citation

    def name_of(self, obj: IndicatorValue) -> str:
        return f"{obj.indicator}, {obj.municipality.display_name}, {day(obj.reference_on)}"
