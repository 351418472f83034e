"""The funding lines and what each pays."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from municipalities.models import LegalStatus, Municipality
from programs.exports import figures, files, line_history
from programs.forms.year import read_year
from programs.models import Allocation, FundingLine
from wir_portal.core import clock
from wir_portal.core.exports import csv_response
from wir_portal.core.models import Origin

State = FundingLine.State


@require_safe
def line_list(request: HttpRequest) -> HttpResponse:
    """The lines of today with the money of the latest year that is not a draft; what is to come and what has ended."""
    rows = figures.all_lines()
    today = clock.today()
    year = max((row.year for row in rows if row.year <= today.year), default=today.year)
    by_line = {row.line.pk: row for row in rows if row.year == year}
    groups: dict[str, list[tuple[FundingLine, figures.LineFigure | None]]] = {state: [] for state in State.values}
    for line in FundingLine.objects.all():
        groups[line.state_on(today)].append((line, by_line.get(line.pk)))
    return render(
        request,
        "programs/public/line_list.html",
        {
            "lines": groups[State.RUNNING],
            "starting": groups[State.STARTING],
            "upcoming": groups[State.UPCOMING],
            "ended": groups[State.ENDED],
            "year": year,
        },
    )


@require_safe
def line_list_csv(request: HttpRequest) -> HttpResponse:
    """Every public line of every year."""
    return csv_response("wir-foerderlinien.csv", *files.line_rows(figures.all_lines()))


@require_safe
def line_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A line: what it pays, its money by year, and by body in the chosen one."""
    line = get_object_or_404(FundingLine.objects.select_related("source"), slug=slug)
    all_years = figures.years()
    rows = figures.years_of_line(line)
    today = clock.today()
    year = read_year(request.GET.get("jahr"), [row.year for row in all_years], default=_default_year(line, rows, today))
    if year is None:
        context = {"line": line, "years": [row.year for row in rows]}
        return render(request, "programs/public/line_year_unknown.html", context, status=404)
    allocations = list(figures.published_allocations(year=year, line=line))
    rates = list(line.rates.for_list())
    in_force = line_history.rates_on(rates, date(year, 1, 1))
    return render(
        request,
        "programs/public/line_detail.html",
        {
            "line": line,
            "rows": rows,
            "years": [row.year for row in rows],
            "year": year,
            "chosen": next((row for row in rows if row.year == year), None),
            "bodies": _with_kinds(allocations, year),
            "total_cents": sum(row.amount_cents for row in allocations),
            "total_is_example": any(row.origin == Origin.EXAMPLE for row in allocations),
            "rates": rates,
            "paid": [rate for rate in in_force if rate.amount_cents is not None],
            "pays_for_positions": line_history.pays_for_positions(rates),
            "history": line_history.history(line, today),
            "state": line.state_on(today),
        },
    )


@require_safe
def line_detail_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The allocations of a line, of one year or of all."""
    line = get_object_or_404(FundingLine, slug=slug)
    text = request.GET.get("jahr")
    if not text:
        return csv_response(f"wir-{line.slug}.csv", *files.allocation_rows(_allocations(line, None)))
    year = read_year(text, [row.year for row in figures.years()], default=0)
    if year is None:
        raise Http404
    return csv_response(f"wir-{line.slug}-{year}.csv", *files.allocation_rows(_allocations(line, year)))


def _allocations(line: FundingLine, year: int | None) -> QuerySet[Allocation]:
    return figures.published_allocations(year=year, line=line)


def _default_year(line: FundingLine, rows: list[figures.LineFigure], today: date) -> int:
    """This year where the line has money in it, else the latest year before, else the first one.

    Of a line without money it is this year, or the one in which it begins later.
    """
    years = [row.year for row in rows]
    begins = line.starts_on.year if line.starts_on else today.year
    return max((year for year in years if year <= today.year), default=min(years, default=max(begins, today.year)))


def _with_kinds(allocations: list[Allocation], year: int) -> list[tuple[Allocation, str]]:
    """Each allocation with the legal status of its body at the beginning of the year, "" where none is known."""
    if not allocations:
        return []
    kinds = dict(Municipality.objects.with_status(date(year, 1, 1)).values_list("pk", "kind"))
    labels = {pk: LegalStatus.Kind(kind).label if kind else "" for pk, kind in kinds.items()}
    return [(row, labels[row.municipality_id]) for row in allocations]
