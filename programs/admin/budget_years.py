"""Haushaltsjahre: read here; the ceiling and the appropriations are set on pages of their own."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern

from programs import permissions
from programs.admin import envelope_pages
from programs.exports import workplace
from programs.models import BudgetYear
from programs.templatetags.workplace import missing, year_mark, year_total
from wir_portal.core.admin_base import GuardedAdmin, amount
from wir_portal.core.admin_base.history import Entry, versions_of
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.models import Origin

HISTORY = ("status", "planning_ceiling_cents", "total_cents")


@admin.register(BudgetYear)
class BudgetYearAdmin(GuardedAdmin):
    """Nothing is typed on the year itself."""

    can_view = permissions.can_read_drafts
    list_display = ("year", "state", "total_euro", "ceiling_euro", "appropriated_euro", "citation")
    list_filter = ("status", "precision", "origin")
    list_select_related = ("source",)
    search_fields = ("year",)
    search_help_text = "Zum Beispiel: 2019"
    fields = ("state", "total_euro", "ceiling_euro", "source", "origin")
    change_form_template = "admin/budget_year.html"
    csv_columns = (
        ("Jahr", "year"),
        ("Stand", "get_status_display"),
        ("Mittel des Programms in Euro", "total_cents"),
        ("Genauigkeit", "get_precision_display"),
        ("Planungsrahmen in Euro", "planning_ceiling_cents"),
        ("Ansätze in Euro", "appropriated_cents"),
        ("Herkunft", "get_origin_display"),
        ("Quelle", "source"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        examples = Count("appropriations", filter=Q(appropriations__origin=Origin.EXAMPLE))
        return super().get_queryset(request).with_sums().annotate(example_count=examples)

    def act_pages(self) -> list[URLPattern]:
        return [
            self.page("<int:object_id>/planungsrahmen/", self.ceiling_view, "ceiling"),
            self.page("<int:object_id>/ansatz/<slug:line>/", self.appropriation_view, "appropriation"),
        ]

    # --- columns ---------------------------------------------------------------------------------------------
    @admin.display(description="Stand", ordering="status")
    def state(self, year: BudgetYear) -> str:
        return year_mark(year)

    @admin.display(description="Mittel des Programms", ordering="total_cents")
    def total_euro(self, year: BudgetYear) -> str:
        return year_total(year)

    @admin.display(description="Planungsrahmen", ordering="planning_ceiling_cents")
    def ceiling_euro(self, year: BudgetYear) -> str:
        if year.planning_ceiling_cents is None:
            return missing(year)
        return amount(year.planning_ceiling_cents, workplace.ceiling_origin(year))

    @admin.display(description="Ansätze zusammen", ordering="appropriated_cents")
    def appropriated_euro(self, year: BudgetYear) -> str:
        if not year.appropriated_cents:
            return missing(year)
        return amount(year.appropriated_cents, Origin.EXAMPLE if year.example_count else Origin.SOURCED)

    @admin.display(description="Quelle", ordering="source__publisher")
    def citation(self, year: BudgetYear) -> str:
        return year.source.citation if year.source else Origin(year.origin).label

    # --- one year --------------------------------------------------------------------------------------------
    def acts(self, request: HttpRequest, obj: BudgetYear) -> list[Act]:
        if not permissions.can_edit_money(request.user) or obj.status == BudgetYear.Status.CLOSED:
            return []
        return [Act("Planungsrahmen festlegen", self.address("ceiling", obj.pk), is_main=True)]

    def timeline(self, request: HttpRequest, obj: BudgetYear) -> list[Entry]:
        return versions_of(obj, HISTORY)

    def page_context(self, request: HttpRequest, obj: BudgetYear) -> dict[str, Any]:
        sheet = workplace.sheet(obj)
        may_edit = permissions.can_edit_money(request.user) and obj.status != BudgetYear.Status.CLOSED
        lines = [row.line for row in sheet.rows if row.appropriation is None or row.appropriation.is_draft]
        return {
            "sheet": sheet,
            "example_mark": sheet.is_example,
            "amount_acts": [
                Act(str(line), self.address("appropriation", obj.pk, line.slug)) for line in lines if may_edit
            ],
        }

    # --- acts ------------------------------------------------------------------------------------------------
    def ceiling_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return envelope_pages.set_ceiling(request, self._year(request, object_id))

    def appropriation_view(self, request: HttpRequest, object_id: int, line: str) -> HttpResponse:
        return envelope_pages.set_appropriation(request, self._year(request, object_id), line)

    def _year(self, request: HttpRequest, object_id: int) -> BudgetYear:
        if not permissions.can_edit_money(request.user):
            raise PermissionDenied
        return get_object_or_404(BudgetYear.objects.with_sums().select_related("source"), pk=object_id)
