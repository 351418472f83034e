"""The decided allocations of one's own body."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from municipalities.models import Municipality
from municipalities.views.officer.door import own_money
from programs.exports.allocation_trail import next_acts, reason_for_body, trail_of
from programs.exports.body_money import by_year, origin_of, planned_years
from programs.exports.files import allocation_rows
from programs.forms.year import read_year
from programs.models import Allocation
from programs.models.allocation import AllocationQuerySet
from wir_portal.core.exports import csv_response
from wir_portal.core.models import Origin

ALL_YEARS = 0


@require_safe
@own_money
def allocation_list(request: HttpRequest) -> HttpResponse:
    """Every year or the chosen one; a year that nobody knows gets 404 and the list of those that are."""
    body = request.acting.municipality
    years = by_year(own_allocations(body), planned_years())
    known = [row.year for row in years]
    chosen = read_year(request.GET.get("jahr"), known, default=ALL_YEARS)
    context = {
        "years": [row for row in years if chosen in (ALL_YEARS, row.year)],
        "known_years": known,
        "chosen_year": chosen,
        "asked_year": request.GET.get("jahr", "")[:20],
    }
    status = 404 if chosen is None else 200
    return render(request, "programs/officer/allocation_list.html", context, status=status)


@require_safe
@own_money
def allocation_list_csv(request: HttpRequest) -> HttpResponse:
    """The rows of the page as a file."""
    body = request.acting.municipality
    rows = list(own_allocations(body))
    known = [*{row.appropriation.budget_year.year for row in rows}, *planned_years()]
    chosen = read_year(request.GET.get("jahr"), known, default=ALL_YEARS)
    if chosen is None:
        raise Http404
    wanted = [row for row in rows if chosen in (ALL_YEARS, row.appropriation.budget_year.year)]
    suffix = f"-{chosen}" if chosen else ""
    return csv_response(f"kontingente-{body.slug}{suffix}.csv", *allocation_rows(wanted))


@require_safe
@own_money
def allocation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One allocation: why it is as it is, what happened to it, what comes next, and the line in other years."""
    own = own_allocations(request.acting.municipality)
    allocation = get_object_or_404(own, pk=pk)
    line = allocation.appropriation.line
    trail = trail_of(allocation)
    context = {
        "allocation": allocation,
        "line": line,
        "year": allocation.appropriation.budget_year,
        "is_example": allocation.origin == Origin.EXAMPLE,
        "origin": origin_of(allocation),
        "reason": reason_for_body(trail),
        "trail": trail,
        "next_acts": next_acts(allocation),
        "same_line": own.filter(appropriation__line=line),
    }
    return render(request, "programs/officer/allocation_detail.html", context)


def own_allocations(body: Municipality) -> AllocationQuerySet:
    """What is decided and public of this body, by year and line."""
    return Allocation.objects.filter(municipality=body).published().for_list()
