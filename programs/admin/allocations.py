"""Kontingente: read here; changed on the page of their distribution."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from programs import permissions
from programs.models import Allocation
from programs.services.transfers import refusal_of_line
from wir_portal.core.admin_base import GuardedAdmin, mark, money
from wir_portal.core.admin_base.history import Entry, versions_of
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.models import Origin

HISTORY = ("amount_cents", "status")


@admin.register(Allocation)
class AllocationAdmin(GuardedAdmin):
    """Every amount is changed by an act, none on this page."""

    can_view = permissions.can_read_drafts
    list_display = ("body", "line", "year", money("amount_cents", "Kontingent"), "state", "citation")
    list_filter = (
        ("appropriation__budget_year", admin.RelatedOnlyFieldListFilter),
        ("appropriation__line", admin.RelatedOnlyFieldListFilter),
        "status",
        "municipality__region",
        "origin",
    )
    list_select_related = (
        "appropriation__budget_year",
        "appropriation__line",
        "municipality",
        "source",
        "last_edited_by",
        "decided_by",
    )
    search_fields = ("municipality__name", "municipality__sort_name", "municipality__key")
    search_help_text = "Name oder amtlicher Schlüssel der Kommune"
    sum_columns = ("amount_cents",)
    fields = (
        "appropriation",
        "municipality",
        "amount_cents",
        "state",
        "last_edited_by",
        "decided_by",
        "origin",
        "source",
    )
    csv_columns = (
        ("Jahr", "appropriation__budget_year__year"),
        ("Förderlinie", "appropriation__line__name_de"),
        ("Amtlicher Schlüssel", "municipality__key"),
        ("Kommune", "municipality__sort_name"),
        ("Kontingent in Euro", "amount_cents"),
        ("Stand", "get_status_display"),
        ("Herkunft", "get_origin_display"),
        ("Quelle", "source"),
    )

    @admin.display(description="Kommune", ordering="municipality__sort_key")
    def body(self, row: Allocation) -> str:
        return row.municipality.display_name

    @admin.display(description="Förderlinie", ordering="appropriation__line__rank")
    def line(self, row: Allocation) -> str:
        return str(row.appropriation.line)

    @admin.display(description="Jahr", ordering="appropriation__budget_year__year")
    def year(self, row: Allocation) -> str:
        return str(row.appropriation.budget_year)

    @admin.display(description="Stand", ordering="status")
    def state(self, row: Allocation) -> str:
        return mark(row.get_status_display(), "done" if row.status == Allocation.Status.DECIDED else "")

    @admin.display(description="Quelle", ordering="source__publisher")
    def citation(self, row: Allocation) -> str:
        return row.source.citation if row.source else Origin(row.origin).label

    def name_of(self, obj: Allocation) -> str:
        return f"{obj.municipality.display_name}, {obj.appropriation}"

    def acts(self, request: HttpRequest, obj: Allocation) -> list[Act]:
        place = (obj.appropriation.budget_year.year, obj.appropriation.line.slug)
        acts = [Act("Verteilung öffnen", reverse("admin:programs_distribution", args=place), is_main=True)]
        if permissions.can_edit_money(request.user) and obj.appropriation.is_draft:
            change = reverse("admin:programs_distribution-change", args=(*place, obj.municipality.slug))
            acts.append(Act("Betrag ändern", change))
        can_move = not obj.appropriation.budget_year.is_closed and not refusal_of_line(obj.appropriation)
        if permissions.can_edit_money(request.user) and can_move:
            acts.append(Act("Umschichten", reverse("admin:programs_distribution-transfer", args=place)))
        return acts

    def timeline(self, request: HttpRequest, obj: Allocation) -> list[Entry]:
        return versions_of(obj, HISTORY)

    def page_context(self, request: HttpRequest, obj: Allocation) -> dict[str, Any]:
        return {"example_mark": obj.origin == Origin.EXAMPLE}
