"""Umschichtungen: read here; drafted on the page of a line or a year, decided on pages of their own."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern

from programs import permissions
from programs.admin import transfer_pages
from programs.exports.transfers import sides_of
from programs.models import Transfer
from wir_portal.core.admin_base import GuardedAdmin, amount, mark, money
from wir_portal.core.admin_base.history import Entry, versions_of
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.admin_base.tables import Table
from wir_portal.core.models import Origin
from wir_portal.core.templatetags.wir import signed

HISTORY = ("amount_cents", "status")
KINDS = {
    Transfer.Status.PROPOSED: "wait",
    Transfer.Status.DECIDED: "done",
    Transfer.Status.REJECTED: "late",
}
TURNS = {
    Transfer.Status.DRAFT: "Ministerium, Bearbeitung: prüfen, dann zur Freigabe vorlegen",
    Transfer.Status.PROPOSED: "Ministerium, Freigabe: prüfen, dann freigeben oder ablehnen",
}


@admin.register(Transfer)
class TransferAdmin(GuardedAdmin):
    """Every change is an act, none is typed on this page."""

    can_view = permissions.can_read_drafts
    list_display = ("number", "year", "source", "target", money("amount_cents", "Betrag"), "state", "decided_on")
    list_filter = (("budget_year", admin.RelatedOnlyFieldListFilter), "status", "origin")
    list_select_related = (
        "budget_year", "from_appropriation__line", "from_appropriation__budget_year", "to_appropriation__line",
        "to_appropriation__budget_year", "from_municipality", "to_municipality", "last_edited_by", "proposed_by",
        "decided_by",
    )  # fmt: skip
    search_fields = ("from_municipality__name", "to_municipality__name", "reason_internal")
    search_help_text = "Kommune oder Grund"
    list_note = (
        "Eine Umschichtung beginnt auf der Seite einer freigegebenen Verteilung (zwischen Kommunen)"
        " oder eines Haushaltsjahrs (zwischen Förderlinien)."
    )
    fields = (
        "state", "turn", "amount_cents", "source", "target", "reason_internal", "reason_for_body", "last_edited_by",
        "proposed_by", "proposed_at", "decided_by", "decided_at", "decided_on", "origin",
    )  # fmt: skip
    csv_columns = (
        ("Nummer", "pk"),
        ("Jahr", "budget_year__year"),
        ("Von", "from_name"),
        ("Nach", "to_name"),
        ("Betrag in Euro", "amount_cents"),
        ("Stand", "get_status_display"),
        ("Gilt ab", "decided_on"),
        ("Interner Grund", "reason_internal"),
        ("Grund für die Kommunen", "reason_for_body"),
        ("Herkunft", "get_origin_display"),
    )
    sum_columns = ("amount_cents",)

    def act_pages(self) -> list[URLPattern]:
        return [
            self.page(f"<int:object_id>/{step.slug}/", partial(transfer_pages.take, step=step), f"step-{step.slug}")
            for step in transfer_pages.STEPS
        ]

    @admin.display(description="Nummer", ordering="pk")
    def number(self, row: Transfer) -> str:
        return str(row.pk)

    @admin.display(description="Jahr", ordering="budget_year__year")
    def year(self, row: Transfer) -> str:
        return str(row.budget_year)

    @admin.display(description="Von")
    def source(self, row: Transfer) -> str:
        return row.from_name

    @admin.display(description="Nach")
    def target(self, row: Transfer) -> str:
        return row.to_name

    @admin.display(description="Stand", ordering="status")
    def state(self, row: Transfer) -> str:
        return mark(row.get_status_display(), KINDS.get(row.status, ""))

    @admin.display(description="Am Zug")
    def turn(self, row: Transfer) -> str:
        return TURNS.get(row.status, "niemand, diese Umschichtung ist erledigt")

    def acts(self, request: HttpRequest, obj: Transfer) -> list[Act]:
        acts: list[Act] = []
        for step in transfer_pages.STEPS:
            is_others = not step.needs_others or permissions.can_decide_transfer(request.user, obj)
            if obj.status == step.starts_from and step.may(request.user) and is_others:
                acts.append(Act(step.title, self.address(f"step-{step.slug}", obj.pk), is_main=not acts))
        return acts

    def name_of(self, obj: Transfer) -> str:
        return f"{obj.pk} ({obj.budget_year})"

    def get_fields(self, request: HttpRequest, obj: Transfer | None = None) -> list[str]:
        """What is not known yet has no line of its own."""
        later = ("reason_for_body", "proposed_by", "proposed_at", "decided_by", "decided_at", "decided_on")
        return [name for name in self.fields if name not in later or getattr(obj, name)]

    def timeline(self, request: HttpRequest, obj: Transfer) -> list[Entry]:
        return versions_of(obj, HISTORY)

    def page_context(self, request: HttpRequest, obj: Transfer) -> dict[str, Any]:
        rows = [
            (
                side.name, side.what, amount(side.before_cents, side.origin),
                signed(side.change_cents), amount(side.after_cents, side.origin),
            )
            for side in sides_of(obj)
        ]  # fmt: skip
        heads = ("Stelle", "Was", "bisher", "Unterschied", "danach")
        is_example = obj.origin == Origin.EXAMPLE
        return {
            "example_mark": is_example,
            "tables": [Table("beide-seiten", "Was sich ändert", heads, rows, is_example=is_example)],
        }
