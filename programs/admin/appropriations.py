"""Ansätze: read here; set on the year's page, spread on the distribution's."""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from programs import permissions
from programs.exports import workplace
from programs.models import Appropriation, BudgetYear
from programs.templatetags.workplace import distribution_mark
from wir_portal.core.admin_base import GuardedAdmin, money
from wir_portal.core.admin_base.cells import Cell
from wir_portal.core.admin_base.history import Entry, versions_of
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.models import Origin

HISTORY = ("amount_cents", "distribution_status")


def to_bodies(field: str, label: str) -> Cell:
    """A column of money for bodies; a line that goes to organisations has none."""
    written = money(field, label)

    @admin.display(description=label, ordering=field)
    @wraps(written)
    def cell(row: Appropriation) -> str:
        return written(row) if row.line.goes_to_bodies else "–"

    return cell


@admin.register(Appropriation)
class AppropriationAdmin(GuardedAdmin):
    """Every amount is changed by an act, none on this page."""

    can_view = permissions.can_read_drafts
    list_display = (
        "name",
        "year",
        money("amount_cents", "Ansatz"),
        to_bodies("known_allocated_cents", "Zugeteilt"),
        to_bodies("known_decided_cents", "Freigegeben"),
        "state",
        "citation",
    )
    list_filter = (("budget_year", admin.RelatedOnlyFieldListFilter), "line", "distribution_status", "origin")
    list_select_related = ("budget_year", "line", "source")
    search_fields = ("line__name_de", "budget_year__year", "note_de")
    search_help_text = "Förderlinie, Jahr oder Hinweis"
    sum_columns = ("amount_cents", "known_allocated_cents", "known_decided_cents")
    fields = (
        "budget_year",
        "line",
        "amount_cents",
        "note_de",
        "note_en",
        "state",
        "proposed_by",
        "proposed_at",
        "decided_by",
        "decided_at",
        "published_on",
        "origin",
        "source",
    )
    csv_columns = (
        ("Jahr", "budget_year__year"),
        ("Förderlinie", "line__name_de"),
        ("Ansatz in Euro", "amount_cents"),
        ("Zugeteilt in Euro", "known_allocated_cents"),
        ("Freigegeben in Euro", "known_decided_cents"),
        ("Stand der Verteilung", "get_distribution_status_display"),
        ("Veröffentlicht am", "published_on"),
        ("Hinweis", "note_de"),
        ("Herkunft", "get_origin_display"),
        ("Quelle", "source"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_sums().annotate(**workplace.known_sums())

    @admin.display(description="Förderlinie", ordering="line__rank")
    def name(self, row: Appropriation) -> str:
        return str(row.line)

    @admin.display(description="Jahr", ordering="budget_year__year")
    def year(self, row: Appropriation) -> str:
        return str(row.budget_year)

    @admin.display(description="Verteilung", ordering="distribution_status")
    def state(self, row: Appropriation) -> str:
        return distribution_mark(row)

    @admin.display(description="Quelle", ordering="source__publisher")
    def citation(self, row: Appropriation) -> str:
        return row.source.citation if row.source else Origin(row.origin).label

    def acts(self, request: HttpRequest, obj: Appropriation) -> list[Act]:
        place = (obj.budget_year.year, obj.line.slug)
        acts = [Act("Verteilung öffnen", reverse("admin:programs_distribution", args=place), is_main=True)]
        is_open = obj.is_draft and obj.budget_year.status != BudgetYear.Status.CLOSED
        if is_open and permissions.can_edit_money(request.user):
            url = reverse("admin:programs_budgetyear_appropriation", args=(obj.budget_year_id, obj.line.slug))
            acts.append(Act("Ansatz ändern", url))
        return acts

    def timeline(self, request: HttpRequest, obj: Appropriation) -> list[Entry]:
        return versions_of(obj, HISTORY)

    def page_context(self, request: HttpRequest, obj: Appropriation) -> dict[str, Any]:
        return {"example_mark": obj.origin == Origin.EXAMPLE}
