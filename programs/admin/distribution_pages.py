"""The pages to read: years, a year, a line with its rows, histories, the file beside the page."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from municipalities.models import Municipality
from programs import permissions
from programs.admin.distribution_common import address, crumbs, fetch, page
from programs.admin.distribution_turns import turn_of
from programs.exports import distribution_trail
from programs.exports.distribution import Row, file_of, sheet, sums_of
from programs.exports.distribution_years import year_tables
from programs.forms.distribution import FilterForm
from programs.models import Appropriation, BudgetYear
from wir_portal.core.exports import csv_response

ENTRIES_BESIDE, ENTRIES_PER_PAGE = 5, 50


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """Every year with its lines, the newest first."""
    return _overview(request, list(BudgetYear.objects.with_sums().order_by("-year")), "Verteilung")


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    found = list(BudgetYear.objects.with_sums().filter(year=year))
    if not found and permissions.can_read_drafts(request.user):
        raise Http404
    return _overview(request, found, f"Verteilung {year}", year=year)


@require_safe
def line(request: HttpRequest, year: int, line: str) -> HttpResponse:
    """All bodies with what they had, have and why; the acts that this person can take now."""
    appropriation = fetch(request, year, line)
    found = sheet(appropriation)
    filters = FilterForm(request.GET)
    rows = _chosen(found.rows, filters)
    versions = distribution_trail.versions_of_line(appropriation)[:ENTRIES_BESIDE]
    entries = distribution_trail.entries_of_line(versions, {row.body.slug: row.body.sort_name for row in found.rows})
    return page(
        request,
        "distribution_line",
        appropriation,
        title="Verteilung",
        crumbs=crumbs(
            (str(year), reverse("admin:programs_distribution-year", args=(year,))), (str(appropriation.line), "")
        ),
        csv_url=f"{address(appropriation).removesuffix('/')}.csv",
        sheet=found,
        rows=rows,
        chosen_sums=sums_of(rows) if len(rows) < len(found.rows) else None,
        filters=filters,
        is_filtered=bool(filters.chosen),
        query=request.GET.urlencode() if filters.chosen else "",
        entries=entries,
        turn=turn_of(found, entries, request.user),
        can_change=appropriation.is_draft
        and permissions.can_edit_money(request.user)
        and not _is_closed(appropriation),
    )


@require_safe
def line_csv(request: HttpRequest, year: int, line: str) -> HttpResponse:
    """The rows of the page, with the same filters."""
    appropriation = fetch(request, year, line)
    return csv_response(*file_of(appropriation, _chosen(sheet(appropriation).rows, FilterForm(request.GET))))


@require_safe
def history(request: HttpRequest, year: int, line: str) -> HttpResponse:
    """Every act on the line, the newest first."""
    appropriation = fetch(request, year, line)
    versions = Paginator(distribution_trail.versions_of_line(appropriation), ENTRIES_PER_PAGE)
    shown = versions.get_page(request.GET.get("seite"))
    entries = distribution_trail.entries_of_line(shown.object_list)
    return page(request, "distribution_history", appropriation, title="Verlauf", entries=entries, shown=shown)


@require_safe
def row_history(request: HttpRequest, year: int, line: str, body: str) -> HttpResponse:
    """Every version of one body's amount, the newest first."""
    appropriation = fetch(request, year, line)
    municipality = get_object_or_404(Municipality, slug=body)
    versions = Paginator(distribution_trail.versions_of_row(appropriation, municipality), ENTRIES_PER_PAGE)
    shown = versions.get_page(request.GET.get("seite"))
    return page(
        request,
        "distribution_history",
        appropriation,
        title=f"Verlauf, {municipality.display_name}",
        entries=distribution_trail.entries_of_row(shown.object_list),
        shown=shown,
        municipality=municipality,
    )


def _overview(request: HttpRequest, years: list[BudgetYear], title: str, year: int | None = None) -> HttpResponse:
    if not permissions.can_read_drafts(request.user):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": title,
        "year": year,
        "crumbs": crumbs((str(year), "")) if year else [*crumbs()[:1], ("Verteilung", "")],
        "years_url": reverse("admin:programs_distribution-years"),
        "tables": year_tables(years),
    }
    return TemplateResponse(request, "programs/admin/distribution_years.html", context)


def _chosen(rows: "list[Row] | tuple[Row, ...]", filters: FilterForm) -> list[Row]:
    chosen = filters.chosen
    region, kind = chosen.get("region"), chosen.get("art")
    return [row for row in rows if (not region or row.body.region == region) and (not kind or row.body.kind == kind)]


def _is_closed(appropriation: Appropriation) -> bool:
    return appropriation.budget_year.status == BudgetYear.Status.CLOSED
