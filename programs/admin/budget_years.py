"""Haushaltsjahre: read here; the ceiling and the appropriations are set on pages of their own."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse

from programs import permissions
from programs.admin import commitments, envelope_pages, transfer_pages, year_pages
from programs.exports import workplace
from programs.exports.year_plan import undecided
from programs.models import BudgetYear, YearStep
from programs.services.year_steps import STARTS_FROM
from programs.templatetags.workplace import missing, year_mark, year_total
from wir_portal.core.admin_base import GuardedAdmin, amount
from wir_portal.core.admin_base.history import Entry, of_events, versions_of
from wir_portal.core.admin_base.pages import Act
from wir_portal.core.models import Event, Origin

HISTORY = ("status", "planning_ceiling_cents", "total_cents")


@admin.register(BudgetYear)
class BudgetYearAdmin(GuardedAdmin):
    """Nothing is typed on the year itself."""

    can_view = permissions.can_read_drafts
    can_add = permissions.can_edit_money
    list_display = ("year", "state", "total_euro", "ceiling_euro", "appropriated_euro", "citation")
    list_filter = ("status", "precision", "origin")
    list_select_related = ("source", "last_step")
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
            self.page("<int:object_id>/verpflichtung/", self.commitment_view, "commitment"),
            self.page("<int:object_id>/umschichten/", self.transfer_view, "transfer"),
            self.page("<int:object_id>/ansatz/<slug:line>/", self.appropriation_view, "appropriation"),
            *(
                self.page(f"<int:object_id>/{words.slug}/", partial(self.propose_view, kind=kind), kind.value)
                for kind, words in year_pages.WORDS.items()
            ),
            *(
                self.page(
                    f"<int:object_id>/schritt/{how.slug}/", partial(self.answer_view, how=how), f"step-{how.slug}"
                )
                for how in year_pages.ANSWERS
            ),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"add_words": "Haushaltsjahr anlegen", **(extra_context or {})})

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
        """Whatever this person can do with the year now; the step that waits comes first."""
        acts = []
        step = _waiting(obj)
        for how in year_pages.ANSWERS if step else ():
            if how.may(request.user) and (not how.needs_others or permissions.can_decide_step(request.user, step)):
                name = f"{step.get_kind_display()} {how.title}"
                acts.append(Act(name, self.address(f"step-{how.slug}", obj.pk), is_main=not acts))
        if not permissions.can_edit_money(request.user):
            return acts
        if not obj.is_closed:
            acts.append(Act("Planungsrahmen festlegen", self.address("ceiling", obj.pk), is_main=not acts))
            acts.append(Act("Ansätze umschichten", self.address("transfer", obj.pk)))
            acts.append(Act("Verpflichtungsermächtigung vorlegen", self.address("commitment", obj.pk)))
        for kind, words in year_pages.WORDS.items() if step is None else ():
            if obj.status == STARTS_FROM[kind] and not obj.is_closed_by_source:
                acts.append(Act(words.propose, self.address(kind.value, obj.pk)))
        return acts

    def timeline(self, request: HttpRequest, obj: BudgetYear) -> list[Entry]:
        """Its versions, and the proposals that changed nothing yet."""
        steps = Event.objects.about(obj).filter(act__regex=r"^budget_year\.\w+_(proposed|withdrawn|handed_back)$")
        entries = [*versions_of(obj, HISTORY), *of_events(steps.select_related("actor"), {})]
        return sorted(entries, key=lambda entry: entry.at, reverse=True)

    def page_context(self, request: HttpRequest, obj: BudgetYear) -> dict[str, Any]:
        sheet = workplace.sheet(obj)
        may_edit = permissions.can_edit_money(request.user) and obj.status != BudgetYear.Status.CLOSED
        lines = [row.line for row in sheet.rows if row.appropriation is None or row.appropriation.is_draft]
        return {
            "sheet": sheet,
            "series_url": reverse("admin:programs_fundingline_series"),
            "example_mark": sheet.is_example,
            "step": _waiting(obj),
            "commitments": commitments.table_of(obj),
            "transfers_url": f"{reverse('admin:programs_transfer_changelist')}?budget_year__id__exact={obj.pk}"
            if obj.transfers.exists()
            else "",
            "undecided": undecided(obj) if obj.status == BudgetYear.Status.OPEN else [],
            "is_fixed_by_source": obj.is_closed_by_source,
            "amount_acts": [
                Act(str(line), self.address("appropriation", obj.pk, line.slug)) for line in lines if may_edit
            ],
        }

    # --- acts ------------------------------------------------------------------------------------------------
    def ceiling_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return envelope_pages.set_ceiling(request, self._year(request, object_id))

    def appropriation_view(self, request: HttpRequest, object_id: int, line: str) -> HttpResponse:
        return envelope_pages.set_appropriation(request, self._year(request, object_id), line)

    def transfer_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return transfer_pages.of_year(request, self._year(request, object_id))

    def commitment_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return commitments.propose(request, self._year(request, object_id))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not permissions.can_edit_money(request.user):
            raise PermissionDenied
        return year_pages.prepare(request)

    def propose_view(self, request: HttpRequest, object_id: int, kind: str) -> HttpResponse:
        return year_pages.propose(request, self._year(request, object_id), kind)

    def answer_view(self, request: HttpRequest, object_id: int, how: year_pages.Answer) -> HttpResponse:
        if not how.may(request.user):
            raise PermissionDenied
        year = get_object_or_404(self.get_queryset(request), pk=object_id)
        step = get_object_or_404(YearStep.objects.waiting().select_related("proposed_by"), budget_year=year)
        step.budget_year = year
        return year_pages.answer(request, year, step, how)

    def _year(self, request: HttpRequest, object_id: int) -> BudgetYear:
        if not permissions.can_edit_money(request.user):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=object_id)


def _waiting(year: BudgetYear) -> YearStep | None:
    """The step that lies before the approver."""
    step = YearStep.objects.waiting().filter(budget_year=year).select_related("proposed_by").first()
    if step is not None:
        step.budget_year = year
    return step
