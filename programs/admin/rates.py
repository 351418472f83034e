"""Fördersätze with their purposes and units, and Kostenarten: all of them rows that the ministry adds."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from programs import permissions
from programs.admin.entered import EnteredAdmin
from programs.forms.line import NONE, RateForm
from programs.models import CostCategory, FundingRate, RatePurpose, RateUnit
from programs.templatetags.lines import rate_amount, rate_start
from wir_portal.core.admin_base import GuardedAdmin, day
from wir_portal.core.admin_base.fields import translation_fieldsets


@admin.register(FundingRate)
class FundingRateAdmin(EnteredAdmin):
    """A new rate is a new row from its day on; the old one stays for the years before."""

    form = RateForm
    can_view = permissions.can_read_drafts
    can_edit = can_add = permissions.can_edit_lines
    event_code = "funding_rate"
    fields = (
        "line", "purpose", "starts_on", "start_precision", "amount_cents", NONE, "unit", "max_fulltime_percent",
        "note_de", "note_en", "source",
    )  # fmt: skip
    sourced_fields = tuple(name for name in fields if name != NONE)
    list_display = ("line", "purpose", "starts", "amount_euro", "unit", "citation")
    list_filter = ("line", "purpose")
    list_select_related = ("line", "purpose", "unit", "source")
    search_fields = ("line__name_de",)
    search_help_text = "Name der Förderlinie"
    list_note = (
        "Ein neuer Satz ist eine neue Zeile ab seinem Tag. Die bisherige Zeile gilt bis dahin weiter."
        " Gibt es keinen Satz mehr, ist auch das eine Zeile."
    )
    csv_columns = (
        ("Förderlinie", "line__name_de"),
        ("Zweck", "purpose__name_de"),
        ("Gilt ab", "starts_on"),
        ("Genauigkeit des Beginns", "get_start_precision_display"),
        ("Höchstbetrag in Euro", "amount_cents"),
        ("Einheit", "unit__name_de"),
        ("Höchstens Prozent einer Vollzeitstelle", "max_fulltime_percent"),
        ("Hinweis", "note_de"),
        ("Herkunft", "get_origin_display"),
        ("Quelle", "source"),
    )

    def get_fields(self, request: HttpRequest, obj: models.Model | None = None) -> Sequence[Any]:
        """A sourced row is only read: it has nothing to tick."""
        fixed = obj is not None and not self.is_entered_here(obj)
        return self.sourced_fields if fixed else self.fields

    def _has_open_fields(self, request: HttpRequest, obj: models.Model) -> bool:
        return self.is_entered_here(obj)

    @admin.display(description="Gilt ab", ordering="starts_on")
    def starts(self, rate: FundingRate) -> str:
        return rate_start(rate)

    @admin.display(description="Höchstbetrag", ordering="amount_cents")
    def amount_euro(self, rate: FundingRate) -> str:
        return rate_amount(rate)


class RateWordAdmin(GuardedAdmin):
    """The short name stays: files and the API know the word by it."""

    can_view = permissions.can_read_drafts
    can_edit = can_add = permissions.can_edit_lines
    fixed_fields = ("slug",)
    list_display = ("name", "slug", "rank")
    search_fields = ("name_de", "slug")
    fieldsets = (("Wort", {"fields": ("slug", "name_de", "rank")}), *translation_fieldsets("name"))
    csv_columns = (("Kürzel", "slug"), ("Name", "name_de"), ("Reihenfolge", "rank"))


@admin.register(RatePurpose)
class RatePurposeAdmin(RateWordAdmin):
    event_code = "rate_purpose"
    list_note = "Wofür ein Fördersatz gilt. Der Zweck „position“ bestimmt, was eine Stelle höchstens kostet."


@admin.register(RateUnit)
class RateUnitAdmin(RateWordAdmin):
    event_code = "rate_unit"
    list_note = "Wonach ein Fördersatz zählt."


@admin.register(CostCategory)
class CostCategoryAdmin(EnteredAdmin):
    """What a line's money may be spent on."""

    can_view = permissions.can_read_drafts
    can_edit = can_add = permissions.can_edit_lines
    event_code = "cost_category"
    fixed_fields = ("line", "starts_on")
    list_display = ("name", "line", "starts", "ends", "citation")
    list_filter = ("line",)
    list_select_related = ("line", "source")
    search_fields = ("name_de", "line__name_de")
    list_note = "Wofür das Geld einer Förderlinie ausgegeben werden darf."
    fieldsets = (
        ("Kostenart", {"fields": ("line", "name_de", "description_de", "starts_on", "ends_on", "rank", "source")}),
        *translation_fieldsets("name", "description"),
    )
    csv_columns = (
        ("Förderlinie", "line__name_de"),
        ("Kostenart", "name_de"),
        ("Gilt ab", "starts_on"),
        ("Gilt bis", "ends_on"),
        ("Herkunft", "get_origin_display"),
        ("Quelle", "source"),
    )

    @admin.display(description="Gilt ab", ordering="starts_on")
    def starts(self, row: CostCategory) -> str:
        return day(row.starts_on)

    @admin.display(description="Gilt bis", ordering="ends_on")
    def ends(self, row: CostCategory) -> str:
        return day(row.ends_on, "bis auf Weiteres")
